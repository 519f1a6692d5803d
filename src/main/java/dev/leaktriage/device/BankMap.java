package dev.leaktriage.device;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;

/**
 * One bank as live owners divide it; all banks of a memory look alike, since allocations are made in lockstep.
 *
 * <p>It may know less than the allocator does: what was allocated before recording began is not in it.
 */
public final class BankMap {
    private final long from;
    private final long end;
    private final List<HeldBlock> blocks;
    /** For each block how far the blocks before it reach. */
    private final long[] reached;

    private final long[] heldBefore;

    /**
     * Makes a map.
     *
     * @param from first address that the allocator hands out
     * @param end first address behind the last one
     * @param blocks in any order; parts outside the bank do not count
     */
    public BankMap(long from, long end, List<HeldBlock> blocks) {
        if (from < 0 || end < from) {
            throw new IllegalArgumentException("a bank ends at or after " + from + ", not at " + end);
        }
        this.from = from;
        this.end = end;
        this.blocks = blocks.stream()
                .filter(block -> block.bytes() > 0 && block.end() > from && block.address() < end)
                .sorted(Comparator.comparingLong(HeldBlock::address).thenComparingInt(HeldBlock::handle))
                .toList();
        this.reached = new long[this.blocks.size() + 1];
        this.heldBefore = new long[this.blocks.size() + 1];
        reached[0] = from;
        for (int index = 0; index < this.blocks.size(); index++) {
            HeldBlock block = this.blocks.get(index);
            reached[index + 1] = Math.max(reached[index], block.end());
            heldBefore[index + 1] = heldBefore[index] + block.bytes();
        }
    }

    public long bankBytes() {
        return end - from;
    }

    /** What no block takes; blocks that overlap, in a damaged log, count once. */
    public long freeBytes() {
        return gaps(handle -> false).stream().mapToLong(Gap::bytes).sum();
    }

    /** The largest part that no block takes. */
    public long largestFreeBytes() {
        return largestFreeBytesWithout(handle -> false);
    }

    /** The largest free part if some blocks were given back. */
    public long largestFreeBytesWithout(IntPredicate givenBack) {
        return gaps(givenBack).stream().mapToLong(Gap::bytes).max().orElse(0);
    }

    private record Gap(long from, long end) {
        long bytes() {
            return end - from;
        }
    }

    private List<Gap> gaps(IntPredicate givenBack) {
        List<Gap> gaps = new ArrayList<>();
        long reached = from;
        for (HeldBlock block : blocks) {
            if (givenBack.test(block.handle())) {
                continue;
            }
            if (block.address() > reached) {
                gaps.add(new Gap(reached, block.address()));
            }
            reached = Math.max(reached, block.end());
        }
        if (end > reached) {
            gaps.add(new Gap(reached, end));
        }
        return gaps;
    }

    /**
     * What has to be given back so that a request fits.
     *
     * @param handles the callers' numbers, by address
     * @param runBytes how large the free part then is
     */
    public record Release(List<Integer> handles, long runBytes) {
        public Release {
            handles = List.copyOf(handles);
        }
    }

    /**
     * The fewest blocks that have to go for so many bytes in a row to be free; of several such sets the one that
     * gives back fewest bytes, then the lowest one.
     *
     * <p>Only blocks that lie side by side help, so a window over them finds it: its left end follows as far as the
     * request still fits.
     *
     * @param releasable tells whether a block may go
     * @return empty if not even all of them together make enough room in one place
     */
    public Optional<Release> smallestRelease(long neededBytes, IntPredicate releasable) {
        Window best = null;
        int next = 0;
        for (int first = 0; first < blocks.size(); first++) {
            if (!isReleasable(first, releasable)) {
                continue;
            }
            next = Math.max(next, first + 1);
            while (freed(first, next) < neededBytes && isReleasable(next, releasable)) {
                next++;
            }
            Window window = new Window(first, next);
            if (freed(first, next) >= neededBytes && (best == null || isBetter(window, best))) {
                best = window;
            }
        }
        return Optional.ofNullable(best).map(this::release);
    }

    /** The blocks from {@code first} up to but without {@code next}. */
    private record Window(int first, int next) {
        int count() {
            return next - first;
        }
    }

    private boolean isReleasable(int index, IntPredicate releasable) {
        return index < blocks.size() && releasable.test(blocks.get(index).handle());
    }

    /** What would be free in a row without the blocks of a window. */
    private long freed(int first, int next) {
        long until = next < blocks.size() ? blocks.get(next).address() : end;
        return until - reached[first];
    }

    private boolean isBetter(Window window, Window other) {
        int fewer = Integer.compare(window.count(), other.count());
        return fewer < 0 || fewer == 0 && held(window) < held(other);
    }

    private long held(Window window) {
        return heldBefore[window.next] - heldBefore[window.first];
    }

    private Release release(Window window) {
        List<Integer> handles = blocks.subList(window.first, window.next).stream()
                .map(HeldBlock::handle)
                .toList();
        return new Release(handles, freed(window.first, window.next));
    }
}
