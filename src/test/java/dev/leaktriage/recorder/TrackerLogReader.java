package dev.leaktriage.recorder;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads tracker logs strictly: any line that is neither a header nor the next line of its stack is an error. */
final class TrackerLogReader {
    /**
     * One record.
     *
     * @param event the text between the prefix and the identity
     * @param frames the symbols of its stack, leaf first
     */
    record Entry(String event, long pid, long seq, List<String> frames) {}

    private static final Pattern HEADER = Pattern.compile("🔍 DEBUG: (.*) pid=(\\d+) seq=(\\d+)");
    private static final Pattern FRAME = Pattern.compile("    (\\d+)\\. (.+)");

    private TrackerLogReader() {}

    static List<Entry> read(String text) {
        List<Entry> entries = new ArrayList<>();
        boolean stackOpen = false;
        for (String line : text.split("\n", -1)) {
            Matcher header = HEADER.matcher(line);
            Matcher frame = FRAME.matcher(line);
            if (header.matches()) {
                long pid = Long.parseLong(header.group(2));
                entries.add(new Entry(header.group(1), pid, Long.parseLong(header.group(3)), new ArrayList<>()));
                stackOpen = false;
            } else if (line.equals("  Call stack:")) {
                require(
                        !entries.isEmpty()
                                && entries.get(entries.size() - 1).frames().isEmpty(),
                        line);
                stackOpen = true;
            } else if (frame.matches()) {
                List<String> frames = entries.get(entries.size() - 1).frames();
                require(stackOpen && Integer.parseInt(frame.group(1)) == frames.size() + 1, line);
                frames.add(frame.group(2));
            } else {
                require(line.isEmpty(), line);
            }
        }
        return entries;
    }

    /** Leaves out what is printed beside records when a process dies. */
    static String withoutLastWords(String text) {
        StringBuilder kept = new StringBuilder();
        for (String line : text.split("\n", -1)) {
            if (line.startsWith("🔍")
                    || line.equals("  Call stack:")
                    || FRAME.matcher(line).matches()) {
                kept.append(line).append('\n');
            }
        }
        return kept.toString();
    }

    private static void require(boolean holds, String line) {
        if (!holds) {
            throw new AssertionError("not a tracker record: '" + line + "'");
        }
    }
}
