package dev.leaktriage.recorder;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Hands records to a stream, which may be a pipe: a process that is killed within a write can leave a part of a
 * record there.
 */
record StreamSink(OutputStream out, int batchBytes) implements RecordSink {
    StreamSink {
        if (batchBytes < 1) {
            throw new IllegalArgumentException("a batch needs at least 1 B, not " + batchBytes);
        }
    }

    @Override
    public int enoughBytes() {
        return batchBytes;
    }

    @Override
    public int mostBytes() {
        return batchBytes;
    }

    @Override
    public void write(LineBuffer records, int length) throws IOException {
        out.write(records.bytes(), 0, length);
    }

    @Override
    public void flush() throws IOException {
        out.flush();
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
