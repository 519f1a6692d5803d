package dev.leaktriage.report;

import dev.leaktriage.model.Attribution;
import dev.leaktriage.model.Confidence;
import dev.leaktriage.model.Verdict;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/** Live handles added up by verdict and confidence. */
final class VerdictSums {
    private final Map<Verdict, Map<Confidence, Sum>> sums = new EnumMap<>(Verdict.class);

    void add(Attribution attribution) {
        sums.computeIfAbsent(attribution.verdict(), verdict -> new EnumMap<>(Confidence.class))
                .merge(attribution.confidence(), Sum.of(attribution.handle()), Sum::plus);
    }

    Sum of(Verdict verdict) {
        return sums.getOrDefault(verdict, Map.of()).values().stream().reduce(Sum.ZERO, Sum::plus);
    }

    Sum of(Verdict verdict, Confidence confidence) {
        return sums.getOrDefault(verdict, Map.of()).getOrDefault(confidence, Sum.ZERO);
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
