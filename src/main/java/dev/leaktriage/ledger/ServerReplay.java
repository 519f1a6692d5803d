package dev.leaktriage.ledger;

import static dev.leaktriage.ledger.HandleTable.LIVE;
import static dev.leaktriage.ledger.HandleTable.NONE;
import static dev.leaktriage.ledger.HandleTable.WAITING;

import dev.leaktriage.model.FindingId;
import dev.leaktriage.model.LogEvent;
import java.util.List;

/**
 * Replays the output of an allocation server, which counts references by device and address.
 *
 * <p>A free states the process and the size of the first allocation at its key, whoever freed what: they count
 * as not stated. How many references remain decides instead.
 */
final class ServerReplay {
    private final Moment now;
    private final Books books;
    private final HandleTable table;
    private final Accounts accounts;
    private final Replay replay;
    private final Damages damages;
    private final Lives lives;
    private final UnlistedKeys unlisted = new UnlistedKeys();

    /** The address space of the server that runs now; spaces of servers have negative numbers. */
    private int space = -1;

    private long keysBefore;
    private long worstDifference;

    ServerReplay(Moment now, Books books, Replay replay, Damages damages, Lives lives) {
        this.now = now;
        this.books = books;
        this.table = books.table;
        this.accounts = books.accounts;
        this.replay = replay;
        this.damages = damages;
        this.lives = lives;
    }

    /** The address space of the server that runs now. */
    int space() {
        return space;
    }

    /** A new server knows nothing of what an earlier one was told. */
    void started() {
        space--;
        keysBefore = keys();
        worstDifference = 0;
    }

    /** How many keys have a handle, on whatever device. */
    private long keys() {
        return (long) table.foreignChains() + unlisted.count();
    }

    /** An allocation on a device that is not wanted. */
    void allocatedElsewhere(LogEvent event) {
        unlisted.allocated(event, space);
    }

    /** A free on such a device. */
    void freedElsewhere(LogEvent event) {
        unlisted.freed(event, space);
    }

    /** The server removed what a dead process had. */
    void swept(long process) {
        unlisted.swept(process);
    }

    void allocated(LogEvent event, Life life) {
        boolean counted = event.references > 1;
        if (counted) {
            missingReferences(event, life);
        } else {
            firstReference(event);
        }
        replay.allocated(event, life, space, counted);
    }

    /** An allocation that the server counts higher than the log does shows that earlier ones were lost. */
    private void missingReferences(LogEvent event, Life life) {
        long missing = event.references - 1 - present(table.find(space, (int) event.device, event.address));
        if (missing > 0) {
            String address = Text.hex(event.address);
            damages.impossible(life, missing, "more references are counted at " + address + " than were taken");
        }
    }

    /** An allocation that the server counts as the first one at an id shows that earlier frees were lost. */
    private void firstReference(LogEvent event) {
        int head = table.find(space, (int) event.device, event.address);
        for (int handle = head, next; handle != NONE; handle = next) {
            next = table.next(handle);
            if (table.state(handle) == LIVE) {
                books.supersede(handle);
            }
            if (table.state(handle) == WAITING) {
                books.giveUp(handle);
            }
        }
    }

    void freed(LogEvent event, Life life) {
        int head = table.find(space, (int) event.device, event.address);
        int present = present(head);
        if (present == 0) {
            replay.fitsNothing(event, LogEvent.UNSTATED, life, space, NONE);
        } else {
            boolean stated = event.references >= 0;
            long closing = stated ? present - event.references : 1;
            if (closing < 1) {
                damages.impossible(
                        life, 1 - closing, "more references remain at " + Text.hex(event.address) + " than were taken");
            } else if (closing > 1) {
                damages.impossible(
                        life, closing - 1, "frees at " + Text.hex(event.address) + " are missing before this one");
            }
            close(event, closing, shared(head) && event.references != 0);
        }
        books.moved();
    }

    private int present(int head) {
        int present = 0;
        for (int handle = head; handle != NONE; handle = table.next(handle)) {
            present++;
        }
        return present;
    }

    /** True if several processes have a handle at a key: which one freed is then unknown. */
    private boolean shared(int head) {
        for (int handle = head; handle != NONE; handle = table.next(handle)) {
            if (accounts.life[table.account(handle)] != accounts.life[table.account(head)]) {
                return true;
            }
        }
        return false;
    }

    private void close(LogEvent event, long count, boolean doubtful) {
        for (long i = 0; i < count; i++) {
            int head = table.find(space, (int) event.device, event.address);
            int handle = replay.pairing().freed(head, count == 1 ? event.ownership : LogEvent.Ownership.UNSTATED);
            if (doubtful) {
                replay.doubtOthers(head, handle);
            }
            books.close(handle);
        }
    }

    /** The server was told of a free that it could not match. */
    void unknownFree(LogEvent event, Life life) {
        int device = (int) event.device;
        String address = Text.hex(event.address);
        boolean before = books.freedMemory.contains(space, device, event.address, LogEvent.UNSTATED);
        FindingId id = before ? FindingId.DOUBLE_FREE : FindingId.FREE_WITHOUT_ALLOCATION;
        String message = before
                ? "the buffer at " + address + " was freed once more%s"
                : "a free at " + address + ", which the server does not know%s";
        books.anomalies.add(id, life, new Anomalies.Place(device, event.address, 0), now.at, message);
        if (table.find(space, device, event.address) != NONE) {
            damages.impossible(life, 1, "the server knows no buffer at " + address + ", where the log has one");
        }
        if (books.watch.watches(event.address)) {
            books.watch.unmatched(books, event, now.at, life.index, id.label());
        }
    }

    /** The oldest servers say only the id. */
    void unknownFreeOfNobody(LogEvent event) {
        String message = "the server was told to free " + Text.hex(event.address) + ", which it does not know%s";
        books.anomalies.add(
                FindingId.FREE_WITHOUT_ALLOCATION, null, new Anomalies.Place(NONE, event.address, 0), now.at, message);
    }

    /** Holds a count of live buffers that the server states against the events. */
    void compare(long stated) {
        long here = keys() - keysBefore;
        long difference = Math.abs(stated - here);
        if (difference <= worstDifference) {
            return;
        }
        long news = difference - worstDifference;
        worstDifference = difference;
        String message = "the server counts " + stated + " live buffers, the events make " + here;
        List<Life> served = lives.running().stream()
                .filter(life -> life.form == LogEvent.Form.SERVER)
                .toList();
        if (served.size() == 1) {
            served.get(0).lose(news);
            damages.add(served.get(0), news, message);
            return;
        }
        served.forEach(life -> life.suspect(news));
        damages.add(news, message);
    }
}
