package dev.leaktriage.model;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One test of a process that runs many, and what it did to memory.
 *
 * <p>Its {@code held} memory is that of owners which are no cached programs, system buffers or traces: what a test
 * is expected to give back.
 *
 * @param index position in {@link TestRuns#tests()}
 * @param name as its runner prints it
 * @param startedAt the line that says so; empty where its runner prints a test when it is over: then it began when
 *     the one before ended
 * @param endedAt the line that says so; empty where the log shows no end
 * @param firstClock the number of the first event that may be its own; {@link HandleId#generation} counts likewise
 * @param lastClock the number of the last one
 * @param allocated everything that was allocated while it ran
 * @param before everything that was live when it began
 * @param after everything that was live when it ended
 * @param peak everything that was live when most was occupied while it ran
 * @param heldAtEnd what it had allocated and still held when it ended
 * @param heldLater what it had allocated and still held when the test after it ended, or the run: later than its own
 *     clean-up
 * @param survivors what it had allocated and is live at the end of the run, by verdict
 * @param shortage the first allocation that failed while it ran
 */
public record TestRun(
        int index,
        String name,
        Outcome outcome,
        Optional<LogPosition> startedAt,
        Optional<LogPosition> endedAt,
        long firstClock,
        long lastClock,
        Sum allocated,
        Sum before,
        Sum after,
        Sum peak,
        Sum heldAtEnd,
        Sum heldLater,
        Map<Verdict, Sum> survivors,
        Optional<TestShortage> shortage) {
    public TestRun {
        EnumMap<Verdict, Sum> ordered = new EnumMap<>(Verdict.class);
        ordered.putAll(survivors);
        survivors = Collections.unmodifiableMap(ordered);
    }

    /** How a test ended, as its runner says. */
    public enum Outcome {
        /** The log does not tell. */
        UNKNOWN,
        PASSED,
        FAILED,
        SKIPPED;

        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What of it is live at the end of the run and should not be: leaks, and what cannot be judged. */
    public Sum growth() {
        return survivors
                .getOrDefault(Verdict.LEAK, Sum.ZERO)
                .plus(survivors.getOrDefault(Verdict.UNRESOLVED, Sum.ZERO));
    }

    /** True if memory that it allocated outlived it and the test after it, or is live at the end for no good reason. */
    public boolean gaveNotBack() {
        return heldLater.handles() > 0 || growth().handles() > 0;
    }

    /** True if an event with that number happened while it ran. */
    public boolean ran(long clock) {
        return firstClock <= clock && clock <= lastClock;
    }

    /** The same test with its survivors. */
    public TestRun with(Map<Verdict, Sum> surviving) {
        return new TestRun(
                index,
                name,
                outcome,
                startedAt,
                endedAt,
                firstClock,
                lastClock,
                allocated,
                before,
                after,
                peak,
                heldAtEnd,
                heldLater,
                surviving,
                shortage);
    }
}
