package dev.leaktriage.ledger;

import static dev.leaktriage.ledger.HandleTable.LIVE;
import static dev.leaktriage.ledger.HandleTable.NONE;
import static dev.leaktriage.ledger.HandleTable.OWNER;
import static dev.leaktriage.ledger.HandleTable.WAITING;

import dev.leaktriage.device.Alignment;
import dev.leaktriage.device.Lockstep;
import dev.leaktriage.model.AddressHistory;
import dev.leaktriage.model.AddressHistory.What;
import dev.leaktriage.model.CallStack;
import dev.leaktriage.model.Census;
import dev.leaktriage.model.EventSink;
import dev.leaktriage.model.FindingId;
import dev.leaktriage.model.Integrity.Damage;
import dev.leaktriage.model.LogEvent;
import dev.leaktriage.model.Memory;
import dev.leaktriage.model.Stacks;
import dev.leaktriage.model.Timeline;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Predicate;

/**
 * Replays the events of a run in the order of the log and keeps the accounts.
 *
 * <p>Laws: an address is an offset inside every bank, so ranges are never compared; a handle is found by
 * address space, device and address; a barrier frees nothing by itself; allocated - freed - superseded = live.
 */
public final class Ledger implements EventSink {
    private static final int DAMAGES_KEPT = 500;

    private final Positions positions;
    private final Stacks stacks;
    private final Predicate<CallStack> programCaching;
    private final int onlyDevice;
    private final HandleTable table = new HandleTable();
    private final Accounts accounts;
    private final Pairing pairing;
    private final MeshGroups groups = new MeshGroups();
    private final Lives lives = new Lives();
    private final Barriers barriers;
    private final GrowthRecorder growth;
    private final TimelineRecorder timeline = new TimelineRecorder();
    private final Anomalies anomalies = new Anomalies();
    private final FreedMemory freedMemory = new FreedMemory();
    private final OutOfMemory outOfMemory = new OutOfMemory();
    private final AddressWatch watch;
    private final List<Damage> damages = new ArrayList<>();
    private final Map<Integer, Long> doubts = new HashMap<>();
    private final Map<Integer, Orphaned> orphans = new HashMap<>();
    private final Map<Integer, Boolean> cachingStacks = new HashMap<>();

    private long clock;
    private long accountEvents;
    private long lastAt = Positions.pack(0, 1);
    private long liveHandles;
    private long liveBytes;
    private long occupiedBytes;
    private long peakOccupied = -1;
    private Timeline.Sample peak;
    private int serverSpace = -1;
    private long worstCountDifference;
    private long chainsBeforeServer;

    /** Where the owner of a dangling view was allocated and freed. */
    record Orphaned(long ownerAt, long freedAt) {}

    /**
     * Makes a ledger.
     *
     * @param files the names of the files, by the index that events carry
     * @param stacks the stacks that events' numbers mean
     * @param programCaching true for the stacks of program-cache entries
     * @param onlyDevice the device whose buffers alone are wanted
     * @param watched an address whose history is wanted
     */
    public Ledger(
            List<String> files,
            Stacks stacks,
            Predicate<CallStack> programCaching,
            OptionalInt onlyDevice,
            OptionalLong watched) {
        this.positions = new Positions(files);
        this.stacks = stacks;
        this.programCaching = programCaching;
        this.onlyDevice = onlyDevice.orElse(NONE);
        this.accounts = new Accounts(stacks);
        this.pairing = new Pairing(table, accounts, stacks);
        this.growth = new GrowthRecorder(accounts);
        this.watch = new AddressWatch(watched);
        this.barriers = new Barriers(lives, timeline);
    }

    @Override
    public boolean accept(LogEvent event) {
        clock++;
        lastAt = Positions.pack(event.file, event.line);
        switch (event.kind) {
            case ALLOCATED -> allocated(event);
            case FREED -> freed(event);
            case FREE_UNKNOWN -> freeUnknown(event);
            case DEVICE_OPENING, DEVICE_OPENED, DEVICE_CLOSING, DEVICE_CLOSED, CACHE_CLEARING, CACHE_CLEARED ->
                barrier(event);
            case CHECKPOINT -> checkpoint(event);
            case RECORDING_STARTED -> restart(event);
            case RECORDING_ENDED -> ended(event);
            case SERVER_STARTED -> serverStarted();
            case PROCESS_SWEPT -> swept(event);
            case PROCESS_DIED, EXCEPTION -> fatal(event);
            case OUT_OF_MEMORY -> failedAllocation(event);
            case LIVE_COUNT -> compareCount(event);
            case SERVER_STOPPED, NOTE -> note(event);
        }
        return true;
    }

    HandleTable table() {
        return table;
    }

    Accounts accounts() {
        return accounts;
    }

    Positions positions() {
        return positions;
    }

    /** True if the handle's device was closed after it was allocated: nothing new can meet it. */
    boolean retired(int handle) {
        int epoch = table.epoch[handle];
        return epoch != NONE && barriers.epoch(epoch).closedClock > table.born[handle];
    }

    private Life life(LogEvent event) {
        Life life = lives.of(event, lastAt);
        life.lastAt = lastAt;
        life.lastClock = clock;
        life.events++;
        if (event.sequence != LogEvent.UNSTATED && !event.cut) {
            sequence(event, life);
        }
        if (event.cut) {
            cut(life);
        }
        return life;
    }

    private void sequence(LogEvent event, Life life) {
        long missing = life.follow(event.sequence, clock);
        if (missing > 0) {
            damage(life.index, missing, missing == 1
                    ? "the event before it is missing: seq jumps to " + event.sequence
                    : missing + " events before it are missing: seq jumps to " + event.sequence);
        } else if (missing < 0) {
            damage(life.index, 1, "seq " + event.sequence + " comes late or twice");
        }
    }

    private void cut(Life life) {
        life.cutAt = lastAt;
        damage(life.index, 1, "the file ends inside this record");
    }

    /** A record that names no event tells one thing only: that the file ends in it. */
    private void note(LogEvent event) {
        if (!event.cut) {
            return;
        }
        List<Life> running = lives.running();
        running.forEach(life -> life.cutAt = lastAt);
        damage(running.size() == 1 ? running.get(0).index : -1, 1, "the file ends inside this record");
    }

    private void damage(int life, long count, String message) {
        if (damages.size() < DAMAGES_KEPT) {
            damages.add(new Damage(life, positions.of(lastAt), count, message));
        }
    }

    /** A header that is cut off may have lost its last fields; where others are numbered it must be, too. */
    private boolean tooCut(LogEvent event) {
        if (!event.cut || event.lines > 1 || event.sequence != LogEvent.UNSTATED) {
            return false;
        }
        boolean numbered = lives.running().stream().anyMatch(life -> life.sequenced && life.form == event.form);
        if (numbered) {
            note(event);
        }
        return numbered;
    }

    private void allocated(LogEvent event) {
        if (tooCut(event)) {
            return;
        }
        Life life = life(event);
        int device = (int) event.device;
        if (onlyDevice != NONE && device != onlyDevice) {
            return;
        }
        MeshEpoch epoch = life.epochOf(device);
        barriers.allocationIn(life, clock, lastAt);
        if (event.memory == Memory.DRAM && Long.compareUnsigned(event.address, life.highestDramAddress) > 0) {
            life.highestDramAddress = event.address;
        }
        int space = space(event, life);
        int head = table.find(space, device, event.address);
        if (event.form == LogEvent.Form.SERVER) {
            head = settleReferences(event, space, device, head);
        }
        int owner = head == NONE ? NONE : pairing.liveOwner(head, event.memory, life, this);
        byte role = role(event, owner, life, epoch);
        if (role == OWNER) {
            handOut(event, head, owner, life);
        }
        add(event, life, epoch, space, role, owner);
    }

    private byte role(LogEvent event, int owner, Life life, MeshEpoch epoch) {
        if (owner != NONE) {
            return pairing.role(event, owner, life, epoch);
        }
        return event.ownership == LogEvent.Ownership.BORROWS ? HandleTable.VIEW_STATED : OWNER;
    }

    private int space(LogEvent event, Life life) {
        return event.form == LogEvent.Form.SERVER ? serverSpace : life.index;
    }

    /** An allocation that the server counts as the first one at an id shows that earlier frees were lost. */
    private int settleReferences(LogEvent event, int space, int device, int head) {
        if (head == NONE || event.references > 1) {
            return head;
        }
        for (int handle = head, next; handle != NONE; handle = next) {
            next = table.next[handle];
            if (table.state[handle] == LIVE) {
                supersede(handle);
            }
            if (table.state[handle] == WAITING) {
                giveUp(handle);
            }
        }
        return table.find(space, device, event.address);
    }

    /** The address is handed out: who lived there did not, and who waited for a late free waits no more. */
    private void handOut(LogEvent event, int head, int owner, Life life) {
        boolean counted = event.form == LogEvent.Form.SERVER && event.references > 1;
        for (int handle = head, next; handle != NONE; handle = next) {
            next = table.next[handle];
            if (!Pairing.fits(table.memory(handle), event.memory) || retired(handle)) {
                continue;
            }
            if (table.state[handle] == WAITING && !counted) {
                giveUp(handle);
                continue;
            }
            boolean ofLife = accounts.life[table.account[handle]] == life.index;
            if (table.state[handle] == LIVE && ofLife && (handle == owner || table.isView(handle))) {
                supersede(handle);
            }
        }
    }

    private void supersede(int handle) {
        Life life = lifeOf(handle);
        life.superseded++;
        life.supersededBytes += table.sizeBytes[handle];
        if (watch.watches(table.address[handle])) {
            watch.handle(this, lastAt, handle, What.SUPERSEDED, clock, "its memory was handed out again");
        }
        bookOut(handle, false);
        table.state[handle] = WAITING;
        doubts.remove(handle);
    }

    /** A superseded owner's free never came; a view that was superseded with it owes none. */
    private void giveUp(int handle) {
        if (!table.isView(handle)) {
            Life life = lifeOf(handle);
            anomalies.add(
                    FindingId.LOST_FREE,
                    life.index,
                    table.device[handle],
                    table.address[handle],
                    table.sizeBytes[handle],
                    table.at[handle],
                    "the memory at " + hex(table.address[handle])
                            + " was handed out again and the free of its earlier owner never came%s");
            impossible(life, "a free is missing: the memory at " + hex(table.address[handle]) + " was handed out again");
        }
        orphans.remove(handle);
        table.remove(handle);
    }

    /** Something that cannot happen without a lost event: where events are not numbered, one is missing. */
    private void impossible(Life life, String message) {
        if (!life.sequenced) {
            life.lose(1, clock);
            damage(life.index, 1, message);
        }
    }

    private void add(LogEvent event, Life life, MeshEpoch epoch, int space, byte role, int owner) {
        int device = (int) event.device;
        int handle = table.add(space, device, event.address);
        table.state[handle] = LIVE;
        table.role[handle] = role;
        table.memory[handle] = (byte) event.memory.ordinal();
        table.sizeBytes[handle] = event.sizeBytes;
        table.born[handle] = clock;
        table.at[handle] = lastAt;
        table.epoch[handle] = epoch == null ? NONE : epoch.index;
        table.owner[handle] = role == OWNER ? NONE : owner;
        table.occupiedBytes[handle] = role == OWNER ? occupied(event, epoch) : 0;
        table.flags[handle] = flags(event, life, epoch);
        table.account[handle] = accounts.of(life.index, event.stack, event.memory);
        table.group[handle] = groups.join(
                table.account[handle], event.address, event.sizeBytes, table.epoch[handle], device);
        life.allocated++;
        life.allocatedBytes += event.sizeBytes;
        liveHandles++;
        liveBytes += event.sizeBytes;
        occupiedBytes += table.occupiedBytes[handle];
        accounts.book(
                table.account[handle], 1, role == OWNER, event.sizeBytes, table.occupiedBytes[handle]);
        moved();
        if (watch.watches(event.address)) {
            boolean view = role != OWNER;
            long ofGeneration = view && owner != NONE ? table.born[owner] : 0;
            watch.handle(this, lastAt, handle, view ? What.VIEWED : What.ALLOCATED, ofGeneration, "");
        }
    }

    private static byte flags(LogEvent event, Life life, MeshEpoch epoch) {
        int flags = event.pageBytes > 0 && event.banks > 0 ? HandleTable.OCCUPIED_KNOWN : 0;
        boolean opening = epoch != null && epoch.opening() && life.lost() == epoch.lostAtOpening;
        flags |= opening ? HandleTable.DURING_OPENING : 0;
        flags |= event.stackComplete ? 0 : HandleTable.STACK_INCOMPLETE;
        return (byte) flags;
    }

    private static long occupied(LogEvent event, MeshEpoch epoch) {
        int alignmentBytes =
                epoch == null ? Alignment.bytes(event.memory, "") : epoch.alignmentBytes(event.memory);
        return Lockstep.occupiedBytes(event.sizeBytes, event.pageBytes, event.banks, alignmentBytes);
    }

    private void moved() {
        accountEvents++;
        if (occupiedBytes > peakOccupied) {
            peakOccupied = occupiedBytes;
            accounts.peak();
            peakEvent = accountEvents;
            peakAt = lastAt;
            peakHandles = liveHandles;
            peakBytes = liveBytes;
        }
        timeline.sample(accountEvents, lastAt, liveHandles, liveBytes, occupiedBytes);
    }

    private long peakEvent;
    private long peakAt = Positions.NONE;
    private long peakHandles;
    private long peakBytes;

    private void bookOut(int handle, boolean byFree) {
        boolean owner = !table.isView(handle);
        liveHandles--;
        liveBytes -= table.sizeBytes[handle];
        occupiedBytes -= table.occupiedBytes[handle];
        accounts.book(table.account[handle], -1, owner, table.sizeBytes[handle], table.occupiedBytes[handle]);
        groups.leave(table.group[handle], byFree);
    }

    private void freed(LogEvent event) {
        if (tooCut(event)) {
            return;
        }
        Life life = life(event);
        int device = (int) event.device;
        if (onlyDevice != NONE && device != onlyDevice) {
            return;
        }
        int space = space(event, life);
        int head = table.find(space, device, event.address);
        if (event.form == LogEvent.Form.SERVER) {
            serverFreed(event, life, head);
        } else {
            trackerFreed(event, life, space, head);
        }
        moved();
    }

    private void trackerFreed(LogEvent event, Life life, int space, int head) {
        int handle = head == NONE ? NONE : pairing.freed(head, event.memory, event.sizeBytes, this);
        if (handle == NONE) {
            fitsNothing(event, event.sizeBytes, life, space, head);
            return;
        }
        if (event.memory == Memory.UNSTATED && pairing.ambiguous(head, handle, event.sizeBytes)) {
            doubtOthers(head, handle);
        }
        close(handle, life);
    }

    private void doubtOthers(int head, int chosen) {
        for (int handle = head; handle != NONE; handle = table.next[handle]) {
            if (handle != chosen && table.state[handle] == LIVE) {
                doubts.put(handle, lastAt);
            }
        }
    }

    /** Closes a handle that a free fits. */
    private void close(int handle, Life by) {
        boolean late = table.state[handle] == WAITING;
        Life life = lifeOf(handle);
        if (watch.watches(table.address[handle])) {
            What what = late ? What.FREED_LATE : table.isView(handle) ? What.VIEW_FREED : What.FREED;
            watch.handle(this, lastAt, handle, what, 0, "");
        }
        if (!late) {
            life.freed++;
            life.freedBytes += table.sizeBytes[handle];
            retainedUntilClear(handle, by);
            bookOut(handle, true);
            orphanViews(handle);
        }
        freedMemory.add(table.space[handle], table.device[handle], table.address[handle], table.sizeBytes[handle]);
        doubts.remove(handle);
        orphans.remove(handle);
        table.remove(handle);
    }

    private void orphanViews(int owner) {
        if (table.isView(owner) || table.has(owner, HandleTable.DETACHED)) {
            return;
        }
        int head = table.find(table.space[owner], table.device[owner], table.address[owner]);
        for (int handle = head; handle != NONE; handle = table.next[handle]) {
            if (table.owner[handle] == owner && table.state[handle] == LIVE) {
                table.owner[handle] = NONE;
                orphans.put(handle, new Orphaned(table.at[owner], lastAt));
            }
        }
    }

    /** Tensors that go only when the cache is cleared were kept alive by what the cache holds. */
    private void retainedUntilClear(int handle, Life life) {
        int index = table.epoch[handle];
        if (index == NONE || table.isView(handle)) {
            return;
        }
        MeshEpoch epoch = barriers.epoch(index);
        MeshEpoch.Clear clear = epoch.activeClear();
        boolean during = clear != null && clear.startClock > table.born[handle] && epoch.tracked;
        if (!during || isKernel(handle, life, epoch)) {
            return;
        }
        anomalies.add(
                FindingId.RETAINED_BY_CACHE,
                life.index,
                table.device[handle],
                table.address[handle],
                table.sizeBytes[handle],
                table.at[handle],
                "the buffer at " + hex(table.address[handle])
                        + " was freed only when the program cache was cleared: a cached program kept it alive%s");
    }

    private boolean isKernel(int handle, Life life, MeshEpoch epoch) {
        int stack = accounts.stack[table.account[handle]];
        if (stack == Stacks.NO_STACK) {
            return table.sizeBytes[handle] % 2048 == 0 && upperHalf(handle, life, epoch);
        }
        return cachingStacks.computeIfAbsent(stack, number -> programCaching.test(stacks.stack(number)));
    }

    boolean upperHalf(int handle, Life life, MeshEpoch epoch) {
        return dev.leaktriage.device.BankTop.upperHalf(
                table.address[handle],
                table.memory(handle),
                epoch == null ? "" : epoch.arch,
                life.highestDramAddress);
    }

    private void fitsNothing(LogEvent event, long sizeBytes, Life life, int space, int head) {
        int device = (int) event.device;
        boolean live = head != NONE && pairing.anyLive(head, event.memory);
        boolean before = freedMemory.contains(space, device, event.address, sizeBytes);
        FindingId id = live
                ? FindingId.SIZE_MISMATCH
                : before ? FindingId.DOUBLE_FREE : FindingId.FREE_WITHOUT_ALLOCATION;
        String message = live
                ? "a free at " + hex(event.address) + " states a size that no handle there has, and closes nothing%s"
                : before
                        ? "the buffer at " + hex(event.address) + " was freed once more%s"
                        : "a free at " + hex(event.address) + ", where nothing was allocated%s";
        anomalies.add(id, life.index, device, event.address, Math.max(0, sizeBytes), lastAt, message);
        impossible(life, "an allocation is missing: a free at " + hex(event.address) + " fits nothing");
        if (watch.watches(event.address)) {
            watch.unmatched(this, event, lastAt, life.index, id.label());
        }
    }

    /** A server's free states how many references remain, and that decides; its process and size are guesses. */
    private void serverFreed(LogEvent event, Life life, int head) {
        int present = 0;
        boolean shared = false;
        for (int handle = head; handle != NONE; handle = table.next[handle]) {
            present++;
            shared |= accounts.life[table.account[handle]] != accounts.life[table.account[head]];
        }
        if (present == 0) {
            fitsNothing(event, LogEvent.UNSTATED, life, serverSpace, NONE);
            return;
        }
        long closing = event.references < 0 ? 1 : present - event.references;
        if (closing < 1) {
            impossible(life, "an allocation is missing: more references remain at " + hex(event.address)
                    + " than were taken");
            return;
        }
        if (closing > 1 && event.references > 0) {
            impossible(life, "a free is missing: fewer references remain at " + hex(event.address) + " than were left");
        }
        closeSome(event, closing, shared && event.references > 0);
    }

    private void closeSome(LogEvent event, long closing, boolean doubtful) {
        for (long i = 0; i < closing; i++) {
            int head = table.find(serverSpace, (int) event.device, event.address);
            int handle = pairing.freed(head, Memory.UNSTATED, LogEvent.UNSTATED, this);
            if (doubtful) {
                doubtOthers(head, handle);
            }
            close(handle, lifeOf(handle));
        }
    }

    private void freeUnknown(LogEvent event) {
        if (event.address == LogEvent.UNSTATED || event.device < 0) {
            anomalies.add(
                    FindingId.FREE_WITHOUT_ALLOCATION,
                    -1,
                    -1,
                    event.address,
                    0,
                    lastAt,
                    "the server was told to free " + hex(event.address) + ", which it does not know%s");
            return;
        }
        Life life = life(event);
        int device = (int) event.device;
        boolean before = freedMemory.contains(serverSpace, device, event.address, LogEvent.UNSTATED);
        FindingId id = before ? FindingId.DOUBLE_FREE : FindingId.FREE_WITHOUT_ALLOCATION;
        anomalies.add(
                id,
                life.index,
                device,
                event.address,
                0,
                lastAt,
                before
                        ? "the buffer at " + hex(event.address) + " was freed once more%s"
                        : "a free at " + hex(event.address) + ", which the server does not know%s");
        if (watch.watches(event.address)) {
            watch.unmatched(this, event, lastAt, life.index, id.label());
        }
    }

    private void barrier(LogEvent event) {
        if (tooCut(event)) {
            return;
        }
        if (event.form == LogEvent.Form.RUNTIME) {
            barriers.runtime(event, clock, lastAt, accountEvents);
            return;
        }
        Life life = life(event);
        life.lifecycle = true;
        barriers.tracked(event, life, clock, lastAt, accountEvents);
    }

    private void checkpoint(LogEvent event) {
        if (tooCut(event)) {
            return;
        }
        Life life = life(event);
        life.lifecycle = true;
        growth.checkpoint(life.index);
        timeline.mark(accountEvents, lastAt, "checkpoint \"" + event.text + "\"");
    }

    private void restart(LogEvent event) {
        lives.running().stream()
                .filter(life -> life.form == event.form && life.process == event.process)
                .forEach(life -> life.over = true);
    }

    private void ended(LogEvent event) {
        if (tooCut(event)) {
            return;
        }
        Life life = life(event);
        life.lifecycle = true;
        boolean whole = !event.cut || event.sequence == life.events;
        if (!whole) {
            return;
        }
        long before = life.events - 1;
        if (event.sequence == LogEvent.UNSTATED && event.count > before) {
            life.lose(event.count - before, clock);
            damage(life.index, event.count - before, "the trailer counts " + event.count + " events, "
                    + before + " are there");
        }
        life.trailerAt = lastAt;
        timeline.mark(accountEvents, lastAt, "recording ended");
    }

    private void swept(LogEvent event) {
        for (Life life : lives.running(event.process)) {
            life.over = true;
            life.fatalAt = lastAt;
            life.fatalClock = clock;
            life.lastClock = clock;
            life.fatalBecause = "the allocation server found process " + event.process + " dead";
            detach(life);
        }
        timeline.mark(accountEvents, lastAt, "process " + event.process + " is dead");
    }

    private void detach(Life life) {
        for (int handle = 0; handle < table.top(); handle++) {
            boolean ofLife = table.state[handle] != HandleTable.UNUSED
                    && accounts.life[table.account[handle]] == life.index
                    && !table.has(handle, HandleTable.DETACHED);
            if (ofLife) {
                table.detach(handle);
            }
        }
    }

    private void fatal(LogEvent event) {
        boolean death = event.kind == dev.leaktriage.model.EventKind.PROCESS_DIED;
        for (Life life : lives.running()) {
            boolean concerned = event.process == LogEvent.UNSTATED || event.process == life.process;
            if (concerned && (life.fatalAt == Positions.NONE || life.fatalClock < life.lastClock)) {
                life.fatalAt = lastAt;
                life.fatalClock = clock;
                life.fatalBecause = death
                        ? "the process died (" + positions.of(lastAt) + ")"
                        : "a fatal error was thrown (" + positions.of(lastAt) + ")";
            }
        }
        if (death) {
            timeline.mark(accountEvents, lastAt, "process died");
        }
    }

    private void failedAllocation(LogEvent event) {
        fatal(event);
        if (outOfMemory.repeats(event, accountEvents)) {
            return;
        }
        List<Life> running = lives.running();
        int life = running.size() == 1 ? running.get(0).index : -1;
        anomalies.add(
                FindingId.OUT_OF_MEMORY, life, -1, lastAt, Math.max(0, event.sizeBytes), lastAt,
                OutOfMemory.message(event));
        timeline.mark(accountEvents, lastAt, "out of memory");
    }

    private void compareCount(LogEvent event) {
        long here = serverChains();
        long difference = Math.abs(event.count - here);
        if (event.form != LogEvent.Form.SERVER || difference <= worstCountDifference) {
            return;
        }
        long news = difference - worstCountDifference;
        worstCountDifference = difference;
        lives.running().stream()
                .filter(life -> life.form == LogEvent.Form.SERVER)
                .forEach(life -> life.lose(news, clock));
        damage(-1, news, "the server counts " + event.count + " live buffers, the events make " + here);
    }

    private long serverChains() {
        return table.foreignChains() - chainsBeforeServer;
    }

    /** A new server knows nothing of what an earlier one was told. */
    private void serverStarted() {
        serverSpace--;
        chainsBeforeServer = table.foreignChains();
        worstCountDifference = 0;
    }

    private Life lifeOf(int handle) {
        return lives.all().get(accounts.life[table.account[handle]]);
    }

    /** What happened to the watched address; empty of events if none was watched. */
    public AddressHistory history() {
        return watch.history();
    }

    /**
     * Ends the replay.
     *
     * @param stopped true if the reader was stopped before the end of the text
     */
    public Census census(boolean stopped) {
        for (int handle = 0; handle < table.top(); handle++) {
            if (table.state[handle] == WAITING && !table.has(handle, HandleTable.DETACHED)) {
                endWaiting(handle, stopped);
            }
        }
        Timeline.Peak atPeak = new CensusBuilder(this).peak(
                peakEvent, peakAt, peakHandles, peakBytes, Math.max(0, peakOccupied));
        Timeline course = new Timeline(
                timeline.samples(positions, accountEvents, lastAt, liveHandles, liveBytes, occupiedBytes),
                timeline.marks(positions),
                timeline.droppedMarks(),
                atPeak);
        return new CensusBuilder(this).census(course, stopped);
    }

    /** Where a process was cut off, a late free may merely not have come yet. */
    private void endWaiting(int handle, boolean stopped) {
        Life life = lifeOf(handle);
        boolean over = !stopped && !CensusBuilder.endedEarly(life, lives);
        if (over) {
            giveUp(handle);
        }
    }

    Lives lives() {
        return lives;
    }

    Barriers barriers() {
        return barriers;
    }

    MeshGroups groups() {
        return groups;
    }

    GrowthRecorder growth() {
        return growth;
    }

    Anomalies anomalies() {
        return anomalies;
    }

    List<Damage> damages() {
        return damages;
    }

    Map<Integer, Long> doubts() {
        return doubts;
    }

    Map<Integer, Orphaned> orphans() {
        return orphans;
    }

    static String hex(long address) {
        return "0x" + Long.toHexString(address);
    }
}
