package dev.leaktriage.model;

import java.util.Collections;
import java.util.Comparator;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is said of one site over many logs.
 *
 * @param face what the site looks like
 * @param logs how many logs hold it, live at the end or at the peak
 * @param clearLogs how many of them hold it and have no handle of it that is a leak or unresolved
 * @param live its handles by verdict, over all logs; verdicts without handles are left out
 * @param leaking about the logs in which it leaks; empty if there is none
 */
public record SiteSummary(
        Face face, long logs, long clearLogs, SortedMap<Verdict, Sum> live, Optional<Leaking> leaking) {
    public SiteSummary {
        live = Collections.unmodifiableSortedMap(new TreeMap<>(live));
    }

    /**
     * What people know a site by; logs may write one site's frames in several ways, of which the first in alphabetical
     * order is taken.
     */
    public record Face(String id, Memory memory, String operation, String topFrame) implements Comparable<Face> {
        private static final Comparator<Face> ORDER = Comparator.comparing(Face::id)
                .thenComparing(Face::memory)
                .thenComparing(Face::operation)
                .thenComparing(Face::topFrame);

        @Override
        public int compareTo(Face other) {
            return ORDER.compare(this, other);
        }
    }

    /**
     * Where a site leaks.
     *
     * @param logs in how many logs
     * @param first the first of them in the order of names; likewise the last
     * @param strongest the confidence of its surest leak
     * @param worst the log in which it leaks most, the first of equals
     */
    public record Leaking(long logs, String first, String last, Confidence strongest, Worst worst) {
        Leaking plus(Leaking other) {
            return new Leaking(
                    logs + other.logs,
                    min(first, other.first),
                    max(last, other.last),
                    min(strongest, other.strongest),
                    min(worst, other.worst));
        }
    }

    /**
     * What a site leaks in one log.
     *
     * @param at where the first leak was allocated
     */
    public record Worst(String log, Sum sum, LogPosition at) implements Comparable<Worst> {
        private static final Comparator<Worst> ORDER = Comparator.comparing(Worst::sum, WORST_SUM_FIRST)
                .thenComparing(Worst::log)
                .thenComparing(Worst::at);

        @Override
        public int compareTo(Worst other) {
            return ORDER.compare(this, other);
        }
    }

    /** In how many of the logs that hold it a site leaks. */
    public enum Recurrence {
        /** In each of several. */
        ALWAYS,
        /** In some, while another holds it and does not leak it. */
        FLAKY,
        /** In the only log of which that can be said. */
        ONCE,
        NEVER;

        /** The lower-case form that outputs use. */
        public String label() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    static final Comparator<Sum> WORST_SUM_FIRST = Comparator.comparingLong(Sum::occupiedBytes)
            .thenComparingLong(Sum::sizeBytes)
            .thenComparingLong(Sum::handles)
            .reversed();

    /** Those that leak most first, then those that hold most. */
    public static final Comparator<SiteSummary> WORST_FIRST = Comparator.comparing(
                    (SiteSummary site) -> site.live(Verdict.LEAK), WORST_SUM_FIRST)
            .thenComparing(SiteSummary::total, WORST_SUM_FIRST)
            .thenComparing(SiteSummary::face);

    public Sum live(Verdict verdict) {
        return live.getOrDefault(verdict, Sum.ZERO);
    }

    /** All handles. */
    public Sum total() {
        return live.values().stream().reduce(Sum.ZERO, Sum::plus);
    }

    public Recurrence recurrence() {
        if (leaking.isEmpty()) {
            return Recurrence.NEVER;
        }
        if (clearLogs > 0) {
            return Recurrence.FLAKY;
        }
        return leaking.get().logs() > 1 ? Recurrence.ALWAYS : Recurrence.ONCE;
    }

    /**
     * The same site over the logs of both.
     *
     * <p>Laws: associative and commutative, so that logs may be summed up anywhere and in any order.
     *
     * @param other of the same site and other logs
     */
    public SiteSummary plus(SiteSummary other) {
        SortedMap<Verdict, Sum> sums = new TreeMap<>(live);
        other.live.forEach((verdict, sum) -> sums.merge(verdict, sum, Sum::plus));
        Optional<Leaking> both =
                leaking.map(mine -> other.leaking.map(mine::plus).orElse(mine));
        return new SiteSummary(
                min(face, other.face),
                logs + other.logs,
                clearLogs + other.clearLogs,
                sums,
                both.isPresent() ? both : other.leaking);
    }

    private static <T extends Comparable<? super T>> T min(T a, T b) {
        return a.compareTo(b) <= 0 ? a : b;
    }

    private static <T extends Comparable<? super T>> T max(T a, T b) {
        return a.compareTo(b) >= 0 ? a : b;
    }
}
