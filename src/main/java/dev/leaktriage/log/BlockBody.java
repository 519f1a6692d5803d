package dev.leaktriage.log;

import dev.leaktriage.model.LogEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Reads the lines that follow the header of a block record: the details, then the indented frames.
 *
 * <p>Frames have no numbers here, so whatever stands before the header on its line is taken to stand, with the
 * same width, before every line of the block.
 */
final class BlockBody {
    /** The detail that introduces the frames has this name in every dialect that has frames. */
    static final String INTRO = "stackIntro";

    private static final int DEEPEST = 512;

    private final Window window;
    private final StackTrie stacks;
    private final LinePlans plans;
    private final List<byte[]> openings;
    private final ReaderCounts counts;
    private int lineEnd;

    /**
     * Makes a reader.
     *
     * @param openings the literals one of which begins every detail line
     */
    BlockBody(Window window, StackTrie stacks, LinePlans plans, List<String> openings, ReaderCounts counts) {
        this.window = window;
        this.stacks = stacks;
        this.plans = plans;
        this.openings = openings.stream()
                .map(text -> text.getBytes(StandardCharsets.US_ASCII))
                .toList();
        this.counts = counts;
    }

    /**
     * Reads the block that starts at a line.
     *
     * @param start start of the line after the header
     * @param column how many bytes stand before the header on its line
     * @return start of the first line that is not part of the block
     */
    int read(int start, int column, LogEvent event) throws IOException {
        int at = window.keep(start);
        while (detail(at, column, event)) {
            boolean frames = plans.matched() != null && plans.matched().kind().body() == RecordKind.Body.NUMBERED_STACK;
            at = window.keep(advance(at, event));
            if (frames) {
                return frames(at, column, event);
            }
        }
        cutIfUnfinished(at, event);
        return at;
    }

    private int advance(int at, LogEvent event) {
        window.newlineBefore(at, lineEnd);
        event.lines++;
        return lineEnd;
    }

    private boolean detail(int at, int column, LogEvent event) {
        byte[] bytes = window.bytes();
        int newline = Lines.newline(bytes, at, window.limit());
        int from = at + column;
        if (from >= newline || newline == window.limit() && !window.complete()) {
            return false;
        }
        boolean last = newline == window.limit();
        lineEnd = last ? newline : newline + 1;
        if (!opens(bytes, from, newline)) {
            return false;
        }
        try {
            plans.read(bytes, from, window.limit(), window.complete(), event);
            event.cut |= last;
            return true;
        } catch (PlanCompiler.Malformed malformed) {
            if (last) {
                event.cut = true;
                return false;
            }
            String line = new String(bytes, at, Lines.trimmedEnd(bytes, at, newline) - at, StandardCharsets.ISO_8859_1);
            counts.malformed(Malformation.at(
                    event.file, window.lineAt(at), line, column + malformed.offset(), malformed.getMessage()));
            return true;
        }
    }

    private boolean opens(byte[] bytes, int from, int newline) {
        for (byte[] opening : openings) {
            int end = from + opening.length;
            if (end <= newline && java.util.Arrays.equals(bytes, from, end, opening, 0, opening.length)) {
                return true;
            }
        }
        return false;
    }

    private int frames(int start, int column, LogEvent event) throws IOException {
        int at = start;
        int node = 0;
        for (int depth = 0; depth < DEEPEST; depth++) {
            int newline = Lines.newline(window.bytes(), at, window.limit());
            int content = indented(at + column, newline);
            if (content < 0 || newline == window.limit()) {
                break;
            }
            node = stacks.child(node, window.bytes(), content, Lines.trimmedEnd(window.bytes(), at, newline));
            lineEnd = newline + 1;
            at = window.keep(advance(at, event));
        }
        event.stack = node;
        event.stackComplete &= node != 0;
        if (cutIfUnfinished(at, event)) {
            event.stackComplete = false;
        }
        return at;
    }

    /** Notes that the file ends inside the block: on a line without line end. */
    private boolean cutIfUnfinished(int at, LogEvent event) {
        boolean unfinished = window.complete()
                && at < window.limit()
                && Lines.newline(window.bytes(), at, window.limit()) == window.limit();
        event.cut |= unfinished;
        return unfinished;
    }

    /** Where the text of an indented line begins; -1 if fewer than two blanks or nothing stand there. */
    private int indented(int from, int newline) {
        byte[] bytes = window.bytes();
        int at = from;
        while (at < newline && bytes[at] == ' ') {
            at++;
        }
        return at - from >= 2 && at < newline && bytes[at] != '\r' ? at : -1;
    }
}
