package dev.leaktriage.model;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a file states of a memory, held against what the events of the log make of it at the same moments.
 *
 * @param source the file that states it
 * @param devices those that it was held against; empty if it was held against none
 * @param outcomes how many statements had which outcome; outcomes that none had are left out
 * @param shown of each outcome the first statement and, of a difference, the largest one; in the order of the file
 */
public record MemoryCheck(
        String source, Memory memory, List<Integer> devices, Map<Outcome, Long> outcomes, List<Comparison> shown) {
    public MemoryCheck {
        devices = List.copyOf(devices);
        EnumMap<Outcome, Long> copied = new EnumMap<>(Outcome.class);
        copied.putAll(outcomes);
        outcomes = Collections.unmodifiableMap(copied);
        shown = List.copyOf(shown);
    }

    /** What a comparison came to. */
    public enum Outcome {
        /** The figures agree, as far as the log states the sizes of pages. */
        AGREES,
        /** The allocator counts more as allocated: some of it is not in the log. */
        UNSEEN,
        /** The allocator counts less: it has taken back what is live by the log. */
        GIVEN_BACK,
        /** It counts as much, and something of it lies elsewhere. */
        ELSEWHERE,
        /** Nothing could be compared. */
        UNHELD;

        public String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /** True if the one and the other cannot both be all there is. */
        public boolean differs() {
            return this == UNSEEN || this == GIVEN_BACK || this == ELSEWHERE;
        }
    }

    /**
     * One statement.
     *
     * @param at where it stands
     * @param after the last event before the moment that it tells of; empty if there is none
     * @param stated what it says
     * @param replayed what the events make of that; empty if nothing could be compared
     * @param blocks how the allocator's blocks and the live buffers lie over each other; empty if no block is stated
     * @param because why nothing was compared, or what was not; empty if all was
     */
    public record Comparison(
            Outcome outcome,
            LogPosition at,
            Optional<LogPosition> after,
            Figures stated,
            Optional<Replayed> replayed,
            Optional<Blocks> blocks,
            String because) {
        /** The same statement, of which nothing can be said after all. */
        public Comparison unheld(String why) {
            return new Comparison(Outcome.UNHELD, at, after, stated, Optional.empty(), Optional.empty(), why);
        }

        /** By how many bytes of each bank the two are apart at least. */
        public long apartBytes() {
            if (replayed.isEmpty() || stated.allocatedBytes() < 0) {
                return 0;
            }
            long unseen = stated.allocatedBytes()
                    - stated.roundedBytes()
                    - replayed.get().mostBytes();
            long givenBack = replayed.get().leastBytes() - stated.allocatedBytes() - stated.roundedBytes();
            return Math.max(0, Math.max(unseen, givenBack));
        }
    }

    /**
     * What is stated of each bank; a number that is not is {@link LogEvent#UNSTATED}.
     *
     * @param roundedBytes by how much each may be rounded, either way
     */
    public record Figures(
            long banks,
            long bankBytes,
            long allocatedBytes,
            long freeBytes,
            long largestFreeBytes,
            long roundedBytes) {}

    /**
     * What the events make of each bank.
     *
     * @param handles how many owners are live on one device
     * @param leastBytes what they take at least: where a record states no page size, that is not known exactly
     * @param mostBytes what they take at most
     * @param largestFreeBytes {@link LogEvent#UNSTATED} if it is not known
     */
    public record Replayed(long handles, long leastBytes, long mostBytes, long largestFreeBytes) {
        /** True if it is known to the byte. */
        public boolean exact() {
            return leastBytes == mostBytes;
        }
    }

    /**
     * Blocks that an allocator has given out, beside live buffers.
     *
     * @param offset the address at which the allocator's part of a bank begins
     * @param matched how many blocks are a live buffer
     * @param unseen how many blocks are none
     * @param unseenBytes what these take of each bank
     * @param firstUnseen the first of them
     * @param missing how many live buffers are no block
     * @param firstMissing the first of them
     */
    public record Blocks(
            long offset,
            long matched,
            long unseen,
            long unseenBytes,
            Optional<LogPosition> firstUnseen,
            long missing,
            Optional<LogPosition> firstMissing) {}

    /** True if one of the statements differs from what the events make. */
    public boolean differs() {
        return outcomes.keySet().stream().anyMatch(Outcome::differs);
    }

    /** How many statements had an outcome. */
    public long count(Outcome outcome) {
        return outcomes.getOrDefault(outcome, 0L);
    }
}
