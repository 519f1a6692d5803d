package dev.leaktriage.document;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How many cores a text names: {@code {[0-0 - 1-1]}}, or {@code {[(x=0,y=0) - (x=0,y=7)], …}} of old captures. */
final class CoreRanges {
    private static final Pattern RANGE = Pattern.compile(
            "\\[\\(?(?:x=)?(\\d{1,4})[-,](?:y=)?(\\d{1,4})\\)? - \\(?(?:x=)?(\\d{1,4})[-,](?:y=)?(\\d{1,4})\\)?]");

    private CoreRanges() {}

    /** The number of cores in all ranges together, which do not overlap; -1 if there is no range. */
    static long cores(String text) {
        long cores = 0;
        Matcher range = RANGE.matcher(text);
        while (range.find()) {
            cores += length(range.group(1), range.group(3)) * length(range.group(2), range.group(4));
        }
        return cores == 0 ? -1 : cores;
    }

    private static long length(String from, String to) {
        return Math.max(0, Long.parseLong(to) - Long.parseLong(from) + 1);
    }
}
