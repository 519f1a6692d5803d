package dev.leaktriage.benchmarks;

import com.github.luben.zstd.ZstdInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** A peer: decompresses a file and looks at none of it. */
public final class Decompress {
    private static final int BUFFER_BYTES = 1 << 16;
    private static final int READ_BYTES = 1 << 18;

    private Decompress() {}

    /**
     * Decompresses a file.
     *
     * @param arguments a file that ends with .gz or .zst
     * @throws IOException if it cannot be read
     */
    public static void main(String[] arguments) throws IOException {
        copy(Path.of(arguments[0]), OutputStream.nullOutputStream());
    }

    static void copy(Path file, OutputStream out) throws IOException {
        byte[] buffer = new byte[READ_BYTES];
        try (InputStream in = Files.newInputStream(file);
                InputStream text = file.toString().endsWith(".gz")
                        ? new GZIPInputStream(in, BUFFER_BYTES)
                        : new ZstdInputStream(in)) {
            for (int read = text.read(buffer); read >= 0; read = text.read(buffer)) {
                out.write(buffer, 0, read);
            }
        }
    }
}
