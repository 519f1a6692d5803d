package dev.leaktriage.classify;

import dev.leaktriage.model.CallStack;
import dev.leaktriage.model.LiveHandle;
import dev.leaktriage.model.ProcessLife;

/** A live handle on trial. */
record Subject(LiveHandle handle, ProcessLife life, StackFrames frames) {
    static Subject of(LiveHandle handle, ProcessLife life) {
        return new Subject(handle, life, new StackFrames(handle.site().stack()));
    }

    CallStack stack() {
        return frames.stack();
    }
}
