package dev.leaktriage.report;

import dev.leaktriage.model.Analysis;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * {@code report.json}, read back; it may be compressed with gzip.
 *
 * <p>Law: what was read and is written again is the same, byte for byte. Properties may stand in any order, and those
 * that this program does not know are ignored.
 */
public final class SavedReport {
    /** How much of a file {@link #begins} looks at, in bytes. */
    public static final int HEAD_BYTES = 4096;

    private static final int BUFFER_BYTES = 1 << 16;

    /** As {@link JsonReport} begins, or as a program leaves it that sorts properties. */
    private static final Pattern BEGINNING = Pattern.compile(
            "\uFEFF?\\s*\\{\\s*\"(?:schema\"\\s*:\\s*\"leaktriage/|cache_entries\"\\s*:).*", Pattern.DOTALL);

    private static final Pattern SCHEMA = Pattern.compile("leaktriage/([a-z-]+)/([0-9]{1,9})");
    private static final int NEWEST_SCHEMA = 1;

    private SavedReport() {}

    /**
     * True if a file that begins so is a report of this program, or would be if it were whole.
     *
     * @param head the first {@value #HEAD_BYTES} bytes of the file, or all of a shorter one
     */
    public static boolean begins(byte[] head) {
        byte[] text = isCompressed(head) ? decompressed(head) : head;
        return BEGINNING.matcher(new String(text, StandardCharsets.UTF_8)).matches();
    }

    /**
     * Reads a report.
     *
     * @param path what messages call the file
     * @throws IOException if it is none, or not whole, or newer than this program; the message is one line that names
     *     the place
     */
    public static Analysis read(String path, InputStream in) throws IOException {
        BufferedInputStream bytes = new BufferedInputStream(in, BUFFER_BYTES);
        bytes.mark(2);
        boolean compressed = isCompressed(bytes.readNBytes(2));
        bytes.reset();
        SavedParts parts = new SavedParts();
        try (InputStream plain = compressed ? new GZIPInputStream(bytes, BUFFER_BYTES) : bytes) {
            JsonInput.read(path, new InputStreamReader(plain, StandardCharsets.UTF_8), (json, name) -> {
                if (name.equals("schema")) {
                    checkSchema(json);
                }
                parts.read(json, name);
            });
        } catch (EOFException | ZipException damaged) {
            throw new IOException(path + ": the compressed data breaks off or is damaged", damaged);
        }
        return parts.analysis(path);
    }

    private static void checkSchema(JsonInput json) throws IOException {
        String schema = json.text();
        Matcher named = SCHEMA.matcher(schema);
        if (!named.matches()) {
            throw json.wrong("unknown schema '" + schema + "'; expected '" + JsonReport.SCHEMA
                    + "', as 'leaktriage analyze --format json' writes it");
        }
        if (!named.group(1).equals("report")) {
            throw json.wrong("'" + schema + "' is not the report of a run; expected '" + JsonReport.SCHEMA + "'");
        }
        if (Integer.parseInt(named.group(2)) != NEWEST_SCHEMA) {
            throw json.wrong("'" + schema + "' was written by a newer program; this one reads '" + JsonReport.SCHEMA
                    + "', so analyze the log again or use the newer program");
        }
    }

    private static boolean isCompressed(byte[] head) {
        return head.length >= 2 && (head[0] & 0xff) == 0x1f && (head[1] & 0xff) == 0x8b;
    }

    /** As much as can be decompressed of the beginning of a file; nothing if it is damaged. */
    private static byte[] decompressed(byte[] head) {
        byte[] text = new byte[HEAD_BYTES];
        int length = 0;
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(head))) {
            for (int read = 0; read >= 0 && length < text.length; read = in.read(text, length, text.length - length)) {
                length += read;
            }
        } catch (IOException brokenOff) {
            return Arrays.copyOf(text, length);
        }
        return Arrays.copyOf(text, length);
    }
}
