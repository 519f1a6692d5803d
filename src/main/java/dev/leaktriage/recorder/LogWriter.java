package dev.leaktriage.recorder;

import java.io.Flushable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/**
 * A log that several recorders may share; only whole records are handed to the stream below, so that a
 * process that dies between two writes leaves no piece of a record.
 *
 * <p>A process may also be killed within a write. The kernel looks for that between two pages of the file
 * only, hence a batch should not be larger than {@link #PAGE_BYTES}: then a record can be cut only at the one
 * page boundary that a write crosses.
 *
 * <p>Its monitor is the order of the log: who holds it may write one record.
 */
public final class LogWriter implements Flushable, AutoCloseable {
    /** A batch that the kernel all but never cuts. */
    public static final int PAGE_BYTES = 4096;

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
     * @param batchBytes how large a batch may be; a record that is larger is a batch of its own
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
        if (pending.length() > batchBytes && recordStart > 0) {
            write(recordStart);
        }
        if (pending.length() >= batchBytes) {
            write(pending.length());
        }
    }

    /** Forgets the record that was begun. */
    void discard() {
        pending.truncate(recordStart);
    }

    private void write(int length) {
        try {
            pending.writeTo(out, length);
        } catch (IOException unwritable) {
            throw new UncheckedIOException("the log cannot be written: " + unwritable.getMessage(), unwritable);
        } finally {
            pending.dropFirst(length);
        }
    }

    /** Writes what is pending. */
    @Override
    public synchronized void flush() {
        if (pending.length() > 0) {
            write(pending.length());
        }
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
