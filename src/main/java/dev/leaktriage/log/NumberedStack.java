package dev.leaktriage.log;

import dev.leaktriage.model.LogEvent;
import dev.leaktriage.model.Stacks;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads the {@code Call stack:} line and the numbered frames that follow a tracker record.
 *
 * <p>Anything may stand before a frame's number. A frame that comes again is predicted: its text is expected
 * where the frame before it had its own, and compared as a block. The number must be the line's first one of
 * its kind, so a prediction is believed only behind a prefix that was seen to have no point and blank in it.
 */
final class NumberedStack {
    private static final byte[] INTRO = "Call stack:".getBytes(StandardCharsets.US_ASCII);
    /** What stands before a number in a record of the tracker makes it no frame: names are free text. */
    private static final byte[] HEADER = "DEBUG:".getBytes(StandardCharsets.US_ASCII);
    /** Numbers that a few lost lines may have skipped. */
    private static final int LARGEST_GAP = 64;

    /** Frames stand behind so many blanks at least where nothing else vouches for them. */
    private static final int INDENT = 4;
    /** A frame's number that stands further behind on its line is not looked for, in bytes. */
    private static final int LONGEST_PREFIX = 4096;
    /** A number of more digits is no frame's. */
    private static final int MOST_DIGITS = 6;

    private final Window window;
    private final StackTrie stacks;
    private final Prefix prefix = new Prefix();
    private int introPrefix;
    private int lineEnd;
    private int number;
    private int node;
    private int found;

    NumberedStack(Window window, StackTrie stacks) {
        this.window = window;
        this.stacks = stacks;
    }

    /**
     * Reads the stack that starts at a line, if one does.
     *
     * @param start start of the line after the header
     * @return start of the first line that is not part of the stack
     */
    int read(int start, LogEvent event) throws IOException {
        int at = window.keep(start);
        boolean introduced = intro(at);
        if (introduced) {
            at = advance(at, event);
        } else if (!mayBeginWithoutIntro(at)) {
            return at;
        }
        node = 0;
        number = 1;
        at = window.keep(at);
        while (number <= Stacks.MOST_FRAMES && frame(at, event)) {
            at = window.keep(advance(at, event));
            number++;
        }
        event.stack = node;
        event.stackCut =
                number > Stacks.MOST_FRAMES && beginsFrame(at, Lines.newline(window.bytes(), at, window.reach(at)));
        boolean expectsMore = node == 0;
        event.stackComplete &= introduced && !expectsMore;
        return unfinished(at, event);
    }

    /**
     * Reads the stack that starts at a line as far as every line of it is known, in text that may have colour codes in
     * lines that are not; what is read is left to {@link #read(int, LogEvent)} unless a line that is no frame follows.
     *
     * @param start start of the line after the header
     * @param limit the end of what is there
     * @return start of the first line that is not known to be of the stack; -1 if the stack is an unusual one
     */
    int known(int start, int limit, LogEvent event) {
        int at = knownIntro(start, limit);
        if (at < 0) {
            return start;
        }
        byte[] bytes = window.bytes();
        node = 0;
        number = 1;
        while (number <= Stacks.MOST_FRAMES && prefix.begins(bytes, at, limit)) {
            int next = knownFrame(at + prefix.length(), limit);
            if (next < 0) {
                break;
            }
            at = next;
            number++;
        }
        event.stack = node;
        event.lines += number;
        return node == 0 || number > Stacks.MOST_FRAMES ? -1 : at;
    }

    /** The start of the line behind the stack's introduction; -1 if there is none where it is expected. */
    private int knownIntro(int start, int limit) {
        byte[] bytes = window.bytes();
        int from = start + introPrefix;
        int end = from + INTRO.length;
        if (end > limit || !Arrays.equals(bytes, from, end, INTRO, 0, INTRO.length)) {
            return -1;
        }
        for (int at = start; at < from; at++) {
            if (bytes[at] == '\n' || bytes[at] == ColourCodes.ESCAPE) {
                return -1;
            }
        }
        return Lines.afterLineEnd(bytes, end, limit, false);
    }

    /**
     * The start of the line behind a frame whose number starts at a position; -1 if there is none, or not that number.
     */
    private int knownFrame(int from, int limit) {
        byte[] bytes = window.bytes();
        if (!isNumbered(from, limit)) {
            return -1;
        }
        int predicted = predictedEnd(from, limit);
        if (predicted >= 0) {
            return predicted;
        }
        int to = Lines.newline(bytes, from, Math.min(limit, from + Window.LINE_LIMIT));
        to = Lines.trimmedEnd(bytes, from, to);
        int child = branch(from, to, limit);
        return child == 0 ? -1 : lineEndBehind(child, to, limit);
    }

    /** The child for a frame that is not the one predicted; 0 if it may be none, as long as colour codes may be in it. */
    private int branch(int from, int to, int limit) {
        byte[] bytes = window.bytes();
        int child = stacks.find(node, bytes, from, to);
        boolean plain = child == 0 && to < limit && isNumber(from, to) && ColourCodes.escape(bytes, from, to) == to;
        return plain ? stacks.child(node, bytes, from, to) : child;
    }

    /** A last line without line end is no whole frame; the stack is then known to lack it. */
    private int unfinished(int at, LogEvent event) {
        if (window.endsInLine(at)) {
            int end = window.limit();
            if (isBlank(at, end) || beginsFrame(at, end)) {
                event.cut = true;
                event.stackComplete = false;
                return end;
            }
        }
        boolean ended = window.complete() && at == window.limit();
        if (ended && node == 0) {
            event.cut = true;
        }
        return at;
    }

    private boolean beginsFrame(int at, int end) {
        int content = numberStart(at, end);
        return content >= 0 && found == number && !hasHeader(at, content);
    }

    private boolean isBlank(int from, int to) {
        for (int at = from; at < to; at++) {
            if (window.bytes()[at] != ' ') {
                return false;
            }
        }
        return true;
    }

    private int advance(int at, LogEvent event) {
        window.newlineBefore(at, lineEnd);
        event.lines++;
        return lineEnd;
    }

    private boolean intro(int at) {
        byte[] bytes = window.bytes();
        int guess = at + introPrefix;
        if (isIntro(guess) && !hasNewline(at, guess)) {
            return true;
        }
        int end = Lines.newline(bytes, at, window.reach(at));
        for (int from = at; from + INTRO.length <= end; from++) {
            if (bytes[from] == 'C' && isIntro(from)) {
                introPrefix = from - at;
                return true;
            }
        }
        return false;
    }

    /** True if a line is no part of a stack, and none that differs from it in its numbers only is. */
    static boolean isNeverPartOfOne(byte[] bytes, int from, int to) {
        for (int at = from; at < to; at++) {
            boolean mayEndNumber = bytes[at] == '.' && at + 1 < to && bytes[at + 1] == ' ';
            if (mayEndNumber || bytes[at] == INTRO[0]) {
                return false;
            }
        }
        return true;
    }

    private boolean isIntro(int from) {
        int end = from + INTRO.length;
        if (end > window.limit() || !Arrays.equals(window.bytes(), from, end, INTRO, 0, INTRO.length)) {
            return false;
        }
        lineEnd = Lines.afterLineEnd(window.bytes(), end, window.limit(), window.complete());
        return lineEnd >= 0;
    }

    private boolean hasNewline(int from, int to) {
        for (int at = from; at < to; at++) {
            if (window.bytes()[at] == '\n') {
                return true;
            }
        }
        return false;
    }

    /** True if the line is a first frame, indented as frames are, whose {@code Call stack:} line was lost. */
    private boolean mayBeginWithoutIntro(int at) {
        int end = Lines.newline(window.bytes(), at, window.reach(at));
        int content = numberStart(at, end);
        return content >= at + INDENT && found == 1 && isBlank(content - INDENT, content);
    }

    private boolean frame(int at, LogEvent event) {
        boolean known = prefix.begins(window.bytes(), at, window.limit());
        int expected = known ? at + prefix.length() : -1;
        return known && predicted(expected) || read(at, expected, event);
    }

    private boolean predicted(int from) {
        int next = isNumbered(from, window.limit()) ? predictedEnd(from, window.limit()) : -1;
        lineEnd = next < 0 ? lineEnd : next;
        return next >= 0;
    }

    /** The start of the line behind the frame that is predicted, if it stands at a position; -1 if another one does. */
    private int predictedEnd(int from, int limit) {
        byte[] bytes = window.bytes();
        int child = stacks.predicted(node);
        int to = from + stacks.length(child);
        boolean stands = child != 0 && to < limit && stacks.matches(child, bytes, from);
        return stands ? lineEndBehind(child, to, limit) : -1;
    }

    /** Goes on to a child whose line ends at a position; the start of the line behind it, or -1 if it does not end there. */
    private int lineEndBehind(int child, int to, int limit) {
        byte[] bytes = window.bytes();
        int newline = to < limit && bytes[to] == '\r' ? to + 1 : to;
        if (newline >= limit || bytes[newline] != '\n') {
            return -1;
        }
        node = child;
        return newline + 1;
    }

    /** True if the frame at {@code from} has the number that comes next; another one shows that lines were lost. */
    private boolean isNumbered(int from, int limit) {
        byte[] bytes = window.bytes();
        int value = 0;
        int at = from;
        while (at < limit && bytes[at] >= '0' && bytes[at] <= '9' && value <= Stacks.MOST_FRAMES) {
            value = value * 10 + (bytes[at++] - '0');
        }
        return value == number;
    }

    /** True if no line end and no earlier number can stand in a prefix. */
    private boolean clean(int from, int to) {
        byte[] bytes = window.bytes();
        for (int at = from; at < to; at++) {
            if (bytes[at] == '\n' || bytes[at] == '.' && bytes[at + 1] == ' ' || opensRecord(from, at, to)) {
                return false;
            }
        }
        return to == from || bytes[to - 1] == ' ';
    }

    /** True if a record's opening ends at a colon, and words follow: a logger's level may stand before frames too. */
    private boolean opensRecord(int from, int colon, int number) {
        int begin = colon + 1 - HEADER.length;
        return window.bytes()[colon] == ':'
                && begin >= from
                && Arrays.equals(window.bytes(), begin, colon + 1, HEADER, 0, HEADER.length)
                && window.bytes()[colon + 1] == ' '
                && !isBlank(colon + 1, number);
    }

    private boolean hasHeader(int from, int to) {
        for (int at = from; at < to; at++) {
            if (opensRecord(from, at, to)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Reads a frame.
     *
     * @param expected where the number stands if one does, since nothing before it can be one; -1 if that is unknown
     */
    private boolean read(int at, int expected, LogEvent event) {
        int newline = Lines.newline(window.bytes(), at, window.reach(at));
        if (newline == window.reach(at)) {
            return false;
        }
        int end = Lines.trimmedEnd(window.bytes(), at, newline);
        boolean known = expected >= 0 && expected <= end && isNumber(expected, end);
        int content = known ? expected : numberStart(at, end);
        if (content < 0 || !continues(at, content) || !known && hasHeader(at, content)) {
            return false;
        }
        event.stackComplete &= found == number;
        number = found;
        if (!known) {
            remember(at, content);
        }
        node = stacks.child(node, window.bytes(), content, end);
        lineEnd = newline + 1;
        return true;
    }

    private void remember(int at, int content) {
        if (clean(at, content)) {
            prefix.remember(window.bytes(), at, content);
            return;
        }
        prefix.forget();
    }

    /** True if the number found continues the stack, perhaps with a gap as if lines before it had been lost. */
    private boolean continues(int at, int content) {
        boolean gap = found > number && found <= number + LARGEST_GAP;
        return found == number || gap && content >= at + INDENT && isBlank(content - INDENT, content);
    }

    /**
     * The first place in a line where a number, a point, a blank and text stand after a blank; the number is
     * then in {@code found}.
     *
     * @return the offset of the number, or -1
     */
    private int numberStart(int from, int lineEnd) {
        byte[] bytes = window.bytes();
        int end = Math.min(lineEnd, from + LONGEST_PREFIX);
        for (int point = Lines.point(bytes, from, end); point < end; point = Lines.point(bytes, point + 1, end)) {
            int at = point;
            while (at > from && point - at < MOST_DIGITS && bytes[at - 1] >= '0' && bytes[at - 1] <= '9') {
                at--;
            }
            if (at > from && at < point && bytes[at - 1] == ' ' && isNumber(at, end)) {
                return at;
            }
        }
        return -1;
    }

    /** True if a number, a point, a blank and text stand at a place; the number is then in {@code found}. */
    private boolean isNumber(int at, int end) {
        byte[] bytes = window.bytes();
        int value = 0;
        int digit = at;
        while (digit < end && bytes[digit] >= '0' && bytes[digit] <= '9' && digit - at < MOST_DIGITS) {
            value = value * 10 + (bytes[digit++] - '0');
        }
        found = value;
        return bytes[at] != '0'
                && digit > at
                && digit + 2 < end
                && bytes[digit] == '.'
                && bytes[digit + 1] == ' '
                && bytes[digit + 2] != ' ';
    }
}
