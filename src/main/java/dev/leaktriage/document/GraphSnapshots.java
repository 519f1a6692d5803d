package dev.leaktriage.document;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.leaktriage.model.LogEvent;
import dev.leaktriage.model.LogPosition;
import dev.leaktriage.model.MemoryCheck;
import dev.leaktriage.model.MemoryCheck.Blocks;
import dev.leaktriage.model.MemoryCheck.Comparison;
import dev.leaktriage.model.MemoryCheck.Figures;
import dev.leaktriage.model.MemoryCheck.Outcome;
import dev.leaktriage.model.MemoryCheck.Replayed;
import dev.leaktriage.model.MemoryStatements;
import java.io.IOException;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Reads {@code per_operation_buffers}, what the allocator held when each operation of the top level had ended, and holds it
 * against what the nodes make of that.
 *
 * <p>A capture is a window: of what was allocated before it, only the snapshots know.
 */
final class GraphSnapshots {
    /** To look for what a snapshot lacks takes a look at every buffer; a few statements are shown. */
    private static final int MOST_SEARCHES = 64;

    private static final Set<String> KEYS = Set.of("device_id", "address", "max_size_per_bank", "buffer_type");

    private final JsonParser json;
    private final GraphNodes nodes;
    private final GraphLives lives;
    private final DocumentEvents events;
    private final Map<GraphLives.Part, MemoryStatements> statements = new TreeMap<>();
    private final Set<Long> devices = new HashSet<>();
    private int searches;

    /** What a snapshot has of one memory. */
    private final class Held {
        private final Set<GraphLives.Life> matched = new HashSet<>();
        private long bytes;
        private long unseen;
        private long unseenBytes;
        private Optional<LogPosition> firstUnseen = Optional.empty();

        private void add(long perBankBytes, Optional<GraphLives.Life> life, Place at) {
            bytes += perBankBytes;
            if (life.isPresent() && life.get().perBankBytes == perBankBytes && matched.add(life.get())) {
                return;
            }
            unseen++;
            unseenBytes += perBankBytes;
            firstUnseen = firstUnseen.or(() -> Optional.of(events.position(at)));
        }
    }

    GraphSnapshots(JsonParser json, GraphNodes nodes, GraphLives lives, DocumentEvents events) {
        this.json = json;
        this.nodes = nodes;
        this.lives = lives;
        this.events = events;
    }

    /** Reads the object at the parser's token; operations that the graph does not have are passed over. */
    void read() throws IOException {
        while (json.nextToken() != JsonToken.END_OBJECT) {
            Place at = GraphDocument.place(json.currentTokenLocation());
            String operation = json.currentName();
            Optional<GraphLives.End> end =
                    operation.matches("\\d{1,18}") ? lives.endOf(Long.parseLong(operation)) : Optional.empty();
            if (json.nextToken() != JsonToken.START_ARRAY || end.isEmpty()) {
                json.skipChildren();
                continue;
            }
            snapshot(end.get(), at);
        }
    }

    private void snapshot(GraphLives.End end, Place at) throws IOException {
        Map<GraphLives.Part, Held> held = new TreeMap<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            Place here = GraphDocument.place(json.currentTokenLocation());
            try {
                buffer(new GraphNode(0, "buffer", List.of(), nodes.fields(KEYS)), end, held, here);
            } catch (GraphNodes.Unfit unfit) {
                events.complain(here, "a buffer of a snapshot: " + unfit.getMessage());
            }
        }
        Set<GraphLives.Part> parts = new TreeSet<>(held.keySet());
        parts.addAll(end.live().keySet());
        parts.forEach(part -> compare(part, held.getOrDefault(part, new Held()), end, at));
    }

    private void buffer(GraphNode buffer, GraphLives.End end, Map<GraphLives.Part, Held> held, Place at)
            throws GraphNodes.Unfit {
        GraphLives.Part part = new GraphLives.Part(GraphReplay.device(buffer), GraphReplay.memory(buffer));
        devices.add(part.device());
        long address = buffer.number("address");
        held.computeIfAbsent(part, unseen -> new Held())
                .add(buffer.number("max_size_per_bank"), lives.at(part, address, end.node()), at);
    }

    private void compare(GraphLives.Part part, Held held, GraphLives.End end, Place at) {
        GraphLives.Sum live = end.live().getOrDefault(part, GraphLives.Sum.NONE);
        long missing = live.handles() - held.matched.size();
        Outcome outcome = held.unseen == 0 && missing == 0
                ? Outcome.AGREES
                : held.bytes > live.perBankBytes()
                        ? Outcome.UNSEEN
                        : held.bytes < live.perBankBytes() ? Outcome.GIVEN_BACK : Outcome.ELSEWHERE;
        long unstated = LogEvent.UNSTATED;
        statements
                .computeIfAbsent(part, unseen -> new MemoryStatements(part.memory()))
                .add(new Comparison(
                        outcome,
                        events.position(at),
                        Optional.of(events.position(end.at())),
                        new Figures(unstated, unstated, held.bytes, unstated, unstated, 0),
                        Optional.of(new Replayed(live.handles(), live.perBankBytes(), live.perBankBytes(), unstated)),
                        Optional.of(new Blocks(
                                0,
                                held.matched.size(),
                                held.unseen,
                                held.unseenBytes,
                                held.firstUnseen,
                                missing,
                                missing == 0 ? Optional.empty() : firstMissing(part, held, end))),
                        ""));
    }

    private Optional<LogPosition> firstMissing(GraphLives.Part part, Held held, GraphLives.End end) {
        if (searches++ >= MOST_SEARCHES) {
            return Optional.empty();
        }
        return lives.allAt(part, end.node()).stream()
                .filter(life -> !held.matched.contains(life))
                .min(Comparator.comparingLong(life -> life.from))
                .map(life -> events.position(life.at));
    }

    /** One entry for each memory of a device that the snapshots know of. */
    List<MemoryCheck> checks() {
        return statements.entrySet().stream()
                .filter(entry -> devices.contains(entry.getKey().device()))
                .map(entry -> {
                    entry.getValue().heldAgainst(List.of((int) entry.getKey().device()));
                    return entry.getValue().check();
                })
                .toList();
    }
}
