package dev.leaktriage.report;

import dev.leaktriage.model.LogPosition;
import dev.leaktriage.model.SourceLine;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * A line of a file that a CI system can show.
 *
 * @param path with slashes, without a leading {@code ./}
 * @param line 1-based
 */
record Place(String path, long line) {
    private static final String UNRESERVED = "-._~/";

    static Place of(SourceLine source) {
        return new Place(source.path().replace('\\', '/').replaceFirst("^(?:\\./+)+", ""), source.line());
    }

    static Place of(LogPosition at) {
        return new Place(at.file(), at.line());
    }

    /** The path as a reference of RFC 3986; a relative one is relative to the checkout. */
    String uri() {
        if (path.matches("[A-Za-z]:/.*")) {
            return "file:///" + path.charAt(0) + ":" + encoded(path.substring(2));
        }
        return (path.startsWith("/") ? "file://" : "") + encoded(path);
    }

    private static String encoded(String path) {
        StringBuilder encoded = new StringBuilder();
        for (byte unit : path.getBytes(StandardCharsets.UTF_8)) {
            boolean plain = unit >= 0 && (Character.isLetterOrDigit(unit) || UNRESERVED.indexOf(unit) >= 0);
            encoded.append(plain ? Character.toString(unit) : String.format(Locale.ROOT, "%%%02X", unit & 0xFF));
        }
        return encoded.toString();
    }
}
