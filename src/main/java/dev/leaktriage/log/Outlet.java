package dev.leaktriage.log;

import dev.leaktriage.model.LogEvent;
import java.io.IOException;

/** Where the events of a text go, and what comes of them: whether more are wanted, and what is worth searching for. */
final class Outlet {
    private final ReaderCounts counts;
    private final Anchors anchors;
    private final Anchors allAnchors;
    private RecordScanner.Receiver receiver = ignored -> true;
    private EventBatch batch;
    private Anchors sought;
    private int file;
    private boolean wanted;

    /**
     * Makes one.
     *
     * @param counts gets what is counted
     */
    Outlet(Language language, ReaderCounts counts) {
        this.counts = counts;
        this.anchors = language.anchors();
        this.allAnchors = language.allAnchors();
        this.sought = anchors;
    }

    /**
     * Begins with another text.
     *
     * @param number the text's index
     */
    void begin(int number, RecordScanner.Receiver events) {
        begin(number, false, events, null);
    }

    /**
     * Begins with a range of a text.
     *
     * @param number the text's index
     * @param testsSpoke true if a test runner spoke before
     * @param events where the events are to wait
     */
    void beginRange(int number, boolean testsSpoke, EventBatch events) {
        begin(number, testsSpoke, events::add, events);
    }

    private void begin(int number, boolean testsSpoke, RecordScanner.Receiver events, EventBatch waiting) {
        file = number;
        sought = testsSpoke ? allAnchors : anchors;
        receiver = events;
        batch = waiting;
        wanted = true;
    }

    /** The text's index. */
    int file() {
        return file;
    }

    /** Where the events wait; null if the receiver takes them at once. */
    EventBatch batch() {
        return batch;
    }

    /** False if the receiver wants no more. */
    boolean isWanted() {
        return wanted;
    }

    /** The literals that are worth searching for now. */
    Anchors sought() {
        return sought;
    }

    /** True if a test runner spoke. */
    boolean testsSpoke() {
        return sought != anchors;
    }

    /** Hands on what is no whole record. */
    void tell(LogEvent event) throws IOException {
        wanted = receiver.accept(event);
    }

    /** Hands the event of a record on, and counts it. */
    void record(LogEvent event, Target target) throws IOException {
        tell(event);
        if (!event.kind.isOfTests()) {
            target.count(1);
            counts.prefixed(event.prefixed ? 1 : 0);
        }
        sought = target.opensLate() ? allAnchors : sought;
    }
}
