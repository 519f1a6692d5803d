package dev.leaktriage.recorder;

import java.io.Closeable;
import java.io.IOException;

/** Bytes that can be written at any position, as those of a file and unlike those of a pipe. */
interface PositionedBytes extends Closeable {
    /** Writes all the bytes, in their order, at a position counted from the beginning. */
    void write(long position, byte[] bytes, int from, int length) throws IOException;

    /** Cuts off what is behind a length. */
    void truncate(long lengthBytes) throws IOException;
}
