package dev.leaktriage.log;

import dev.leaktriage.model.LogEvent;
import dev.leaktriage.model.Stacks;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Reads the lines that follow the header of a block record: the details, and the frames or the message that a
 * detail introduces.
 *
 * <p>Frames have no numbers here, so whatever stands before the line that introduces them is taken to stand, with
 * the same width, before each of them.
 */
final class BlockBody {
    /** How many blank or drawn lines may separate two details. */
    private static final int MOST_FILLERS = 3;

    private final Window window;
    private final StackTrie stacks;
    private final Anchors anchors;
    private final ReaderCounts counts;
    private DetailPlans details;
    private int column;
    private int expected;
    private int lineEnd;

    BlockBody(Window window, StackTrie stacks, Anchors anchors, ReaderCounts counts) {
        this.window = window;
        this.stacks = stacks;
        this.anchors = anchors;
        this.counts = counts;
    }

    /**
     * Reads the details that start at a line.
     *
     * @param start start of the line after the header
     * @param column how many bytes stand before the header on its line
     * @return start of the first line that is not part of the block
     */
    int details(DetailPlans details, int start, int column, LogEvent event) throws IOException {
        this.details = details;
        this.column = column;
        this.expected = column;
        int at = keep(start);
        while (true) {
            int line = detailAfterFillers(at);
            if (line < 0 || !detail(line, event)) {
                break;
            }
            RecordKind.Body follows = follows();
            event.lines += Lines.count(window.bytes(), at, line);
            at = keep(advance(line, event));
            if (follows == RecordKind.Body.FRAMES || follows == RecordKind.Body.DASHED_FRAMES) {
                return frames(at, expected, follows == RecordKind.Body.DASHED_FRAMES, event);
            }
            if (follows == RecordKind.Body.MESSAGE) {
                at = message(at, event);
            }
        }
        cutIfUnfinished(at, event);
        return at;
    }

    private RecordKind.Body follows() {
        RecordKind kind = details.plans().matched();
        return kind == null ? RecordKind.Body.NONE : kind.body();
    }

    private int advance(int at, LogEvent event) {
        window.newlineBefore(at, lineEnd);
        event.lines++;
        return lineEnd;
    }

    /** The start of the next detail line, at most a few fillers away; or -1. */
    private int detailAfterFillers(int start) {
        byte[] bytes = window.bytes();
        int reach = window.reach(start);
        boolean ends = reach == window.limit() && window.complete();
        int at = start;
        for (int skipped = 0; skipped <= MOST_FILLERS; skipped++) {
            int newline = Lines.newline(bytes, at, reach);
            if (newline == reach && !ends) {
                return -1;
            }
            int from = details.start(bytes, at, column, expected, newline);
            if (from >= 0) {
                return isRecord(bytes, from, newline) ? -1 : at;
            }
            if (newline == reach || !isFiller(at, newline)) {
                return -1;
            }
            at = newline + 1;
        }
        return -1;
    }

    /** True if more of a line begins a record than begins a detail. */
    private boolean isRecord(byte[] bytes, int from, int newline) {
        return anchors.lengthAt(bytes, from, newline) > details.lengthAt(bytes, from, newline);
    }

    /** True if nothing but blanks and drawings stand on a line, which are not ASCII. */
    private boolean isFiller(int from, int to) {
        for (int at = from; at < to; at++) {
            if (window.bytes()[at] > ' ') {
                return false;
            }
        }
        return true;
    }

    private boolean detail(int at, LogEvent event) {
        byte[] bytes = window.bytes();
        int newline = Lines.newline(bytes, at, window.limit());
        int from = details.start(bytes, at, column, expected, newline);
        boolean last = newline == window.limit();
        lineEnd = last ? newline : newline + 1;
        try {
            details.plans().read(bytes, from, window.limit(), window.complete(), event);
            expected = from - at;
            event.cut |= last;
            return true;
        } catch (PlanCompiler.Malformed malformed) {
            return malformed(malformed, at, from, newline, event);
        }
    }

    /** A detail that does not parse is malformed in the column of the block, and elsewhere no detail. */
    private boolean malformed(PlanCompiler.Malformed malformed, int at, int from, int newline, LogEvent event) {
        details.plans().forget();
        if (newline == window.limit()) {
            event.cut = true;
            return false;
        }
        if (from != at + expected) {
            return false;
        }
        int end = Lines.trimmedEnd(window.bytes(), at, newline);
        String line = new String(window.bytes(), at, end - at, StandardCharsets.ISO_8859_1);
        counts.malformed(Malformation.at(
                event.file, window.lineAt(at), line, from - at + malformed.offset(), malformed.getMessage()));
        return true;
    }

    /** The line after an introduction, unless it is a record or a detail of its own. */
    private int message(int at, LogEvent event) throws IOException {
        byte[] bytes = window.bytes();
        int newline = Lines.newline(bytes, at, window.reach(at));
        boolean own = newline == window.reach(at)
                || isFiller(at, newline)
                || details.start(bytes, at, column, expected, newline) >= 0
                || anchors.next(bytes, at, newline) >= 0;
        if (own) {
            return at;
        }
        lineEnd = newline + 1;
        return keep(advance(at, event));
    }

    /** Keeps the lines that are looked at to find the next detail. */
    private int keep(int at) throws IOException {
        return window.keep(at, at, MOST_FILLERS + 1);
    }

    /**
     * Reads the frames that start at a line.
     *
     * @param margin how many bytes stand before the frames' indentation
     * @param dashed true if dashes stand before each frame
     * @return start of the first line that is no frame
     */
    int frames(int start, int margin, boolean dashed, LogEvent event) throws IOException {
        int at = window.keep(start);
        int node = 0;
        int content = frame(at, margin, dashed);
        for (int depth = 0; content >= 0 && depth < Stacks.MOST_FRAMES; depth++) {
            int newline = Lines.newline(window.bytes(), at, window.reach(at));
            node = stacks.child(node, window.bytes(), content, Lines.trimmedEnd(window.bytes(), at, newline));
            lineEnd = newline + 1;
            at = window.keep(advance(at, event));
            content = frame(at, margin, dashed);
        }
        event.stackCut = content >= 0;
        event.stack = node;
        event.stackComplete &= node != 0;
        if (cutIfUnfinished(at, event)) {
            event.stackComplete = false;
        }
        return at;
    }

    /** Where the frame on a line begins; -1 if the line is none or has no end. */
    private int frame(int at, int margin, boolean dashed) {
        int newline = Lines.newline(window.bytes(), at, window.reach(at));
        if (newline == window.reach(at)) {
            return -1;
        }
        return dashed ? dashes(at + margin, newline) : indented(at + margin, newline);
    }

    /** Notes that the file ends inside the block: on a line without line end. */
    private boolean cutIfUnfinished(int at, LogEvent event) {
        boolean unfinished = window.endsInLine(at);
        event.cut |= unfinished;
        return unfinished;
    }

    /** Where {@code --- } begins after blanks; -1 if it does not. */
    private int dashes(int from, int newline) {
        byte[] bytes = window.bytes();
        int at = afterBlanks(from, newline);
        boolean dashed = at > from
                && at + 4 < newline
                && bytes[at] == '-'
                && bytes[at + 1] == '-'
                && bytes[at + 2] == '-'
                && bytes[at + 3] == ' ';
        return dashed ? at : -1;
    }

    /** Where the text of an indented line begins; -1 if fewer than two blanks or nothing stand there. */
    private int indented(int from, int newline) {
        int at = afterBlanks(from, newline);
        return at - from >= 2 && at < newline && window.bytes()[at] != '\r' ? at : -1;
    }

    private int afterBlanks(int from, int newline) {
        int at = from;
        while (at < newline && window.bytes()[at] == ' ') {
            at++;
        }
        return at;
    }
}
