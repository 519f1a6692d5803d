package dev.leaktriage.batch;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;

/**
 * A short text that stands for bytes: their number and two checksums of 32 bits.
 *
 * <p>It tells whether a log has changed since it was judged, at the speed of reading it; it is no proof against somebody
 * who wants two logs to look the same.
 */
public final class Fingerprint {
    private static final int BUFFER_BYTES = 1 << 16;

    private final CRC32 first = new CRC32();
    private final CRC32C second = new CRC32C();
    private long length;

    /**
     * The fingerprint of a file's bytes.
     *
     * @throws IOException if it cannot be read
     */
    public static String of(Path path) throws IOException {
        Fingerprint print = new Fingerprint();
        byte[] buffer = new byte[BUFFER_BYTES];
        try (InputStream in = Files.newInputStream(path)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                print.add(buffer, read);
            }
        }
        return print.text();
    }

    /** The fingerprint of a text. */
    public static String of(String text) {
        Fingerprint print = new Fingerprint();
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        print.add(bytes, bytes.length);
        return print.text();
    }

    private void add(byte[] bytes, int count) {
        first.update(bytes, 0, count);
        second.update(bytes, 0, count);
        length += count;
    }

    private String text() {
        return String.format(Locale.ROOT, "%d-%08x%08x", length, first.getValue(), second.getValue());
    }
}
