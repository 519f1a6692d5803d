package dev.leaktriage.log;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** Writes a text as the compressed files that most logs come in, for one who wants to have read each of them once. */
public final class CompressedCopies {
    private CompressedCopies() {}

    /**
     * Writes one of each.
     *
     * @throws IOException if the folder cannot be written to
     */
    public static List<Path> write(byte[] text, Path folder) throws IOException {
        Path gzip = folder.resolve("log.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(gzip))) {
            out.write(text);
        }
        Path zstd = folder.resolve("log.zst");
        try (OutputStream out = new ZstdOutputStream(Files.newOutputStream(zstd))) {
            out.write(text);
        }
        return List.of(gzip, zstd);
    }
}
