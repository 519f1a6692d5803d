package dev.leaktriage.log;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The shapes of the lines that the last few records began with, newest first: a record looks like one of these. */
final class ExpectedLines {
    private static final int MOST = 4;

    private final Language language;
    /** So much of a line is looked at, in bytes. */
    private final int longestBytes;

    private final List<ExpectedLine> lines = new ArrayList<>();

    private ServerLines ofServer = new ServerLines(List.of());

    private ExpectedLine line;
    private int start;
    private int end;
    private int next;

    ExpectedLines(Language language, int longestBytes) {
        this.language = language;
        this.longestBytes = longestBytes;
    }

    /**
     * Looks for a record on the line that begins at a position; what was found is told until the next call.
     *
     * @param complete true if {@code limit} is the end of the text
     * @return false if there is none that looks like one of the last few
     */
    boolean find(byte[] bytes, int at, int limit, boolean complete) {
        for (int i = 0; i < lines.size(); i++) {
            line = lines.get(i);
            start = line.start(bytes, at, limit);
            if (start >= 0 && matches(bytes, limit, complete)) {
                return true;
            }
        }
        return false;
    }

    private boolean matches(byte[] bytes, int limit, boolean complete) {
        int to = Math.min(limit, start + longestBytes);
        end = line.match(bytes, start, to);
        next = end < 0 ? -1 : Lines.afterLineEnd(bytes, end, to, complete && to == limit);
        return next >= 0;
    }

    /** Those of a server, for lines that follow each other. */
    ServerLines ofServer() {
        return ofServer;
    }

    /** The line that was found. */
    ExpectedLine line() {
        return line;
    }

    /** Where the record begins on it. */
    int start() {
        return start;
    }

    /** Where the record's part of it ends. */
    int end() {
        return end;
    }

    /** Where the next line begins. */
    int next() {
        return next;
    }

    /**
     * Expects lines like one whose record was found by the first literal on it.
     *
     * @param start where on the line the record begins
     * @param literal where the literal was found
     * @param end where the record's part of it ends
     * @param limit the end of the text that is there
     */
    void add(Target target, byte[] bytes, int lineStart, int start, int literal, int end, int limit) {
        Optional<Plan> plan = target.plans().reusable();
        if (plan.isEmpty()) {
            return;
        }
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).hasShapeOf(plan.get())) {
                if (lines.get(i).start(bytes, lineStart, limit) == start) {
                    return;
                }
                lines.remove(i);
            }
        }
        ExpectedLine made = new ExpectedLine(target, plan.get(), bytes, lineStart, start, literal, end);
        if (made.holdsFor(language, bytes, lineStart)) {
            lines.add(0, made);
        }
        if (lines.size() > MOST) {
            lines.remove(MOST);
        }
        ofServer = new ServerLines(
                lines.stream().flatMap(each -> each.ofServer().stream()).toList());
    }
}
