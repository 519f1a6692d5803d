package dev.leaktriage.recorder;

import java.io.IOException;

/**
 * Hands records to a file.
 *
 * @param byPage true to let records wait until they fill a page of the file, false to write each at once
 */
record FileSink(LogFile file, boolean byPage) implements RecordSink {
    @Override
    public int enoughBytes() {
        return byPage ? file.bytesLeftInPage() : 1;
    }

    @Override
    public int mostBytes() {
        return Integer.MAX_VALUE;
    }

    @Override
    public void write(LineBuffer records, int length) throws IOException {
        file.write(records, length);
    }

    @Override
    public void flush() {
        // What was written is with the system, which outlives the process.
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
