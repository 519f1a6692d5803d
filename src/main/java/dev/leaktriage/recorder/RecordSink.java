package dev.leaktriage.recorder;

import java.io.Closeable;
import java.io.Flushable;
import java.io.IOException;

/** Where a log's records go; what it is handed are whole records only. */
interface RecordSink extends Flushable, Closeable {
    /** So many pending bytes are enough for a write. */
    int enoughBytes();

    /** A write has so many bytes at most, unless a single record has more. */
    int mostBytes();

    /** Writes the first {@code length} bytes of a buffer, which are whole records. */
    void write(LineBuffer records, int length) throws IOException;
}
