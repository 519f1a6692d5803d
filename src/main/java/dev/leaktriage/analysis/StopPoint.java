package dev.leaktriage.analysis;

import dev.leaktriage.model.CountedEvents;
import dev.leaktriage.model.EventKind;
import dev.leaktriage.model.EventSink;
import dev.leaktriage.model.LogEvent;
import dev.leaktriage.model.ServerEvents;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Stops a replay at a line or at a checkpoint. */
final class StopPoint implements EventSink {
    private static final int NAMES_SHOWN = 10;

    private final Optional<String> wanted;
    private final EventSink sink;
    private final int file;
    private final long line;
    private final List<String> checkpoints = new ArrayList<>();
    private boolean stopped;

    /**
     * Makes one.
     *
     * @param wanted {@code FILE:LINE} with the name of one of the files, or a checkpoint's name; empty to go on
     *     to the end
     * @param rows how many of the files, from the first on, have lines at which one can stop
     * @throws IllegalArgumentException if the line is one of another file
     */
    StopPoint(Optional<String> wanted, List<String> files, int rows, EventSink sink) {
        this.wanted = wanted;
        this.sink = sink;
        String text = wanted.orElse("");
        int colon = text.lastIndexOf(':');
        String name = colon < 0 ? "" : text.substring(0, colon);
        int named = colon < 0 ? -1 : fileOf(name, files);
        boolean aLine = named >= 0 && text.substring(colon + 1).matches("[0-9]{1,18}");
        this.file = aLine ? named : -1;
        if (file >= rows) {
            throw new IllegalArgumentException("--at: the records of " + files.get(file)
                    + " are joined to those of another log; name a line of " + files.get(0));
        }
        this.line = aLine ? Long.parseLong(text.substring(colon + 1)) : 0;
    }

    /** The file that a user calls so, by its name in reports or by a path to it; -1 if there is none. */
    private static int fileOf(String name, List<String> files) {
        for (int file = 0; file < files.size(); file++) {
            if (name.equals(files.get(file)) || name.endsWith("/" + files.get(file))) {
                return file;
            }
        }
        return -1;
    }

    @Override
    public boolean accept(LogEvent event) {
        boolean behind = file >= 0 && line > 0 && (event.file > file || event.file == file && event.line > line);
        if (behind) {
            stopped = true;
            return false;
        }
        boolean more = sink.accept(event);
        if (wanted.isPresent() && file < 0 && event.kind == EventKind.CHECKPOINT) {
            checkpoints.add(event.text);
            stopped = event.text.equals(wanted.get());
        }
        return more && !stopped;
    }

    /** None of these events is a checkpoint. */
    @Override
    public boolean accept(ServerEvents events) {
        if (file >= 0 && line > 0) {
            return EventSink.super.accept(events);
        }
        return sink.accept(events) && !stopped;
    }

    @Override
    public void expect(int count, long[] devices, long[] addresses) {
        sink.expect(count, devices, addresses);
    }

    @Override
    public boolean accept(CountedEvents events) {
        if (file < 0 || line == 0 || events.file < file) {
            return sink.accept(events);
        }
        long upTo = events.file > file ? 0 : Math.max(0, line - events.line + 1);
        stopped = upTo < events.count;
        events.count = (int) Math.min(upTo, events.count);
        return (events.count == 0 || sink.accept(events)) && !stopped;
    }

    /** Where events go that have no line at which one can stop. */
    EventSink past() {
        return sink;
    }

    /** True if the replay was stopped before the end of the text. */
    boolean stopped() {
        return stopped;
    }

    /**
     * Refuses a checkpoint that never came, and a line that is not there.
     *
     * @param lines how many lines were read in all
     * @throws IllegalArgumentException with one line that names those that are there
     */
    void check(long lines) {
        if (wanted.isEmpty() || stopped) {
            return;
        }
        if (file >= 0) {
            if (line < 1 || line > lines) {
                throw new IllegalArgumentException(
                        "--at: there is no line " + line + ", the logs have " + lines + " lines");
            }
            return;
        }
        List<String> names = checkpoints.stream().distinct().limit(NAMES_SHOWN).toList();
        String there = names.isEmpty() ? "the log has none" : "the log has '" + String.join("', '", names) + "'";
        throw new IllegalArgumentException("--at: no checkpoint '" + wanted.get() + "': " + there
                + "; a line is written FILE:LINE, with the name of one of the logs");
    }
}
