package dev.leaktriage.recorder;

import java.io.Flushable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/**
 * A log that several recorders may share; only whole records are handed on, so that a process that dies between
 * two writes leaves no piece of a record.
 *
 * <p>In a {@link LogFile} there is no piece of a record either if the process is killed within a write. A pipe or
 * any other stream cannot promise that: the kernel looks for a kill between two pages, so a batch should not be
 * larger than {@link #PAGE_BYTES}, and a record can be cut at the one page boundary that a write crosses.
 *
 * <p>Its monitor is the order of the log: who holds it may write one record.
 */
public final class LogWriter implements Flushable, AutoCloseable {
    /** A batch that the kernel all but never cuts. */
    public static final int PAGE_BYTES = LogFile.PAGE_BYTES;

    private final RecordSink sink;
    private final LineBuffer pending = new LineBuffer();
    private int wholeBytes;

    LogWriter(RecordSink sink) {
        this.sink = sink;
    }

    /** Hands each record to the stream in one write of its own: nothing is lost when the process is killed. */
    public static LogWriter unbuffered(OutputStream out) {
        return batched(out, 1);
    }

    /** Writes each record to the file at once: nothing is lost when the process is killed. */
    public static LogWriter unbuffered(LogFile file) {
        return new LogWriter(new FileSink(file, false));
    }

    /**
     * Hands records to the stream in batches, one write for each.
     *
     * @param batchBytes how large a batch may be; a record that is larger is a batch of its own
     */
    public static LogWriter batched(OutputStream out, int batchBytes) {
        return new LogWriter(new StreamSink(out, batchBytes));
    }

    /** Writes records to the file whenever they fill a page of it; a kill loses those of the last page. */
    public static LogWriter batched(LogFile file) {
        return new LogWriter(new FileSink(file, true));
    }

    /** Begins a record; the caller holds this object's monitor until it has committed or discarded it. */
    LineBuffer begin() {
        discard();
        return pending;
    }

    /** Ends the record that was begun. */
    void commit() {
        int before = wholeBytes;
        wholeBytes = pending.length();
        if (wholeBytes > sink.mostBytes() && before > 0) {
            write(before);
        }
        if (wholeBytes >= sink.enoughBytes()) {
            write(wholeBytes);
        }
    }

    /** Forgets the record that was begun. */
    void discard() {
        pending.truncate(wholeBytes);
    }

    private void write(int length) {
        try {
            sink.write(pending, length);
        } catch (IOException unwritable) {
            throw new UncheckedIOException("the log cannot be written: " + unwritable.getMessage(), unwritable);
        } finally {
            pending.dropFirst(length);
            wholeBytes -= length;
        }
    }

    /** Writes what is pending. */
    @Override
    public synchronized void flush() {
        discard();
        if (wholeBytes > 0) {
            write(wholeBytes);
        }
        try {
            sink.flush();
        } catch (IOException unwritable) {
            throw new UncheckedIOException("the log cannot be flushed: " + unwritable.getMessage(), unwritable);
        }
    }

    /** Writes what is pending and closes the stream or the file. */
    @Override
    public synchronized void close() {
        flush();
        try {
            sink.close();
        } catch (IOException unclosable) {
            throw new UncheckedIOException("the log cannot be closed: " + unclosable.getMessage(), unclosable);
        }
    }
}
