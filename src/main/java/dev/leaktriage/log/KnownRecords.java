package dev.leaktriage.log;

import dev.leaktriage.model.LogEvent;
import java.io.IOException;

/**
 * Reads records of which nothing is new, in text that may have colour codes where something is: they are found only
 * where every byte is one that is expected.
 *
 * <p>Law: what is read is what {@link RecordReader#expected} and the stack's reader would read. A stack ends for them
 * where a line is no frame; here it ends only before a record that is found in the same way.
 */
final class KnownRecords {
    private final Window window;
    private final ReaderCounts counts;
    private final NumberedStack numbered;
    private final ExpectedLines expected;
    private final Outlet outlet;
    private final LogEvent event = new LogEvent();
    /** True if the line behind what was read looks like an earlier one. */
    private boolean follows;

    /**
     * Makes a reader.
     *
     * @param counts gets what is counted
     * @param expected what the last few records looked like
     */
    KnownRecords(Window window, ReaderCounts counts, NumberedStack numbered, ExpectedLines expected, Outlet outlet) {
        this.window = window;
        this.counts = counts;
        this.numbered = numbered;
        this.expected = expected;
        this.outlet = outlet;
    }

    /** Reads such records from a position on; gives where the first one begins of which that is not known. */
    int read(int from) throws IOException {
        int limit = window.readLimit();
        int at = ofServer(from, limit);
        follows = at < limit && window.startsLine(at) && expected.find(window.bytes(), at, limit, false);
        while (follows && outlet.isWanted() && at < window.end()) {
            int next = record(at, limit);
            if (next < 0) {
                return at;
            }
            at = ofServer(next, limit);
            follows = at == next ? follows : expected.find(window.bytes(), at, limit, false);
        }
        return at;
    }

    /** Reads lines of a server as far as only their numbers are new; gives the start of the first line that is another. */
    private int ofServer(int from, int limit) {
        ServerLines lines = expected.ofServer();
        if (outlet.batch() == null || lines.isEmpty() || !window.startsLine(from)) {
            return from;
        }
        long before = window.lineAt(from);
        int after = lines.read(window.bytes(), from, limit, window.end(), before, outlet.batch());
        window.passed(from, after, lines.count(counts));
        return after;
    }

    /**
     * Reads the record that was found, and looks for the next. A method of its own for the reason that
     * {@link EventBatch#replay} has.
     *
     * @return where the next line begins; -1 if something is new in the record
     */
    private int record(int at, int limit) throws IOException {
        ExpectedLine line = expected.line();
        int next = expected.next();
        begin(line, at, expected.start());
        RecordKind.Body body = line.kind().body();
        boolean hasStack = body == RecordKind.Body.NUMBERED_STACK;
        int after = hasStack ? numbered.known(next, limit, event) : next;
        boolean ordinary = line.hasOnlyNumbers() && (hasStack || body == RecordKind.Body.NONE);
        if (after < 0 || !ordinary || UnfinishedRecords.isHalf(event)) {
            return -1;
        }
        follows = expected.find(window.bytes(), after, limit, false);
        if (hasStack && !(follows && expected.line().endsStack())) {
            return -1;
        }
        window.passed(at, after, event.lines);
        outlet.record(event, line.target());
        return after;
    }

    private void begin(ExpectedLine line, int lineStart, int start) {
        event.clear();
        line.fill(window.bytes(), start, event);
        event.kind = line.kind().event();
        event.form = line.kind().form();
        event.file = outlet.file();
        event.line = window.lineAt(lineStart);
        event.prefixed = lineStart < start;
    }
}
