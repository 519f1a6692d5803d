package dev.leaktriage.report;

import dev.leaktriage.model.AttributionGroup;
import dev.leaktriage.model.Confidence;
import dev.leaktriage.model.Sum;
import dev.leaktriage.model.Verdict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Live handles added up by verdict and confidence. */
final class VerdictSums {
    private static final int MOST_WAYS = 2;

    private final Map<Verdict, Map<Confidence, Adding>> sums = new EnumMap<>(Verdict.class);
    private final Map<Verdict, Map<Confidence, Adding>> suppressed = new EnumMap<>(Verdict.class);
    private final Map<Verdict, List<String>> freedBy = new EnumMap<>(Verdict.class);

    /** A sum in the making: there may be millions of handles to add. */
    private static final class Adding {
        private long handles;
        private long sizeBytes;
        private long occupiedBytes;

        void add(Sum sum) {
            handles += sum.handles();
            sizeBytes += sum.sizeBytes();
            occupiedBytes += sum.occupiedBytes();
        }

        Sum sum() {
            return new Sum(handles, sizeBytes, occupiedBytes);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Adding that && sum().equals(that.sum());
        }

        @Override
        public int hashCode() {
            return sum().hashCode();
        }
    }

    void add(AttributionGroup group) {
        add(sums, group);
        if (group.isSuppressed()) {
            add(suppressed, group);
        }
        List<String> ways = freedBy.computeIfAbsent(group.verdict(), verdict -> new ArrayList<>());
        String way = group.freedBy();
        if (ways.size() < MOST_WAYS && !way.isEmpty() && !ways.contains(way)) {
            ways.add(way);
        }
    }

    private static void add(Map<Verdict, Map<Confidence, Adding>> sums, AttributionGroup group) {
        sums.computeIfAbsent(group.verdict(), verdict -> new EnumMap<>(Confidence.class))
                .computeIfAbsent(group.confidence(), confidence -> new Adding())
                .add(group.sum());
    }

    /** The first {@value #MOST_WAYS} ways in which handles with a verdict are freed. */
    List<String> freedBy(Verdict verdict) {
        return freedBy.getOrDefault(verdict, List.of());
    }

    Sum of(Verdict verdict) {
        return of(sums, verdict);
    }

    /** The part of {@link #of(Verdict)} that suppressions accept. */
    Sum suppressed(Verdict verdict) {
        return of(suppressed, verdict);
    }

    /** All that suppressions accept. */
    Sum suppressed() {
        return Arrays.stream(Verdict.values()).map(this::suppressed).reduce(Sum.ZERO, Sum::plus);
    }

    /** The part of {@link #of(Verdict)} that nobody has accepted. */
    Sum open(Verdict verdict) {
        return of(verdict).minus(suppressed(verdict));
    }

    Sum of(Verdict verdict, Confidence confidence) {
        return of(sums, verdict, confidence);
    }

    /** The part of {@link #of(Verdict, Confidence)} that nobody has accepted. */
    Sum open(Verdict verdict, Confidence confidence) {
        return of(verdict, confidence).minus(of(suppressed, verdict, confidence));
    }

    private static Sum of(Map<Verdict, Map<Confidence, Adding>> sums, Verdict verdict) {
        return sums.getOrDefault(verdict, Map.of()).values().stream()
                .map(Adding::sum)
                .reduce(Sum.ZERO, Sum::plus);
    }

    private static Sum of(Map<Verdict, Map<Confidence, Adding>> sums, Verdict verdict, Confidence confidence) {
        Adding adding = sums.getOrDefault(verdict, Map.of()).get(confidence);
        return adding == null ? Sum.ZERO : adding.sum();
    }

    Sum all() {
        return Arrays.stream(Verdict.values()).map(this::of).reduce(Sum.ZERO, Sum::plus);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof VerdictSums that && sums.equals(that.sums) && suppressed.equals(that.suppressed);
    }

    @Override
    public int hashCode() {
        return 31 * sums.hashCode() + suppressed.hashCode();
    }
}
