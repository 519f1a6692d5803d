package dev.leaktriage.log;

import dev.leaktriage.model.NearestWord;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/**
 * How much of a log is taken before it is refused, so that a hostile file costs a bounded amount of memory and time.
 *
 * @param textBytes bytes of a file after decompression, over all texts in an archive
 * @param lineBytes bytes of a line
 * @param stackLines distinct lines of call stacks in a log
 * @param stackBytes bytes of these, numbers aside, each text counted once
 * @param liveBuffers allocations in a log that no free has followed yet
 * @param nesting how deep archives lie in archives; 1 allows no archive in another
 * @param entries files in an archive, over all archives in it
 */
public record Limits(
        long textBytes,
        long lineBytes,
        long stackLines,
        long stackBytes,
        long liveBuffers,
        long nesting,
        long entries) {
    /** Takes everything. */
    public static final Limits NONE = new Limits(
            Long.MAX_VALUE,
            Long.MAX_VALUE,
            Long.MAX_VALUE,
            Long.MAX_VALUE,
            Long.MAX_VALUE,
            Long.MAX_VALUE,
            Long.MAX_VALUE);

    /** For files that nobody has looked at: far above what tests and jobs write. */
    public static final Limits CAREFUL = new Limits(16L << 30, 64 << 20, 1_000_000, 64 << 20, 1_000_000, 2, 100_000);

    /**
     * These limits with another one.
     *
     * @param text such as {@code text-bytes=1000000}; the names are those of the components with hyphens
     * @throws IllegalArgumentException if there is no such limit or the number is not at least 1; the message is one
     *     line
     */
    public Limits with(String text) {
        int equals = text.indexOf('=');
        String name = equals < 0 ? text : text.substring(0, equals);
        Map<String, Long> values = byName();
        if (!values.containsKey(name)) {
            throw new IllegalArgumentException("unknown limit '" + name + "'" + NearestWord.hint(name, values.keySet())
                    + " (one of " + String.join(", ", values.keySet()) + ")");
        }
        values.put(name, number(name, text.substring(name.length())));
        return new Limits(
                values.get("text-bytes"),
                values.get("line-bytes"),
                values.get("stack-lines"),
                values.get("stack-bytes"),
                values.get("live-buffers"),
                values.get("nesting"),
                values.get("entries"));
    }

    private static long number(String name, String text) {
        if (!text.matches("=0*[1-9][0-9]{0,17}")) {
            throw new IllegalArgumentException(
                    "limit '" + name + text + "' has no number; write " + name + "=N with N at least 1");
        }
        return Long.parseLong(text.substring(1));
    }

    private Map<String, Long> byName() {
        Map<String, Long> values = new TreeMap<>();
        values.put("text-bytes", textBytes);
        values.put("line-bytes", lineBytes);
        values.put("stack-lines", stackLines);
        values.put("stack-bytes", stackBytes);
        values.put("live-buffers", liveBuffers);
        values.put("nesting", nesting);
        values.put("entries", entries);
        return values;
    }

    /**
     * Refuses what is above a limit.
     *
     * @param name what messages call the file or log
     * @param what what there is too much of, in the plural, such as {@code bytes of text}
     * @param limit the limit's name
     * @throws IOException if so; the message is one line that names all of these
     */
    public static void check(long count, long most, String name, String what, String limit) throws IOException {
        if (count > most) {
            throw new IOException(name + ": more than " + most + " " + what + "; --limit " + limit + "=N takes more");
        }
    }
}
