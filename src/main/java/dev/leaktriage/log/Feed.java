package dev.leaktriage.log;

import java.io.Closeable;
import java.io.IOException;

/** Bytes on their way into a window. */
interface Feed extends Closeable {
    /**
     * Reads some bytes.
     *
     * @return how many, at least 1; -1 at the end
     */
    int read(byte[] target, int from, int length) throws IOException;

    /** True if there is nothing to read now, and reading would wait for the text to grow or to end. */
    default boolean wouldWait() throws IOException {
        return false;
    }

    /** Why the text ended before its end; empty if it did not. */
    default String cutBecause() {
        return "";
    }
}
