package dev.leaktriage.log;

import dev.leaktriage.model.EventKind;
import dev.leaktriage.model.LogEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Tells of what begins like a record and is none: the text ends in it, it goes on otherwise, or it lacks what identifies
 * its buffer.
 */
final class UnfinishedRecords {
    private final Window window;
    private final ReaderCounts counts;
    private final LogEvent event;
    /** The literals, and by the same numbers what records with them look like. */
    private final List<String> literals;

    private final Target[] targets;
    private final Outlet outlet;

    /**
     * Makes one.
     *
     * @param event of the record that is being read
     */
    UnfinishedRecords(
            Window window,
            ReaderCounts counts,
            LogEvent event,
            List<String> literals,
            Target[] targets,
            Outlet outlet) {
        this.window = window;
        this.counts = counts;
        this.event = event;
        this.literals = literals;
        this.targets = targets;
        this.outlet = outlet;
    }

    /**
     * Reads the end of a text behind a position from which on it has no literal: what ends in the beginning of one ends
     * inside a record.
     */
    void tail(int floor) throws IOException {
        byte[] bytes = window.bytes();
        int limit = window.limit();
        for (int number = 0; number < targets.length; number++) {
            if (targets[number].isWeak()) {
                continue;
            }
            String literal = literals.get(number);
            for (int length = Math.min(literal.length() - 1, limit - floor);
                    length >= RecordReader.TELLING_PREFIX;
                    length--) {
                byte[] prefix = literal.substring(0, length).getBytes(StandardCharsets.US_ASCII);
                if (Arrays.equals(bytes, limit - length, limit, prefix, 0, length)) {
                    cut(limit - length);
                    return;
                }
            }
        }
    }

    /** Tells that the text ends in the record that begins at a position. */
    private void cut(int at) throws IOException {
        event.clear();
        event.file = outlet.file();
        event.line = window.lineAt(at);
        event.kind = EventKind.NOTE;
        event.cut = true;
        outlet.tell(event);
    }

    /**
     * Tells of a line that begins like a record and goes on otherwise.
     *
     * @param start where it begins like one
     * @param floor no line begins before
     */
    void malformed(Target target, int start, PlanCompiler.Malformed because, int floor) throws IOException {
        byte[] bytes = window.bytes();
        int newline = Lines.newline(bytes, start, Math.min(window.limit(), start + RecordReader.LINE_CONTEXT));
        if (window.complete() && newline == window.limit()) {
            cut(start);
            return;
        }
        int lineStart = window.lineStart(floor, start);
        int end = Lines.trimmedEnd(bytes, start, newline);
        String line = new String(bytes, lineStart, end - lineStart, StandardCharsets.UTF_8);
        String before = new String(bytes, lineStart, start - lineStart, StandardCharsets.UTF_8);
        int offset = Math.min(line.length(), before.length() + because.offset());
        counts.malformed(Malformation.at(outlet.file(), window.lineAt(start), line, offset, because.getMessage()));
        event.clear();
        event.file = outlet.file();
        event.line = window.lineAt(start);
        event.kind = EventKind.MALFORMED;
        event.form = target.form();
        outlet.tell(event);
    }

    /** True if an allocation or free lacks what identifies its buffer. */
    static boolean isHalf(LogEvent event) {
        return switch (event.kind) {
            case ALLOCATED -> event.device < 0 || event.address == LogEvent.UNSTATED || event.sizeBytes < 0;
            case FREED -> event.device < 0 || event.address == LogEvent.UNSTATED;
            default -> false;
        };
    }

    /**
     * A block record that lacks what identifies its buffer is none; if the file ends in it, that is why. A header
     * without any detail is ordinary text.
     *
     * @param told true if one of its lines is malformed, which is why
     */
    void half(int after, boolean told) throws IOException {
        boolean cut = event.cut || window.complete() && after == window.limit();
        if (cut) {
            event.kind = EventKind.NOTE;
            event.cut = true;
            outlet.tell(event);
            return;
        }
        if (event.lines > 1 && !told) {
            String message = "the record states no " + missing() + ", without which it is no buffer";
            counts.malformed(new Malformation(outlet.file(), event.line, 1, message, ""));
        }
    }

    private String missing() {
        if (event.device < 0) {
            return "device";
        }
        return event.address == LogEvent.UNSTATED ? "address" : "size";
    }
}
