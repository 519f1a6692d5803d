package dev.leaktriage.log;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A file that is read from several places at once, through a channel: one copy into the heap, and flat resident memory,
 * unlike a mapping.
 */
final class RangedFile implements Closeable {
    /** Small enough that what is copied stays in the nearer caches. */
    private static final int PIECE_BYTES = 1 << 16;

    private final String name;
    private final FileChannel channel;
    private final long sizeBytes;

    RangedFile(Path path, String name) throws IOException {
        this.name = name;
        this.channel = FileChannel.open(path, StandardOpenOption.READ);
        this.sizeBytes = channel.size();
    }

    /** How large it was when it was opened. It may have grown since. */
    long sizeBytes() {
        return sizeBytes;
    }

    /** The bytes from an offset to the end of the file, which fail if the file has become shorter. */
    Feed from(long offset) {
        return new Feed() {
            private long position = offset;

            @Override
            public int read(byte[] target, int from, int length) throws IOException {
                int read = channel.read(ByteBuffer.wrap(target, from, Math.min(length, PIECE_BYTES)), position);
                if (read < 0 && position < sizeBytes) {
                    throw shrunk(name, sizeBytes, channel.size());
                }
                position += Math.max(0, read);
                return read;
            }

            @Override
            public void close() {}
        };
    }

    static IOException shrunk(String name, long beforeBytes, long nowBytes) {
        return new IOException(name + ": became shorter while it was read, from " + beforeBytes + " to " + nowBytes
                + " bytes; read it again when nobody writes to it");
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
