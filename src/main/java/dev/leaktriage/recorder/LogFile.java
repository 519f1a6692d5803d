package dev.leaktriage.recorder;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * A file in which a record stands whole or not at all, whenever the process that writes it is killed.
 *
 * <p>The kernel looks for a fatal signal between two pages of a write, so what lies within one page is written
 * whole or not at all. A record that crosses into another page is written with its deciding literal blanked, by
 * which it is noise, and gets that literal when the rest of it is there. Records appear in their order: what a kill
 * leaves is the log as it was at some earlier moment, and perhaps lines that are no records.
 *
 * <p>Only a file can promise this; a pipe or a terminal lets nobody go back. The promise is about the death of the
 * process, not about that of the machine.
 */
public final class LogFile implements Closeable {
    /** The smallest page of the systems we run on; all others are multiples. */
    static final int PAGE_BYTES = 4096;

    /** Line ends, and no blanks, because they end the stack of the record before. */
    private static final byte BLANK = '\n';

    private final PositionedBytes bytes;
    private final int pageBytes;
    private long lengthBytes;

    LogFile(PositionedBytes bytes, int pageBytes, long lengthBytes) {
        this.bytes = bytes;
        this.pageBytes = pageBytes;
        this.lengthBytes = lengthBytes;
    }

    /**
     * Makes a new file.
     *
     * @throws FileAlreadyExistsException if it is there already
     * @throws IOException if it cannot be made
     */
    public static LogFile create(Path path) throws IOException {
        Files.createFile(path);
        return append(path);
    }

    /**
     * Opens a file to write behind what it holds; makes it if it is not there. Nobody else may write to it
     * meanwhile.
     *
     * @throws IOException if it cannot be opened, or another recorder is writing it
     */
    public static LogFile append(Path path) throws IOException {
        LockedFile file = LockedFile.open(path);
        return new LogFile(file, PAGE_BYTES, file.lengthBytes());
    }

    /** How many bytes the last page still takes, at least 1. */
    int bytesLeftInPage() {
        return pageBytes - (int) (lengthBytes % pageBytes);
    }

    /**
     * Writes records.
     *
     * @param length how many bytes of them
     * @throws IOException if the system does not take them; those that it did not take whole are gone then
     */
    void write(LineBuffer records, int length) throws IOException {
        long start = lengthBytes;
        int written = 0;
        try {
            for (int number = 0; number < records.records(); number++) {
                int end = Math.min(length, records.end(number));
                if (page(start + records.decidedFrom(number)) != page(start + end - 1)) {
                    writeBlanked(records, number, written, end);
                    written = end;
                }
            }
            if (written < length) {
                bytes.write(lengthBytes, records.bytes(), written, length - written);
                lengthBytes = start + length;
            }
        } catch (IOException refused) {
            dropPieces(refused);
            throw refused;
        }
    }

    private long page(long position) {
        return position / pageBytes;
    }

    /** Writes records up to one that crosses into another page. */
    private void writeBlanked(LineBuffer records, int crossing, int from, int to) throws IOException {
        int literal = records.decidedFrom(crossing);
        int behind = records.decidedTo(crossing);
        byte[] deciding = Arrays.copyOfRange(records.bytes(), literal, behind);
        Arrays.fill(records.bytes(), literal, behind, BLANK);
        bytes.write(lengthBytes, records.bytes(), from, to - from);
        bytes.write(lengthBytes + literal - from, deciding, 0, deciding.length);
        lengthBytes += to - from;
    }

    private void dropPieces(IOException refused) {
        try {
            bytes.truncate(lengthBytes);
        } catch (IOException stillThere) {
            refused.addSuppressed(stillThere);
        }
    }

    @Override
    public void close() throws IOException {
        bytes.close();
    }
}
