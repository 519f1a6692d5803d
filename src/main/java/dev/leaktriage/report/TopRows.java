package dev.leaktriage.report;

import java.util.List;
import java.util.function.Function;

/** Keeps tables for people short, and accounts for what they leave out. */
final class TopRows {
    private TopRows() {}

    /** The first entries of a list, as many as a table may show. */
    static <T> List<T> of(List<T> all, ReportOptions options) {
        return all.subList(0, Math.min(options.top(), all.size()));
    }

    /**
     * The sentence that accounts for the rows that {@link #of} leaves out; none if it leaves out nothing.
     *
     * @param what what a row is, in the plural
     */
    static <T> List<String> leftOut(List<T> all, ReportOptions options, String what, Function<List<T>, String> sum) {
        if (all.size() <= options.top()) {
            return List.of();
        }
        List<T> rest = all.subList(options.top(), all.size());
        String total = sum.apply(rest);
        return List.of(Units.grouped(rest.size()) + " more " + what + (total.isEmpty() ? "" : ": " + total) + ".");
    }
}
