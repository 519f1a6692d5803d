package dev.leaktriage.ledger;

import static dev.leaktriage.ledger.HandleTable.NONE;

import dev.leaktriage.model.EventSink;
import dev.leaktriage.model.LogEvent;
import dev.leaktriage.model.Memory;
import dev.leaktriage.model.ServerEvents;
import java.util.Arrays;

/**
 * Replays events of an allocation server of which nothing is unusual: an allocation where nothing is live, and the free
 * of the only handle at its key.
 *
 * <p>Law: they leave behind what they would leave one by one. There are millions live and a hundred bytes of text for
 * each event, so that what counts is how many cache lines an event touches, and that these are asked for together.
 */
final class ServerRuns {
    private static final int UNKNOWN = -1;

    private final Books books;
    private final HandleTable table;
    private final HandleIndex index;
    private final MeshGroups groups;
    private final FreedMemory freedMemory;
    private final Volumes volumes;
    private final ServerReplay server;
    private final ServerRun run;
    private final LogEvent event = new LogEvent();
    private final SoughtKeys keys = new SoughtKeys();
    /** The places of the first devices in a space; events of one device hardly ever follow each other. */
    private final int[] places = new int[64];

    private int space;

    ServerRuns(Moment now, Books books, ServerReplay server, Lives lives) {
        this.books = books;
        this.table = books.table;
        this.index = table.index();
        this.groups = books.groups;
        this.freedMemory = books.freedMemory;
        this.volumes = books.volumes;
        this.server = server;
        this.run = new ServerRun(now, books, lives);
    }

    /**
     * Replays events.
     *
     * @param others takes those that are unusual, in their turn
     */
    void replay(ServerEvents events, EventSink others) {
        for (int from = 0; from < events.count(); from += SoughtKeys.MOST) {
            int to = Math.min(events.count(), from + SoughtKeys.MOST);
            seek(events, from, to);
            for (int i = from; i < to; i++) {
                if (!replay(events, i, keys.places[i - from], keys.hashes[i - from])) {
                    run.end();
                    events.get(i, event);
                    others.accept(event);
                }
            }
        }
        run.end();
    }

    private void seek(ServerEvents events, int from, int to) {
        if (server.space() != space) {
            space = server.space();
            Arrays.fill(places, UNKNOWN);
        }
        for (int i = from; i < to; i++) {
            int place = place(events.device(i));
            keys.places[i - from] = place;
            keys.hashes[i - from] = HandleIndex.hash(place, events.address(i));
        }
        keys.count = to - from;
        table.seek(keys);
    }

    private int place(int device) {
        if (device >= places.length) {
            return table.place(space, device);
        }
        if (places[device] == UNKNOWN) {
            places[device] = table.place(space, device);
        }
        return places[device];
    }

    /** False if an event is unusual, and nothing was done. */
    private boolean replay(ServerEvents events, int i, int place, int hash) {
        if (!run.isOf(events.process(i))) {
            return false;
        }
        long[] segment = index.segment(hash);
        int slot = index.slot(segment, hash, place, events.address(i));
        int handle = HandleIndex.handle(segment[slot]);
        if (events.isFree(i)) {
            return handle != NONE && events.references(i) <= 0 && freed(events, i, segment, slot, handle);
        }
        if (handle != NONE || events.references(i) > 1) {
            return false;
        }
        allocated(events, i, place, segment, slot, hash);
        return true;
    }

    private void allocated(ServerEvents events, int i, int place, long[] segment, int slot, int hash) {
        long address = events.address(i);
        long sizeBytes = events.sizeBytes(i);
        int device = events.device(i);
        Memory memory = events.memory(i);
        run.turnTo(memory);
        run.next(Positions.pack(events.file, events.line(i)));
        run.saw(address);
        int handle = table.takeForeign();
        index.fill(segment, slot, hash, handle);
        long[] page = table.page(handle);
        int row = HandleTable.row(handle);
        HandleRow.fill(page, row, place, address, sizeBytes, run.clock(), run.at(), memory);
        int group = groups.join(handle, address, sizeBytes, run.account(), false, NONE, device);
        HandleRow.belongs(page, row, run.account(), group);
        volumes.recorded(device, memory, sizeBytes, run.at());
        run.allocated(address, sizeBytes);
    }

    private boolean freed(ServerEvents events, int i, long[] segment, int slot, int handle) {
        long[] page = table.page(handle);
        int row = HandleTable.row(handle);
        int account = HandleRow.account(page, row);
        if (!HandleRow.isLoneOwner(page, row) || !run.turnTo(account)) {
            return false;
        }
        run.next(Positions.pack(events.file, events.line(i)));
        long address = events.address(i);
        long sizeBytes = HandleRow.sizeBytes(page, row);
        index.empty(segment, slot);
        if (HandleRow.isShared(page, row)) {
            groups.leave(handle, true);
        } else {
            groups.leave(HandleRow.group(page, row), address, sizeBytes, account);
        }
        freedMemory.add(space, events.device(i), address, sizeBytes);
        books.forget(handle);
        run.freed(address, HandleRow.born(page, row), sizeBytes, HandleRow.occupiedBytes(page, row));
        table.giveForeign(handle);
        return true;
    }
}
