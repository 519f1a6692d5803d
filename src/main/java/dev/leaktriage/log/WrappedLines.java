package dev.leaktriage.log;

import dev.leaktriage.model.LogEvent;
import java.util.Arrays;

/**
 * A record line and the lines after it as one, for records that a printer or a terminal broke into several.
 *
 * <p>What stands before the record on its line is taken off the lines that begin alike, digits aside.
 */
final class WrappedLines {
    /** How many lines a record may be broken into. */
    static final int MOST = 9;
    /** The longest line that is joined, in bytes. */
    private static final int LONGEST = 1024;

    private final Anchors anchors;
    private final byte[] joined = new byte[MOST * (LONGEST + 1)];
    private final int[] ends = new int[MOST];
    private final int[] nexts = new int[MOST];
    private int length;
    private int count;

    WrappedLines(Anchors anchors) {
        this.anchors = anchors;
    }

    /**
     * Reads a record together with as many of the lines after it as it reaches into.
     *
     * @param lineStart start of the line that the record starts on
     * @param event gets what the record says
     * @return how many lines it has; with 0 or 1 the event's contents are undefined
     */
    int read(LinePlans plans, byte[] bytes, int lineStart, int start, int limit, LogEvent event) {
        join(bytes, lineStart, start, limit);
        int best = 0;
        for (int lines = 2; lines <= count; lines++) {
            best = reaches(plans, lines, event) ? lines : best;
        }
        if (best > 0) {
            reaches(plans, best, event);
            event.lines = best;
        }
        return best;
    }

    private boolean reaches(LinePlans plans, int lines, LogEvent event) {
        try {
            event.clear();
            return lines(plans.parse(joined(lines), event)) == lines;
        } catch (PlanCompiler.Malformed malformed) {
            return false;
        }
    }

    /** Joins the lines from a record's start on, up to the next record. */
    private void join(byte[] bytes, int lineStart, int start, int limit) {
        length = 0;
        count = 0;
        int newline = Lines.newline(bytes, start, limit);
        add(bytes, start, newline);
        while (count < MOST && newline < limit) {
            int next = newline + 1;
            newline = Lines.newline(bytes, next, limit);
            boolean unfit = newline == limit || newline - next > LONGEST || anchors.next(bytes, next, newline) >= 0;
            if (unfit) {
                break;
            }
            int prefix = start - lineStart;
            add(bytes, beginsAlike(bytes, lineStart, next, prefix, newline) ? next + prefix : next, newline);
        }
    }

    private void add(byte[] bytes, int from, int newline) {
        int content = Math.min(Lines.trimmedEnd(bytes, from, newline), from + LONGEST) - from;
        System.arraycopy(bytes, from, joined, length, content);
        length += content;
        ends[count] = length;
        nexts[count++] = newline + 1;
        joined[length++] = ' ';
    }

    private static boolean beginsAlike(byte[] bytes, int first, int second, int prefix, int newline) {
        if (second + prefix > newline) {
            return false;
        }
        for (int i = 0; i < prefix; i++) {
            byte one = bytes[first + i];
            byte other = bytes[second + i];
            if (one != other && !(isDigit(one) && isDigit(other))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isDigit(byte c) {
        return c >= '0' && c <= '9';
    }

    /** The first {@code lines} lines as one. */
    private byte[] joined(int lines) {
        return Arrays.copyOf(joined, ends[lines - 1]);
    }

    /** How many lines lie, at least in part, before an offset in the joined line. */
    private int lines(int end) {
        int lines = 1;
        while (lines < count && ends[lines - 1] < end) {
            lines++;
        }
        return lines;
    }

    /** Start of the line after the first {@code lines} lines. */
    int next(int lines) {
        return nexts[lines - 1];
    }
}
