package dev.leaktriage.benchmarks;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/** Makes the compressed inputs. */
final class Compress {
    private static final int BUFFER_BYTES = 1 << 16;

    private Compress() {}

    static void gzip(Path from, Path to) throws IOException {
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(to), BUFFER_BYTES)) {
            copy(from, out);
        }
    }

    static void zstd(Path from, Path to) throws IOException {
        try (OutputStream out = new ZstdOutputStream(Files.newOutputStream(to))) {
            copy(from, out);
        }
    }

    private static void copy(Path from, OutputStream out) throws IOException {
        try (InputStream in = Files.newInputStream(from)) {
            in.transferTo(out);
        }
    }
}
