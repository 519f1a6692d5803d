package dev.leaktriage.model;

import java.util.List;
import java.util.function.Supplier;

/**
 * Why a verdict holds, in a form that a reader can check.
 *
 * <p>The sentence is made when it is asked for: a run may have millions of verdicts, and most reports quote a few.
 */
public final class Evidence {
    private final Supplier<String> because;
    private final List<LogPosition> lines;
    private final List<Integer> frames;

    public Evidence(String because, List<LogPosition> lines, List<Integer> frames) {
        this(() -> because, lines, frames);
    }

    /** Evidence whose sentence is made on demand; it must be the same each time. */
    public Evidence(Supplier<String> because, List<LogPosition> lines, List<Integer> frames) {
        this.because = because;
        this.lines = List.copyOf(lines);
        this.frames = List.copyOf(frames);
    }

    /** Plain English, one sentence; cites lines as {@code file:line}. */
    public String because() {
        return because.get();
    }

    /** The log lines that the sentence rests on. */
    public List<LogPosition> lines() {
        return lines;
    }

    /** Indices (from 0, leaf first) of the deciding frames in the handle's stack. */
    public List<Integer> frames() {
        return frames;
    }
}
