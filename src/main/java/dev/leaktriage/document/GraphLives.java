package dev.leaktriage.document;

import dev.leaktriage.model.Memory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Which buffers were live when an operation of the top level had ended, for the snapshots that were taken then.
 *
 * <p>It grows with the length of the capture, so it keeps nothing unless it is asked to.
 */
final class GraphLives {
    private final Map<Location, List<Life>> lives = new HashMap<>();
    private final Map<Long, Life> byBuffer = new HashMap<>();
    private final Map<Part, Sum> now = new TreeMap<>();
    private final Map<Long, End> ends = new HashMap<>();
    private boolean kept;

    /** A memory of a device. */
    record Part(long device, Memory memory) implements Comparable<Part> {
        @Override
        public int compareTo(Part other) {
            int byDevice = Long.compare(device, other.device);
            return byDevice != 0 ? byDevice : memory.compareTo(other.memory);
        }
    }

    private record Location(Part part, long address) {}

    /** A buffer's life, in numbers of nodes. */
    static final class Life {
        final Part part;
        final long perBankBytes;
        final long from;
        final Place at;
        private long to = Long.MAX_VALUE;

        Life(Part part, long perBankBytes, long from, Place at) {
            this.part = part;
            this.perBankBytes = perBankBytes;
            this.from = from;
            this.at = at;
        }

        boolean isAt(long node) {
            return from <= node && node < to;
        }
    }

    /** What is live. */
    record Sum(long handles, long perBankBytes) {
        static final Sum NONE = new Sum(0, 0);

        private Sum plus(long more, long bytes) {
            return new Sum(handles + more, perBankBytes + bytes);
        }
    }

    /** The end of an operation: the number of its node, and what was live. */
    record End(long node, Place at, Map<Part, Sum> live) {}

    /** There may be snapshots. */
    void keep() {
        kept = true;
    }

    void allocated(long buffer, Part part, long address, long perBankBytes, long node, Place at) {
        if (!kept) {
            return;
        }
        Life life = new Life(part, perBankBytes, node, at);
        byBuffer.put(buffer, life);
        lives.computeIfAbsent(new Location(part, address), unseen -> new ArrayList<>())
                .add(life);
        now.merge(part, new Sum(1, perBankBytes), (sum, one) -> sum.plus(1, one.perBankBytes));
    }

    void freed(long buffer, long node) {
        Life life = byBuffer.remove(buffer);
        if (life != null) {
            life.to = node;
            now.computeIfPresent(life.part, (part, sum) -> sum.plus(-1, -life.perBankBytes));
        }
    }

    /** An operation of the top level has ended. */
    void ended(long start, long node, Place at) {
        if (kept) {
            ends.put(start, new End(node, at, Map.copyOf(now)));
        }
    }

    /** The end of the operation that began with a node. */
    Optional<End> endOf(long start) {
        return Optional.ofNullable(ends.get(start));
    }

    /** The buffer that was live at an address. */
    Optional<Life> at(Part part, long address, long node) {
        return lives.getOrDefault(new Location(part, address), List.of()).stream()
                .filter(life -> life.isAt(node))
                .findFirst();
    }

    /** All that were live of a memory, in no particular order. */
    List<Life> allAt(Part part, long node) {
        return lives.values().stream()
                .flatMap(List::stream)
                .filter(life -> life.part.equals(part) && life.isAt(node))
                .toList();
    }
}
