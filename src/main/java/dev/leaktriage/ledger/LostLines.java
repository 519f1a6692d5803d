package dev.leaktriage.ledger;

import dev.leaktriage.model.LogEvent;
import java.util.List;

/** Tells by the records that are there where lines of the log are not: numbers that are left out, records cut off. */
final class LostLines {
    private final Moment now;
    private final Lives lives;
    private final Damages damages;

    LostLines(Moment now, Lives lives, Damages damages) {
        this.now = now;
        this.lives = lives;
        this.damages = damages;
    }

    /**
     * True if a record is cut off where it may have lost fields: one of which nothing but its beginning is there,
     * or a header without the number that the other headers have.
     */
    boolean isTooCut(LogEvent event) {
        if (!event.cut) {
            return false;
        }
        boolean wholeHeader = event.lines > 1 || event.sequence != LogEvent.UNSTATED;
        return switch (event.kind) {
            case NOTE -> true;
            case ALLOCATED,
                    FREED,
                    DEVICE_OPENING,
                    DEVICE_OPENED,
                    DEVICE_CLOSING,
                    DEVICE_CLOSED,
                    CACHE_CLEARING,
                    CACHE_CLEARED,
                    CHECKPOINT,
                    RECORDING_ENDED -> !wholeHeader && numbered(event.form);
            default -> false;
        };
    }

    private boolean numbered(LogEvent.Form form) {
        return lives.running().stream().anyMatch(life -> life.sequenced && life.form == form);
    }

    /** Where a record is too cut to be an event, no more comes. */
    void fileEndsHere() {
        List<Life> running = lives.running();
        running.forEach(life -> life.cutAt = now.at);
        String message = "the file ends inside this record";
        if (running.size() == 1) {
            damages.add(running.get(0), 1, message);
        } else {
            damages.add(1, message);
        }
    }

    /** Holds the next record of a life against those before. */
    void follow(LogEvent event, Life life) {
        // The last digits of a number may be cut off, and then it is another one.
        boolean trusted = !event.cut || event.lines > 1 || life.expects(event.sequence);
        if (event.sequence != LogEvent.UNSTATED && trusted) {
            sequence(event, life);
        }
        if (!event.stackComplete && !event.cut) {
            damages.add(life, 1, "lines of this record's stack are missing");
        }
        boolean wholeAfterAll = event.lines == 1 && life.sequenced && trusted;
        if (event.cut && !wholeAfterAll) {
            life.cutAt = now.at;
            damages.add(life, 1, "the file ends inside this record");
        }
    }

    private void sequence(LogEvent event, Life life) {
        life.sequenced = true;
        switch (life.gaps.follow(event.sequence, now.at)) {
            case NEXT -> {}
            case AFTER_GAP -> life.lastGapClock = now.clock;
            case LATE -> damages.add(life, 1, "seq " + event.sequence + " comes late: lines are out of order");
            case AGAIN -> damages.add(life, 1, "seq " + event.sequence + " comes twice");
        }
    }

    /** A line that begins like a record and does not parse was one; where events are numbered, its number tells. */
    void malformed(LogEvent event) {
        List<Life> concerned = lives.running().stream()
                .filter(life -> life.form == event.form && !life.sequenced)
                .toList();
        concerned.forEach(life -> life.lose(1));
        if (concerned.size() == 1) {
            damages.add(concerned.get(0), 1, "this record does not parse");
        } else if (!concerned.isEmpty()) {
            damages.add(1, "this record does not parse");
        }
    }
}
