package dev.leaktriage.recorder;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;

/**
 * The bytes of a file that nobody else may record into.
 *
 * <p>No file channel, which the interruption of any thread that records would close.
 */
final class LockedFile implements PositionedBytes {
    private final RandomAccessFile file;
    private long position;

    private LockedFile(RandomAccessFile file) {
        this.file = file;
    }

    /**
     * Opens a file, made if it is not there.
     *
     * @throws IOException if it cannot be opened, or somebody records into it
     */
    static LockedFile open(Path path) throws IOException {
        RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw");
        try {
            lock(file, path);
            return new LockedFile(file);
        } catch (IOException unlockable) {
            file.close();
            throw unlockable;
        }
    }

    /** The lock lives as long as the file is open, and dies with the process. */
    private static void lock(RandomAccessFile file, Path path) throws IOException {
        boolean locked;
        try {
            FileLock lock = file.getChannel().tryLock();
            locked = lock != null;
        } catch (OverlappingFileLockException ownLock) {
            locked = false;
        }
        if (!locked) {
            throw new IOException(path + ": another recorder writes this log; give each process a log of its own");
        }
    }

    long lengthBytes() throws IOException {
        return file.length();
    }

    @Override
    public void write(long at, byte[] bytes, int from, int length) throws IOException {
        if (at != position) {
            file.seek(at);
        }
        position = -1;
        file.write(bytes, from, length);
        position = at + length;
    }

    @Override
    public void truncate(long lengthBytes) throws IOException {
        position = -1;
        file.setLength(lengthBytes);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
