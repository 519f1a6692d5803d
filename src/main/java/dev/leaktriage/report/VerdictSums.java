package dev.leaktriage.report;

import dev.leaktriage.model.Attribution;
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
    private final Map<Verdict, List<String>> freedBy = new EnumMap<>(Verdict.class);

    /** A sum in the making: there may be millions of handles to add. */
    private static final class Adding {
        private long handles;
        private long sizeBytes;
        private long occupiedBytes;

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

    void add(Attribution attribution) {
        Adding adding = sums.computeIfAbsent(attribution.verdict(), verdict -> new EnumMap<>(Confidence.class))
                .computeIfAbsent(attribution.confidence(), confidence -> new Adding());
        adding.handles++;
        adding.sizeBytes += attribution.handle().sizeBytes();
        adding.occupiedBytes += attribution.handle().occupiedBytes();
        List<String> ways = freedBy.computeIfAbsent(attribution.verdict(), verdict -> new ArrayList<>());
        String way = attribution.freedBy();
        if (ways.size() < MOST_WAYS && !way.isEmpty() && !ways.contains(way)) {
            ways.add(way);
        }
    }

    /** The first {@value #MOST_WAYS} ways in which handles with a verdict are freed. */
    List<String> freedBy(Verdict verdict) {
        return freedBy.getOrDefault(verdict, List.of());
    }

    Sum of(Verdict verdict) {
        return sums.getOrDefault(verdict, Map.of()).values().stream()
                .map(Adding::sum)
                .reduce(Sum.ZERO, Sum::plus);
    }

    Sum of(Verdict verdict, Confidence confidence) {
        Adding adding = sums.getOrDefault(verdict, Map.of()).get(confidence);
        return adding == null ? Sum.ZERO : adding.sum();
    }

    Sum all() {
        return Arrays.stream(Verdict.values()).map(this::of).reduce(Sum.ZERO, Sum::plus);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof VerdictSums that && sums.equals(that.sums);
    }

    @Override
    public int hashCode() {
        return sums.hashCode();
    }
}
