package dev.leaktriage.model;

import java.util.List;

/**
 * A call stack, leaf first.
 *
 * @param frames empty if the log has no stack for the event
 * @param complete false if the log shows that frames are missing (a gap in the numbering, a cut record)
 */
public record CallStack(List<Frame> frames, boolean complete) {
    /** The stack of an event that was logged without one. */
    public static final CallStack NONE = new CallStack(List.of(), true);

    public CallStack {
        frames = List.copyOf(frames);
    }

    public boolean isEmpty() {
        return frames.isEmpty();
    }
}
