package dev.leaktriage.ledger;

import static dev.leaktriage.ledger.HandleTable.LIVE;
import static dev.leaktriage.ledger.HandleTable.NONE;
import static dev.leaktriage.ledger.HandleTable.OWNER;
import static dev.leaktriage.ledger.HandleTable.WAITING;

import dev.leaktriage.device.Alignment;
import dev.leaktriage.device.BankTop;
import dev.leaktriage.device.Lockstep;
import dev.leaktriage.model.AddressHistory.What;
import dev.leaktriage.model.CountedEvents;
import dev.leaktriage.model.FindingId;
import dev.leaktriage.model.LiveHandle;
import dev.leaktriage.model.LogEvent;
import dev.leaktriage.model.LogPosition;
import dev.leaktriage.model.Memory;
import dev.leaktriage.model.Stacks;
import dev.leaktriage.model.Sum;
import dev.leaktriage.model.Timeline;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Opens and closes handles and keeps every total in step.
 *
 * <p>Law: allocated - freed - superseded = live, in handles and bytes, after every call.
 */
final class Books {
    final HandleTable table = new HandleTable();
    final Accounts accounts;
    final CountedAllocations counted = new CountedAllocations();
    final MeshGroups groups = new MeshGroups(table);
    final FreedMemory freedMemory = new FreedMemory();
    final TimelineRecorder timeline;
    final Anomalies anomalies = new Anomalies();
    final AddressWatch watch;
    final HistoryRecorder history;
    final TestRecorder tests;
    final ShortageRecorder shortages;
    final Volumes volumes = new Volumes();
    final BanksSeen banksSeen = new BanksSeen();
    /** For a handle that may have been closed by a free that does not say so: that free's position. */
    final Map<Integer, Long> doubts = new HashMap<>();

    final Map<Integer, Orphaned> orphans = new HashMap<>();

    private final KnownDevices devices;
    private final Moment now;
    private final Positions positions;
    private final Lives lives;
    private final Damages damages;

    private final LiveTotals live = new LiveTotals();

    /** Where the owner of a dangling view was allocated and freed. */
    record Orphaned(long ownerAt, long freedAt) {}

    Books(
            Moment now,
            Positions positions,
            Stacks stacks,
            Lives lives,
            Damages damages,
            OptionalLong watched,
            boolean wholeHistory,
            KnownDevices devices) {
        this.devices = devices;
        this.now = now;
        this.positions = positions;
        this.lives = lives;
        this.damages = damages;
        this.accounts = new Accounts(stacks);
        this.watch = new AddressWatch(watched);
        this.history = new HistoryRecorder(wholeHistory, table, accounts, groups, now);
        this.timeline = new TimelineRecorder(history);
        this.tests = new TestRecorder(now, this, positions);
        this.shortages = new ShortageRecorder(table, accounts);
    }

    Life lifeOf(int handle) {
        return lives.all().get(accounts.life[table.account(handle)]);
    }

    LogPosition position(long packed) {
        return positions.of(packed);
    }

    /**
     * Opens a handle.
     *
     * @param epoch null if the log shows no opening of the device
     * @param owner the owner that a view looks into; {@link HandleTable#NONE} if there is none
     * @return the handle
     */
    int enter(LogEvent event, Life life, MeshEpoch epoch, int space, byte role, int owner) {
        int device = (int) event.device;
        int account = accounts.of(life.index, event.stack, event.memory);
        int epochIndex = epoch == null ? NONE : epoch.index;
        int handle = table.add(space, device, event.address);
        table.fill(handle, event.sizeBytes, role == OWNER ? occupiedBytes(event, epoch) : 0, now.clock, now.at);
        table.describe(handle, LIVE, role, event.memory, flags(event, life, epoch));
        table.spread(handle, event.banks);
        life.stacks |= event.stack != Stacks.NO_STACK;
        if (!life.isInUse() && event.memory == Memory.DRAM && upperHalf(handle, life, epoch)) {
            life.uses(now.clock);
        }
        table.belongs(
                handle,
                account,
                groups.join(handle, account, role != OWNER, epochIndex, device),
                role == OWNER ? NONE : owner,
                epochIndex);
        bookIn(life, account, role == OWNER, event.sizeBytes, table.occupiedBytes(handle));
        if (history.wanted()) {
            history.opened(handle, devices.banks(event), devices.architecture(epoch));
        }
        tests.opened(handle);
        if (role == OWNER) {
            volumes.recorded(event, now.at);
            banksSeen.saw(event.memory, devices.banks(event));
        }
        moved();
        if (watch.watches(event.address)) {
            boolean view = role != OWNER;
            long ofGeneration = view && owner != NONE ? table.born(owner) : 0;
            watch.handle(this, now.at, handle, view ? What.VIEWED : What.ALLOCATED, ofGeneration, "");
        }
        return handle;
    }

    /** Counts a handle in. */
    void bookIn(Life life, int account, boolean owner, long sizeBytes, long occupied) {
        life.allocated++;
        life.allocatedBytes += sizeBytes;
        live.add(1, sizeBytes, occupied);
        accounts.book(account, 1, owner, sizeBytes, occupied);
    }

    /** Counts handles of an account without a stack in and out. */
    void book(Life life, int account, Turnover turnover) {
        life.allocated += turnover.allocated;
        life.allocatedBytes += turnover.allocatedBytes;
        life.freed += turnover.freed;
        life.freedBytes += turnover.freedBytes;
        live.add(turnover.handles(), turnover.bytes(), turnover.occupiedBytes());
        accounts.book(account, turnover);
        if (turnover.allocated > 0) {
            Memory memory = accounts.memory(account);
            banksSeen.saw(memory, devices.banks(memory));
        }
    }

    private byte flags(LogEvent event, Life life, MeshEpoch epoch) {
        int flags = event.pageBytes > 0 && devices.banks(event) > 0 ? HandleTable.OCCUPIED_KNOWN : 0;
        boolean opening = epoch != null && epoch.opening() && life.lost() == epoch.lostAtOpening;
        flags |= opening ? HandleTable.DURING_OPENING : 0;
        flags |= event.stackComplete ? 0 : HandleTable.STACK_INCOMPLETE;
        return (byte) flags;
    }

    private long occupiedBytes(LogEvent event, MeshEpoch epoch) {
        int alignmentBytes = epoch == null
                ? Alignment.bytes(event.memory, devices.architecture(epoch))
                : epoch.alignmentBytes(event.memory);
        return Lockstep.occupiedBytes(event.sizeBytes, event.pageBytes, devices.banks(event), alignmentBytes);
    }

    /** Counts an allocation or deallocation, after the totals have changed. */
    void moved() {
        now.accountEvent++;
        now.accountAt = now.at;
        boolean isPeak = isPeak(0);
        if (isPeak) {
            peak(now.accountEvent, now.at);
        }
        sample();
        if (history.wanted()) {
            history.moved(isPeak);
        }
    }

    /** True if there would be a new peak if so many bytes more were occupied. */
    boolean isPeak(long moreBytes) {
        return live.isPeak(moreBytes);
    }

    /** How many bytes more may be occupied without a peak, of all or of the test that runs. */
    long belowPeakBytes() {
        return Math.min(live.belowPeakBytes(), tests.peakOccupiedBytes() - live.occupiedBytes());
    }

    /** Declares what is live now the peak. */
    void peak(long event, long at) {
        live.peak(event, at);
        accounts.peak();
        counted.peak();
        tests.moved(live);
    }

    /** Shows what is live now to those who look at it from time to time. */
    void sample() {
        tests.moved(live);
        timeline.sample(now.accountEvent, now.at, live);
    }

    /** Takes in allocations and deallocations that carry no address. */
    void count(CountedEvents events, Life life) {
        // Before the first event nothing is occupied, which is no peak.
        CountedAllocations.Change change = counted.book(events, Math.max(-live.occupiedBytes(), live.belowPeakBytes()));
        if (change.peakEvent >= 0) {
            accounts.peak();
            live.peak(
                    now.accountEvent + change.peakEvent + 1,
                    Positions.pack(events.file, events.line + change.peakEvent),
                    new Sum(change.peakHandles, change.peakBytes, change.peakBytes));
        }
        life.allocated += change.allocated;
        life.allocatedBytes += change.allocatedBytes;
        life.freed += change.freed;
        life.freedBytes += change.freedBytes;
        life.temporary += change.temporary;
        long bytes = change.allocatedBytes - change.freedBytes;
        live.add(change.allocated - change.freed, bytes, bytes);
        now.accountEvent += events.count;
        timeline.sample(now.accountEvent, now.at, live);
    }

    private void bookOut(int handle, boolean byFree) {
        bookOut(table.account(handle), !table.isView(handle), table.sizeBytes(handle), table.occupiedBytes(handle));
        if (history.wanted()) {
            history.ended(handle, byFree);
        }
        tests.closed(handle);
        groups.leave(handle, byFree);
    }

    /** Counts a live handle out. */
    void bookOut(int account, boolean owner, long sizeBytes, long occupied) {
        live.add(-1, -sizeBytes, -occupied);
        accounts.book(account, -1, owner, sizeBytes, occupied);
    }

    /** Closes a live handle by inference: its memory was handed out again, and its own free may still come. */
    void supersede(int handle) {
        Life life = lifeOf(handle);
        life.uses(now.clock);
        life.superseded++;
        life.supersededBytes += table.sizeBytes(handle);
        if (watch.watches(table.address(handle))) {
            watch.handle(this, now.at, handle, What.SUPERSEDED, now.clock, "its memory was handed out again");
        }
        bookOut(handle, false);
        table.waits(handle);
        doubts.remove(handle);
    }

    /** Forgets a superseded handle whose free never came; a view that was superseded with its owner owes none. */
    void giveUp(int handle) {
        if (!table.isView(handle)) {
            Life life = lifeOf(handle);
            String address = Text.hex(table.address(handle));
            anomalies.add(
                    FindingId.LOST_FREE,
                    life,
                    new Anomalies.Place(table.device(handle), table.address(handle), table.sizeBytes(handle)),
                    table.at(handle),
                    "the memory at " + address
                            + " was handed out again and the free of its earlier owner never came%s");
            damages.impossible(life, 1, "a free is missing: the memory at " + address + " was handed out again");
        }
        forget(handle);
        table.remove(handle);
    }

    /**
     * Forgets what is known of a handle that is gone. Both maps are empty in most logs, and to box a number for each free
     * costs more than to look.
     */
    void forget(int handle) {
        if (!doubts.isEmpty()) {
            doubts.remove(handle);
        }
        if (!orphans.isEmpty()) {
            orphans.remove(handle);
        }
    }

    /**
     * Closes a handle that a logged free fits.
     *
     * @return true if it was live, false if the free was a superseded handle's late one
     */
    boolean close(int handle) {
        boolean late = table.state(handle) == WAITING;
        if (watch.watches(table.address(handle))) {
            What what = late ? What.FREED_LATE : table.isView(handle) ? What.VIEW_FREED : What.FREED;
            watch.handle(this, now.at, handle, what, 0, "");
        }
        if (!late) {
            Life life = lifeOf(handle);
            life.frees(table.sizeBytes(handle), now.clock);
            bookOut(handle, true);
            orphanViews(handle);
        }
        freedMemory.add(table.space(handle), table.device(handle), table.address(handle), table.sizeBytes(handle));
        forget(handle);
        table.remove(handle);
        return !late;
    }

    private void orphanViews(int owner) {
        if (table.isView(owner) || table.has(owner, HandleTable.DETACHED)) {
            return;
        }
        int head = table.find(table.space(owner), table.device(owner), table.address(owner));
        for (int handle = head; handle != NONE; handle = table.next(handle)) {
            if (table.owner(handle) == owner && table.state(handle) == LIVE) {
                table.disown(handle);
                orphans.put(handle, new Orphaned(table.at(owner), now.at));
            }
        }
    }

    /** Takes the handles of a life out of the index: nothing can meet them any more, and they stay live. */
    void detach(Life life) {
        for (int handle = 0; handle < table.top(); handle++) {
            boolean ofLife = table.state(handle) != HandleTable.UNUSED
                    && accounts.life[table.account(handle)] == life.index
                    && !table.has(handle, HandleTable.DETACHED);
            if (ofLife) {
                table.detach(handle);
                if (watch.watches(table.address(handle))) {
                    watch.handle(this, now.at, handle, What.SWEPT, 0, life.fatalBecause);
                }
            }
        }
    }

    /** True if nobody wants to know what happens to a handle beside what it does to the totals. */
    boolean keepsTotalsOnly() {
        return !history.wanted() && watch.watchesNothing();
    }

    KnownDevices devices() {
        return devices;
    }

    boolean upperHalf(int handle, Life life, MeshEpoch epoch) {
        BankTop bank = devices.bankTop(epoch);
        return bank.upperHalf(table.address(handle), table.memory(handle), life.highestDramAddress);
    }

    /** Where the upper half of a bank begins, for a buffer of no mesh epoch; unsigned. */
    long upperHalfAddress(Life life) {
        return devices.bankTop(null).upperHalfAddress(life.highestDramAddress);
    }

    /** See {@link LiveHandle#beforeFirstUse}. */
    boolean beforeFirstUse(int handle, Life life, MeshEpoch epoch) {
        boolean tracked = life.form == LogEvent.Form.TRACKER || life.form == LogEvent.Form.SERVER;
        return tracked && epoch == null && !table.isView(handle) && life.mayBeOpening(table.born(handle));
    }

    /** The packed position of the peak; {@link Positions#NONE} if there is none. */
    long peakAt() {
        return live.peakAt();
    }

    /** Everything that is live now. */
    Sum live() {
        return live.sum();
    }

    Timeline timeline(CountedSurvivors survivors) {
        return new Timeline(
                timeline.samples(positions, now, live),
                timeline.marks(positions),
                timeline.droppedMarks(),
                live.peak(positions, SiteShares.atPeak(accounts, survivors.atPeak())),
                history.history(positions));
    }
}
