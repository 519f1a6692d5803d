package dev.leaktriage.ledger;

import static dev.leaktriage.ledger.HandleTable.LIVE;
import static dev.leaktriage.ledger.HandleTable.NONE;
import static dev.leaktriage.ledger.HandleTable.OWNER;
import static dev.leaktriage.ledger.HandleTable.WAITING;

import dev.leaktriage.model.CallStack;
import dev.leaktriage.model.FindingId;
import dev.leaktriage.model.KernelLoad;
import dev.leaktriage.model.LogEvent;
import dev.leaktriage.model.Memory;
import dev.leaktriage.model.Stacks;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Replays allocations and frees that name their process: those of trackers and of block records. */
final class Replay {
    static final long KERNEL_PAGE_BYTES = 2048;

    private final Moment now;
    private final Books books;
    private final HandleTable table;
    private final Accounts accounts;
    private final Barriers barriers;
    private final Pairing pairing;
    private final Damages damages;
    private final Stacks stacks;
    private final Predicate<CallStack> programCaching;
    private final Map<Integer, Boolean> cachingStacks = new HashMap<>();
    private Optional<KernelLoads> loads = Optional.empty();

    Replay(
            Moment now,
            Books books,
            Barriers barriers,
            Damages damages,
            Stacks stacks,
            Predicate<CallStack> programCaching) {
        this.now = now;
        this.books = books;
        this.table = books.table;
        this.accounts = books.accounts;
        this.barriers = barriers;
        this.damages = damages;
        this.stacks = stacks;
        this.programCaching = programCaching;
        this.pairing = new Pairing(table, accounts, barriers, stacks, books.devices());
    }

    Pairing pairing() {
        return pairing;
    }

    /**
     * Takes an allocation.
     *
     * @param space the address space in which the address means something
     * @param counted true if the record states how many references there are, so that earlier handles may live
     */
    void allocated(LogEvent event, Life life, int space, boolean counted) {
        int device = (int) event.device;
        MeshEpoch epoch = life.epochOf(device);
        barriers.allocationIn(life, now.clock, now.at);
        if (event.memory == Memory.DRAM && Long.compareUnsigned(event.address, life.highestDramAddress) > 0) {
            life.highestDramAddress = event.address;
        }
        int head = table.find(space, device, event.address);
        int owner = head == NONE ? NONE : pairing.liveOwner(head, event.memory, life);
        byte role = role(event, owner, life, epoch);
        if (role == OWNER && head != NONE) {
            handOut(event, head, owner, life, counted);
        }
        int handle = books.enter(event, life, epoch, space, role, owner);
        if (loads.isPresent() && role == OWNER && isProgramCaching(event.stack)) {
            loads.get().allocated(handle, event, life, epoch);
        }
    }

    private byte role(LogEvent event, int owner, Life life, MeshEpoch epoch) {
        if (owner != NONE) {
            return pairing.role(event, owner, life, epoch);
        }
        return event.ownership == LogEvent.Ownership.BORROWS ? HandleTable.VIEW_STATED : OWNER;
    }

    /** The address is handed out: who lived there did not, and who waited for a late free waits no more. */
    private void handOut(LogEvent event, int head, int owner, Life life, boolean counted) {
        for (int handle = head, next; handle != NONE; handle = next) {
            next = table.next(handle);
            if (!Pairing.fits(table.memory(handle), event.memory) || pairing.retired(handle)) {
                continue;
            }
            if (table.state(handle) == WAITING && !counted) {
                books.giveUp(handle);
                continue;
            }
            boolean ofLife = accounts.life[table.account(handle)] == life.index;
            if (table.state(handle) == LIVE && ofLife && (handle == owner || table.isView(handle))) {
                books.supersede(handle);
            }
        }
    }

    /** Takes a free. */
    void freed(LogEvent event, Life life, int space) {
        int head = table.find(space, (int) event.device, event.address);
        int handle = head == NONE ? NONE : pairing.freed(head, event.memory, event.sizeBytes);
        if (handle == NONE) {
            fitsNothing(event, event.sizeBytes, life, space, head);
        } else {
            if (event.memory == Memory.UNSTATED && pairing.ambiguous(head, handle, event.sizeBytes)) {
                doubtOthers(head, handle);
            }
            retainedUntilClear(handle);
            books.close(handle);
        }
        books.moved();
    }

    /** The free does not say which handle it closed: one that stays live may be the one. */
    void doubtOthers(int head, int chosen) {
        for (int handle = head; handle != NONE; handle = table.next(handle)) {
            if (handle != chosen && table.state(handle) == LIVE) {
                books.doubts.put(handle, now.at);
            }
        }
    }

    /** Tensors that go only when the cache is cleared were kept alive by what the cache holds. */
    private void retainedUntilClear(int handle) {
        int index = table.epoch(handle);
        if (index == NONE || table.isView(handle) || table.state(handle) != LIVE) {
            return;
        }
        MeshEpoch epoch = barriers.epoch(index);
        MeshEpoch.Clear clear = epoch.activeClear();
        boolean during = clear != null && clear.startClock > table.born(handle) && epoch.tracked;
        if (!during || isKernel(handle, epoch)) {
            return;
        }
        books.anomalies.add(
                FindingId.RETAINED_BY_CACHE,
                books.lifeOf(handle),
                new Anomalies.Place(table.device(handle), table.address(handle), table.sizeBytes(handle)),
                table.at(handle),
                "the buffer at " + Text.hex(table.address(handle))
                        + " was freed only when the program cache was cleared: a cached program kept it alive%s");
    }

    private boolean isKernel(int handle, MeshEpoch epoch) {
        int stack = accounts.stack[table.account(handle)];
        if (stack == Stacks.NO_STACK) {
            boolean wholePages = table.sizeBytes(handle) % KERNEL_PAGE_BYTES == 0;
            return wholePages && books.upperHalf(handle, books.lifeOf(handle), epoch);
        }
        return isProgramCaching(stack);
    }

    private boolean isProgramCaching(int stack) {
        return stack != Stacks.NO_STACK
                && cachingStacks.computeIfAbsent(stack, number -> programCaching.test(stacks.stack(number)));
    }

    /** From now on remembers the buffers of kernel binaries. */
    void keepLoads() {
        loads = Optional.of(new KernelLoads(table, books.groups));
    }

    /** Those that were allocated since {@link #keepLoads()}. */
    List<KernelLoad> loads(Positions positions) {
        return loads.map(kept -> kept.records(positions, stacks)).orElse(List.of());
    }

    /**
     * Reports a free that closes nothing.
     *
     * @param sizeBytes the stated size; -1 if it counts as not stated
     * @param head the newest handle at its key, or {@link HandleTable#NONE}
     */
    void fitsNothing(LogEvent event, long sizeBytes, Life life, int space, int head) {
        int device = (int) event.device;
        String address = Text.hex(event.address);
        boolean live = head != NONE && pairing.anyLive(head, event.memory);
        boolean before = books.freedMemory.contains(space, device, event.address, sizeBytes);
        FindingId id =
                live ? FindingId.SIZE_MISMATCH : before ? FindingId.DOUBLE_FREE : FindingId.FREE_WITHOUT_ALLOCATION;
        String message = live
                ? "a free at " + address + " states a size that no handle there has, and closes nothing%s"
                : before
                        ? "the buffer at " + address + " was freed once more%s"
                        : "a free at " + address + ", where nothing was allocated%s";
        Anomalies.Place place = new Anomalies.Place(device, event.address, Math.max(0, sizeBytes));
        books.anomalies.add(id, life, place, now.at, message);
        damages.impossible(life, 1, "an allocation is missing: a free at " + address + " fits nothing");
        if (books.watch.watches(event.address)) {
            books.watch.unmatched(books, event, now.at, life.index, id.label());
        }
    }
}
