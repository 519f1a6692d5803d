package dev.leaktriage.classify;

import dev.leaktriage.model.CallStack;
import dev.leaktriage.model.LiveHandle;
import dev.leaktriage.model.ProcessLife;

/** A live handle on trial. */
record Subject(LiveHandle handle, ProcessLife life) {
    CallStack stack() {
        return handle.site().stack();
    }
}
