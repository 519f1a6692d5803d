package dev.leaktriage.benchmarks;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file that is emptied and begun anew when it is large, so that a long benchmark fills no disk. */
final class ReusedFile extends OutputStream {
    private static final long LARGEST_BYTES = 1L << 28;

    private final Path file;
    private OutputStream out;
    private long lengthBytes;

    ReusedFile(Path file) throws IOException {
        this.file = file;
        this.out = Files.newOutputStream(file);
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (lengthBytes + length > LARGEST_BYTES) {
            out.close();
            out = Files.newOutputStream(file);
            lengthBytes = 0;
        }
        out.write(bytes, offset, length);
        lengthBytes += length;
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
