package dev.leaktriage.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Reads what a path names, which need not be a file, from its beginning. */
final class FileFeed implements Feed {
    private static final int PIECE_BYTES = 1 << 16;
    private final FileChannel channel;
    private final String name;
    private final long sizeBytes;
    private long readBytes;

    FileFeed(Path path, String name) throws IOException {
        this.channel = FileChannel.open(path, StandardOpenOption.READ);
        this.name = name;
        this.sizeBytes = Files.isRegularFile(path) ? channel.size() : 0;
    }

    @Override
    public int read(byte[] target, int from, int length) throws IOException {
        int read = channel.read(ByteBuffer.wrap(target, from, Math.min(length, PIECE_BYTES)));
        readBytes += Math.max(0, read);
        if (read < 0 && readBytes < sizeBytes) {
            throw RangedFile.shrunk(name, sizeBytes, readBytes);
        }
        return read;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
