package dev.leaktriage.recorder;

import java.io.Flushable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/**
 * A log that several recorders may share; only whole records are handed to the stream below, so that a
 * process that dies between two writes leaves no piece of a record.
 *
 * <p>Its monitor is the order of the log: who holds it may write one record.
 */
public final class LogWriter implements Flushable, AutoCloseable {
    private final OutputStream out;
    private final int batchBytes;
    private final LineBuffer pending = new LineBuffer();
    private int recordStart;

    private LogWriter(OutputStream out, int batchBytes) {
        this.out = out;
        this.batchBytes = batchBytes;
    }

    /** Hands each record to the stream in one write of its own: nothing is lost when the process is killed. */
    public static LogWriter unbuffered(OutputStream out) {
        return new LogWriter(out, 1);
    }

    /**
     * Hands records to the stream in batches, one write for each.
     *
     * @param batchBytes a batch is written as soon as it is at least so large
     */
    public static LogWriter batched(OutputStream out, int batchBytes) {
        if (batchBytes < 1) {
            throw new IllegalArgumentException("a batch needs at least 1 B, not " + batchBytes);
        }
        return new LogWriter(out, batchBytes);
    }

    /** Begins a record; the caller holds this object's monitor until it has committed or discarded it. */
    LineBuffer begin() {
        recordStart = pending.length();
        return pending;
    }

    /** Ends the record that was begun. */
    void commit() {
        if (pending.length() >= batchBytes) {
            writePending();
        }
    }

    /** Forgets the record that was begun. */
    void discard() {
        pending.truncate(recordStart);
    }

    private void writePending() {
        try {
            if (pending.length() > 0) {
                pending.writeTo(out);
            }
        } catch (IOException unwritable) {
            throw new UncheckedIOException("the log cannot be written: " + unwritable.getMessage(), unwritable);
        } finally {
            pending.truncate(0);
        }
    }

    /** Writes what is pending. */
    @Override
    public synchronized void flush() {
        writePending();
        try {
            out.flush();
        } catch (IOException unwritable) {
            throw new UncheckedIOException("the log cannot be flushed: " + unwritable.getMessage(), unwritable);
        }
    }

    /** Writes what is pending and closes the stream. */
    @Override
    public synchronized void close() {
        flush();
        try {
            out.close();
        } catch (IOException unclosable) {
            throw new UncheckedIOException("the log cannot be closed: " + unclosable.getMessage(), unclosable);
        }
    }
}
