package dev.leaktriage.model;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is said of one log among many, in a few hundred bytes.
 *
 * @param log the log's name, of which there is only one among all logs
 * @param content stands for the bytes of the file that the log was read from
 * @param judgedBy stands for everything else that the result depends on: the program, rules, options
 * @param problem one line of plain English that says why the log was not judged; empty if it was
 * @param figures what was found; empty if the log could not be read
 */
public record LogSummary(
        String log, String content, String judgedBy, State state, String problem, Optional<Figures> figures) {
    public LogSummary {
        if (log.isEmpty()) {
            throw new IllegalArgumentException("a log without a name");
        }
        if (figures.isPresent() == (state == State.UNREADABLE)) {
            throw new IllegalArgumentException(log + ": figures of a log that is " + state.label());
        }
    }

    /** What became of a log. */
    public enum State {
        JUDGED,
        /** It was read and holds no record of a known format. */
        WITHOUT_RECORDS,
        UNREADABLE;

        /** The lower-case, hyphenated form that outputs use. */
        public String label() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * What was found in a log.
     *
     * @param bytes its text's, after decompression; likewise the lines, and so on as in {@link Recognition}
     * @param live handles by verdict; verdicts without handles are left out
     * @param openLeaks leaks that no suppression accepts, by confidence; likewise
     * @param suppressed handles that suppressions accept
     * @param findings how many events or handles each finding is about
     * @param damages how many signs of damage the log shows
     * @param firstDamage the first of them with its place; empty if there is none
     * @param endedEarly true if a process did not end in an orderly way
     * @param exceeded the budgets that were exceeded, each with what was found
     */
    public record Figures(
            long bytes,
            long lines,
            long records,
            long malformed,
            Totals totals,
            SortedMap<Verdict, Sum> live,
            SortedMap<Confidence, Long> openLeaks,
            long suppressed,
            SortedMap<FindingId, Long> findings,
            long lostEventsAtLeast,
            long damages,
            String firstDamage,
            boolean endedEarly,
            List<String> exceeded) {
        public Figures {
            live = Collections.unmodifiableSortedMap(new TreeMap<>(live));
            openLeaks = Collections.unmodifiableSortedMap(new TreeMap<>(openLeaks));
            findings = Collections.unmodifiableSortedMap(new TreeMap<>(findings));
            exceeded = List.copyOf(exceeded);
        }

        public Sum live(Verdict verdict) {
            return live.getOrDefault(verdict, Sum.ZERO);
        }

        /** Leaks that no suppression accepts, whatever their confidence. */
        public long openLeaksInAll() {
            return openLeaks.values().stream().mapToLong(Long::longValue).sum();
        }

        public boolean intact() {
            return damages == 0;
        }
    }

    public boolean isJudged() {
        return state == State.JUDGED;
    }

    /** The handles with that verdict; none if the log was not read. */
    public Sum live(Verdict verdict) {
        return figures.map(found -> found.live(verdict)).orElse(Sum.ZERO);
    }
}
