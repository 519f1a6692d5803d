package dev.leaktriage.model;

import java.util.List;
import java.util.function.Supplier;

/**
 * Why a verdict holds, in a form that a reader can check.
 *
 * <p>It may be made on demand: a run may have millions of verdicts, and most reports quote a few.
 */
public final class Evidence {
    private final Supplier<Stated> stated;

    private record Stated(String because, List<LogPosition> lines, List<Integer> frames) implements Supplier<Stated> {
        @Override
        public Stated get() {
            return this;
        }
    }

    private record Made(Supplier<Evidence> evidence) implements Supplier<Stated> {
        @Override
        public Stated get() {
            return evidence.get().stated.get();
        }
    }

    private Evidence(Supplier<Stated> stated) {
        this.stated = stated;
    }

    /** Evidence that is at hand; its parts are those of the accessors. */
    public Evidence(String because, List<LogPosition> lines, List<Integer> frames) {
        this.stated = new Stated(because, List.copyOf(lines), List.copyOf(frames));
    }

    /** Evidence that is made each time it is asked for; it must be the same each time. */
    public static Evidence onDemand(Supplier<Evidence> made) {
        return new Evidence(new Made(made));
    }

    /** The same evidence, made now: for one who asks for several of its parts. */
    public Evidence atHand() {
        return new Evidence(stated.get());
    }

    /** Plain English, one sentence; cites lines as {@code file:line}. */
    public String because() {
        return stated.get().because();
    }

    /** The log lines that the sentence rests on. */
    public List<LogPosition> lines() {
        return stated.get().lines();
    }

    /** Indices (from 0, leaf first) of the deciding frames in the handle's stack. */
    public List<Integer> frames() {
        return stated.get().frames();
    }
}
