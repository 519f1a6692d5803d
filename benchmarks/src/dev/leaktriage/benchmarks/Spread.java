package dev.leaktriage.benchmarks;

import java.util.Collection;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** Median, minimum and maximum of a figure over several runs. */
record Spread(double median, double min, double max) {
    static <T> Spread of(Collection<T> runs, ToDoubleFunction<T> figure) {
        double[] sorted = runs.stream().mapToDouble(figure).sorted().toArray();
        int middle = sorted.length / 2;
        double median = sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Spread(median, sorted[0], sorted[sorted.length - 1]);
    }

    /** Such as {@code 0.45 (0.43-0.51)}. */
    String text(int decimals) {
        String number = "%." + decimals + "f";
        return String.format(Locale.ROOT, number + " (" + number + "-" + number + ")", median, min, max);
    }
}
