package dev.leaktriage.ledger;

import static dev.leaktriage.ledger.HandleTable.NONE;

import dev.leaktriage.model.EventSink;
import dev.leaktriage.model.LogEvent;
import dev.leaktriage.model.Memory;
import dev.leaktriage.model.ServerEvents;
import dev.leaktriage.model.Stacks;
import java.util.Arrays;
import java.util.List;

/**
 * Replays events of an allocation server of which nothing is unusual: an allocation where nothing is live, and the free
 * of the only handle at its key.
 *
 * <p>Law: they leave behind what they would leave one by one. There are millions live and a hundred bytes of text for
 * each event, so that what counts is how many cache lines an event touches, and that these are asked for together.
 */
final class ServerRuns {
    private static final int UNKNOWN = -1;

    private final Moment now;
    private final Books books;
    private final HandleTable table;
    private final HandleIndex index;
    private final Accounts accounts;
    private final ServerReplay server;
    private final Lives lives;
    private final List<Life> all;
    private final LogEvent event = new LogEvent();
    private final SoughtKeys keys = new SoughtKeys();
    /** The places of the first devices in a space; events of one device hardly ever follow each other. */
    private final int[] places = new int[64];

    private int space;

    ServerRuns(Moment now, Books books, ServerReplay server, Lives lives) {
        this.now = now;
        this.books = books;
        this.table = books.table;
        this.index = table.index();
        this.accounts = books.accounts;
        this.server = server;
        this.lives = lives;
        this.all = lives.all();
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
                if (!replay(events, i, keys.hashes[i - from], i - from)) {
                    events.get(i, event);
                    others.accept(event);
                }
            }
        }
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
    private boolean replay(ServerEvents events, int i, int hash, int key) {
        Life life = lives.goingOn(events.process(i));
        if (life == null || !life.epochs.isEmpty()) {
            return false;
        }
        int place = keys.places[key];
        long address = events.address(i);
        long[] segment = index.segment(hash);
        boolean holds = HandleIndex.holds(keys, key, segment);
        int slot = holds ? keys.slots[key] : index.slot(segment, hash, place, address);
        return events.isFree(i)
                ? freed(events, i, life, place, address, segment, slot)
                : allocated(events, i, life, place, address, segment, slot, hash);
    }

    private void begins(ServerEvents events, int i, Life life) {
        now.clock++;
        now.at = Positions.pack(events.file, events.line(i));
        life.lastAt = now.at;
        life.lastClock = now.clock;
        life.events++;
    }

    private boolean allocated(
            ServerEvents events, int i, Life life, int place, long address, long[] segment, int slot, int hash) {
        if (events.references(i) > 1 || HandleIndex.handle(segment[slot]) != NONE) {
            return false;
        }
        begins(events, i, life);
        Memory memory = events.memory(i);
        if (memory == Memory.DRAM && Long.compareUnsigned(address, life.highestDramAddress) > 0) {
            life.highestDramAddress = address;
        }
        boolean upperHalf = books.upperHalf(address, memory, life);
        if (upperHalf && memory == Memory.DRAM) {
            life.uses(now.clock);
        }
        enter(events, i, life, place, segment, slot, hash, upperHalf);
        return true;
    }

    private void enter(
            ServerEvents events, int i, Life life, int place, long[] segment, int slot, int hash, boolean upperHalf) {
        Memory memory = events.memory(i);
        long address = events.address(i);
        long sizeBytes = events.sizeBytes(i);
        int device = events.device(i);
        int handle = table.takeForeign();
        index.fill(segment, slot, hash, handle);
        int account = accounts.of(life.index, Stacks.NO_STACK, memory);
        long[] page = table.page(handle);
        int row = HandleTable.row(handle);
        HandleRow.fill(page, row, place, address, sizeBytes, now.clock, now.at, memory);
        int group = books.groups.join(handle, address, sizeBytes, account, false, NONE, device);
        HandleRow.belongs(page, row, account, group);
        books.bookIn(life, account, true, sizeBytes, sizeBytes);
        books.tests.opened(sizeBytes, sizeBytes, HeldOnPurpose.holds(memory, sizeBytes, upperHalf));
        books.volumes.recorded(device, memory, sizeBytes, now.at);
        books.banksSeen.saw(memory, books.devices().banks(memory));
        books.moved();
    }

    private boolean freed(ServerEvents events, int i, Life life, int place, long address, long[] segment, int slot) {
        int handle = HandleIndex.handle(segment[slot]);
        if (handle == NONE || events.references(i) > 0) {
            return false;
        }
        long[] page = table.page(handle);
        int row = HandleTable.row(handle);
        boolean usual = HandleRow.isOf(page, row, place, address)
                && HandleRow.isLoneOwner(page, row)
                && accounts.stack[HandleRow.account(page, row)] == Stacks.NO_STACK;
        if (!usual) {
            return false;
        }
        begins(events, i, life);
        index.empty(segment, slot);
        close(handle, page, row, events.device(i), address);
        return true;
    }

    private void close(int handle, long[] page, int row, int device, long address) {
        int account = HandleRow.account(page, row);
        long sizeBytes = HandleRow.sizeBytes(page, row);
        long occupied = HandleRow.occupiedBytes(page, row);
        Memory memory = HandleRow.memory(page, row);
        Life owner = all.get(accounts.life[account]);
        owner.frees(sizeBytes, now.clock);
        books.bookOut(account, true, sizeBytes, occupied);
        boolean onPurpose = HeldOnPurpose.holds(memory, sizeBytes, books.upperHalf(address, memory, owner));
        books.tests.closed(HandleRow.born(page, row), sizeBytes, occupied, onPurpose);
        if (HandleRow.isShared(page, row)) {
            books.groups.leave(handle, true);
        } else {
            books.groups.leave(HandleRow.group(page, row), address, sizeBytes, account);
        }
        books.freedMemory.add(space, device, address, sizeBytes);
        books.forget(handle);
        table.giveForeign(handle);
        books.moved();
    }
}
