package dev.leaktriage.document;

import dev.leaktriage.model.Memory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which tensors lie in which buffers.
 *
 * <p>A buffer node is connected to its tensors; where it is not, they have the address of a live buffer. Without dispatch
 * every address is 0 and tells nothing.
 */
final class GraphTensors {
    private static final int MOST_NAMED = 3;
    private static final Pattern SHAPE = Pattern.compile(".*?(\\[[0-9, ]*\\]).*");

    private final Map<Long, Tensor> tensors = new HashMap<>();
    private final Map<Long, List<Long>> connected = new HashMap<>();
    private final Map<Location, Long> liveAt = new HashMap<>();
    private final Map<Long, Kept> live = new LinkedHashMap<>();

    private record Location(long device, Memory memory, long address) {}

    /** A live buffer: where it was allocated, and what was seen at its address. */
    private record Kept(Location location, Place at, List<Tensor> seen) {}

    /** A tensor; what an old capture does not state is empty. */
    private record Tensor(String id, String shape, String dtype, Place at) {
        String text() {
            String shown = shape.isEmpty() ? "" : " of shape " + shape;
            return (id.isEmpty() ? "a tensor" : "tensor " + id) + shown + (dtype.isEmpty() ? "" : ", " + dtype);
        }
    }

    /** What is known of the tensors in a live buffer. */
    record Note(Place allocatedAt, String text, Place at) {}

    void buffer(GraphNode node) {
        connected.put(node.counter(), node.connections());
    }

    void tensor(GraphNode node, Memory memory, Place at) {
        Matcher shape = SHAPE.matcher(node.text("shape"));
        String dtype = node.text("dtype").replaceFirst("^DataType::", "");
        Tensor tensor =
                new Tensor(node.text("tensor_id"), shape.matches() ? shape.group(1) : node.text("shape"), dtype, at);
        tensors.put(node.counter(), tensor);
        location(node, memory)
                .map(liveAt::get)
                .ifPresent(buffer -> live.get(buffer).seen.add(tensor));
    }

    /** Where a tensor lies; a node that states it in another way is no less a tensor. */
    private static Optional<Location> location(GraphNode node, Memory memory) {
        try {
            long address = node.number("address", 0);
            return address == 0
                    ? Optional.empty()
                    : Optional.of(new Location(node.number("device_id", 0), memory, address));
        } catch (GraphNodes.Unfit otherwise) {
            return Optional.empty();
        }
    }

    void allocated(long buffer, long device, Memory memory, long address, Place at) {
        Location location = new Location(device, memory, address);
        liveAt.put(location, buffer);
        live.put(buffer, new Kept(location, at, new ArrayList<>()));
    }

    void freed(long buffer) {
        Kept freed = live.remove(buffer);
        if (freed != null) {
            liveAt.remove(freed.location, buffer);
            connected.remove(buffer);
        }
    }

    /** One for each buffer that is live now and has a tensor. */
    List<Note> notes() {
        List<Note> notes = new ArrayList<>();
        live.forEach((buffer, kept) -> {
            List<Tensor> within = new ArrayList<>();
            connected.getOrDefault(buffer, List.of()).stream()
                    .map(tensors::get)
                    .filter(tensor -> tensor != null)
                    .forEach(within::add);
            within.addAll(kept.seen);
            if (!within.isEmpty()) {
                notes.add(new Note(kept.at, text(within), within.get(0).at));
            }
        });
        return notes;
    }

    /** A tensor that passes from one operation to the next has a node for each, and the same number. */
    private static String text(List<Tensor> within) {
        List<String> distinct = within.stream().map(Tensor::text).distinct().toList();
        String named = String.join(" and ", distinct.subList(0, Math.min(MOST_NAMED, distinct.size())));
        int more = distinct.size() - MOST_NAMED;
        return more > 0 ? named + " and " + more + " more" : named;
    }
}
