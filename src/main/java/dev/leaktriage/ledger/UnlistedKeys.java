package dev.leaktriage.ledger;

import static dev.leaktriage.ledger.HandleTable.LIVE;
import static dev.leaktriage.ledger.HandleTable.NONE;
import static dev.leaktriage.ledger.HandleTable.OWNER;

import dev.leaktriage.model.LogEvent;
import dev.leaktriage.model.Memory;

/**
 * What an allocation server has on the devices that are not wanted: its statistics count the buffers of all devices, so
 * they can be held against the events only if the events of all devices are counted.
 */
final class UnlistedKeys {
    /** A row for each reference. */
    private final HandleTable references = new HandleTable();

    /** How many keys have a reference. */
    int count() {
        return references.foreignChains();
    }

    /**
     * Takes in an allocation.
     *
     * @param space of the server, negative
     */
    void allocated(LogEvent event, int space) {
        boolean first = event.references <= 1;
        if (first) {
            leave(event, space, 0);
        }
        int reference = references.add(space, (int) event.device, event.address);
        references.describe(reference, LIVE, OWNER, Memory.UNSTATED, (byte) 0);
        references.belongs(reference, (int) event.process, NONE, NONE, NONE);
    }

    void freed(LogEvent event, int space) {
        boolean stated = event.references >= 0;
        leave(event, space, stated ? event.references : Math.max(0, present(event, space) - 1));
    }

    private long present(LogEvent event, int space) {
        long present = 0;
        int head = references.find(space, (int) event.device, event.address);
        for (int reference = head; reference != NONE; reference = references.next(reference)) {
            present++;
        }
        return present;
    }

    /** Forgets the newest references to a key until so many are left. */
    private void leave(LogEvent event, int space, long left) {
        for (long present = present(event, space); present > left; present--) {
            references.remove(references.find(space, (int) event.device, event.address));
        }
    }

    /** The server forgets what a dead process had. */
    void swept(long process) {
        for (int reference = 0; reference < references.top(); reference++) {
            if (references.state(reference) == LIVE && references.account(reference) == (int) process) {
                references.remove(reference);
            }
        }
    }
}
