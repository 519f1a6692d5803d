package dev.leaktriage.ledger;

import dev.leaktriage.device.BankProfile;
import dev.leaktriage.model.AddressHistory;
import dev.leaktriage.model.CallStack;
import dev.leaktriage.model.Census;
import dev.leaktriage.model.CountedEvents;
import dev.leaktriage.model.CrossChecks;
import dev.leaktriage.model.EventSink;
import dev.leaktriage.model.FindingId;
import dev.leaktriage.model.Glance;
import dev.leaktriage.model.KernelLoad;
import dev.leaktriage.model.LogEvent;
import dev.leaktriage.model.ServerEvents;
import dev.leaktriage.model.Stacks;
import dev.leaktriage.model.Timeline;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Replays the events of a run in the order of the log and keeps the accounts.
 *
 * <p>Laws: an address is an offset inside every bank, so ranges are never compared; a handle is found by
 * address space, device and address; a barrier frees nothing by itself; allocated - freed - superseded = live.
 */
public final class Ledger implements EventSink {
    private static final int EVERY_DEVICE = -1;

    private final Moment now = new Moment();
    private final Stacks stacks;
    private final Positions positions;
    private final int onlyDevice;
    private final Lives lives = new Lives();
    private final Damages damages;
    private final LostLines lostLines;
    private final Endings endings;
    private final Books books;
    private final Barriers barriers;
    private final Replay replay;
    private final ServerReplay server;
    private final ServerRuns runs;
    private final Reallocations reallocations;
    private final GrowthRecorder growth;
    private final MemoryChecks checks;
    /** True if events of devices that are not wanted were passed over. */
    private boolean hidden;

    /** The recording that the next counted events belong to; null if none has begun. */
    private Life recording;

    private final OutOfMemory outOfMemory = new OutOfMemory();
    private final Spaces spaces = new Spaces();
    /** Where the address of the latest allocation or free means something. */
    private int space;

    /**
     * Makes a ledger.
     *
     * @param files the names of the files, by the index that events carry
     * @param stacks the stacks that events' numbers mean
     * @param programCaching true for the stacks of program-cache entries
     * @param heldOnPurpose true for the stacks of buffers that a test need not give back
     * @param onlyDevice the device whose buffers alone are wanted
     * @param watched an address whose history is wanted
     * @param wholeHistory true if the lives of freed handles are wanted too
     * @param profile the banks of the devices, where the log does not tell of them
     */
    public Ledger(
            List<String> files,
            Stacks stacks,
            Predicate<CallStack> programCaching,
            Predicate<CallStack> heldOnPurpose,
            OptionalInt onlyDevice,
            OptionalLong watched,
            boolean wholeHistory,
            Optional<BankProfile> profile) {
        KnownDevices devices = new KnownDevices(profile);
        this.stacks = stacks;
        this.positions = new Positions(files);
        this.onlyDevice = onlyDevice.orElse(EVERY_DEVICE);
        this.damages = new Damages(now, positions);
        this.lostLines = new LostLines(now, lives, damages);
        this.books = new Books(now, positions, stacks, lives, damages, watched, wholeHistory, devices);
        this.barriers = new Barriers(lives, books.timeline, devices);
        this.replay = new Replay(now, books, barriers, damages, stacks, programCaching);
        this.reallocations = new Reallocations(replay);
        this.server = new ServerReplay(now, books, replay, damages, lives);
        this.endings = new Endings(now, lives, damages, books, server);
        this.runs = new ServerRuns(now, books, server, lives);
        books.tests.except(new HeldOnPurpose(books, barriers, stacks, heldOnPurpose));
        this.growth = new GrowthRecorder(books.accounts);
        this.checks = new MemoryChecks(now, books, barriers, positions);
    }

    @Override
    public boolean accept(LogEvent event) {
        now.clock++;
        now.at = Positions.pack(event.file, event.line, event.node);
        if (lostLines.isTooCut(event)) {
            lostLines.fileEndsHere();
            return true;
        }
        if (event.stackCut) {
            deepStack();
        }
        switch (event.kind) {
            case ALLOCATED -> allocated(event);
            case FREED -> freed(event);
            case REALLOCATING -> reallocating(event);
            case REALLOCATED -> reallocated(event);
            case FREE_UNKNOWN -> freeUnknown(event);
            case DEVICE_OPENING, DEVICE_OPENED, DEVICE_CLOSING, DEVICE_CLOSED, CACHE_CLEARING, CACHE_CLEARED ->
                barrier(event);
            case CHECKPOINT -> checkpoint(event);
            case RECORDING_STARTED -> restarted(event);
            case RECORDING_ENDED -> endings.trailer(event, life(event));
            case RECORDING_WHOLE -> life(event).whole = true;
            case KIND_DEFINED -> kindDefined(event);
            case SERVER_STARTED -> server.started();
            case PROCESS_SWEPT -> endings.swept(event);
            case PROCESS_DIED, EXCEPTION -> endings.fatal(event);
            case OUT_OF_MEMORY -> failedAllocation(event);
            case MEMORY_STATE -> memoryState(event);
            case MEMORY_BLOCK -> checks.block(event);
            case ALLOCATION_COUNTED -> counted(event);
            case LIVE_COUNT -> server.compare(event.count);
            case MALFORMED -> lostLines.malformed(event);
            case TESTS_STARTED, TEST_STARTED, TEST_ENDED, TEST_TOLD, TESTS_ENDED -> books.tests.runner(event);
            case SERVER_STOPPED, NOTE -> {}
        }
        return true;
    }

    @Override
    public void expect(int count, long[] devices, long[] addresses) {
        books.table.expect(space, count, devices, addresses);
    }

    @Override
    public boolean accept(ServerEvents events) {
        if (onlyDevice != EVERY_DEVICE || !books.keepsTotalsOnly()) {
            return EventSink.super.accept(events);
        }
        runs.replay(events, this);
        return true;
    }

    @Override
    public boolean accept(CountedEvents events) {
        if (recording == null) {
            throw new IllegalStateException("events are counted by kinds that no recording has defined");
        }
        now.clock += events.count;
        now.at = Positions.pack(events.file, events.line + events.count - 1);
        recording.lastAt = now.at;
        recording.lastClock = now.clock;
        recording.events += events.count;
        // They lie in the memory of the program, on no device.
        if (onlyDevice == EVERY_DEVICE) {
            books.count(events, recording);
        }
        return true;
    }

    private void deepStack() {
        String message = "a call stack has more than " + Stacks.MOST_FRAMES
                + " frames; those behind are not read, and no rule sees them";
        books.anomalies.add(FindingId.DEEP_STACK, null, new Anomalies.Place(EVERY_DEVICE, 0, 0), now.at, message);
    }

    /** The life that an event belongs to, in which it is counted. */
    private Life life(LogEvent event) {
        Life life = lives.of(event, now.at);
        life.lastAt = now.at;
        life.lastClock = now.clock;
        life.events++;
        lostLines.follow(event, life);
        return life;
    }

    private boolean unwanted(LogEvent event) {
        boolean unwanted = onlyDevice != EVERY_DEVICE && event.device != onlyDevice;
        hidden |= unwanted;
        return unwanted;
    }

    private void allocated(LogEvent event) {
        Life life = life(event);
        boolean ofServer = event.form == LogEvent.Form.SERVER;
        if (unwanted(event)) {
            if (ofServer) {
                server.allocatedElsewhere(event);
            }
            return;
        }
        if (ofServer) {
            space = server.space();
            server.allocated(event, life);
        } else {
            space = spaces.of(event, life);
            replay.allocated(event, life, space, false);
        }
    }

    private void freed(LogEvent event) {
        Life life = life(event);
        boolean ofServer = event.form == LogEvent.Form.SERVER;
        if (unwanted(event)) {
            if (ofServer) {
                server.freedElsewhere(event);
            }
            return;
        }
        if (ofServer) {
            server.freed(event, life);
        } else {
            replay.freed(event, life, spaces.of(event, life));
        }
    }

    private void reallocating(LogEvent event) {
        life(event);
        reallocations.begins(event, now.clock);
    }

    private void reallocated(LogEvent event) {
        Life life = life(event);
        if (!unwanted(event)) {
            reallocations.ends(event, life, spaces.of(event, life), now.clock);
        }
    }

    private void freeUnknown(LogEvent event) {
        if (unwanted(event)) {
            return;
        }
        if (event.device < 0) {
            server.unknownFreeOfNobody(event);
        } else {
            server.unknownFree(event, life(event));
        }
    }

    private void barrier(LogEvent event) {
        if (event.form == LogEvent.Form.RUNTIME) {
            barriers.runtime(event, now);
            return;
        }
        Life life = life(event);
        life.lifecycle = true;
        barriers.tracked(event, life, now);
    }

    private void checkpoint(LogEvent event) {
        Life life = life(event);
        life.lifecycle = true;
        growth.checkpoint(life.index);
        books.tests.checkpoint(event.text);
        mark("checkpoint \"" + event.text + "\"");
    }

    private void restarted(LogEvent event) {
        endings.restarted(event);
        if (event.form == LogEvent.Form.COUNTED) {
            recording = life(event);
            books.counted.begin();
            mark(event.text.isEmpty() ? "recording began" : "recording of " + event.text + " began");
        }
    }

    private void kindDefined(LogEvent event) {
        Life life = life(event);
        books.counted.define(life.index, event.stack, event.sizeBytes, now.at);
    }

    private void failedAllocation(LogEvent event) {
        endings.fatal(event);
        if (outOfMemory.repeats(event, now.accountEvent)) {
            return;
        }
        List<Life> running = lives.running();
        Life life = running.size() == 1 ? running.get(0) : null;
        Anomalies.Place place = new Anomalies.Place(EVERY_DEVICE, now.at, Math.max(0, event.sizeBytes));
        if (!OutOfMemory.isCircular(event)) {
            books.history.bank(event);
        }
        books.shortages.failed(event, now, life, running);
        String message = OutOfMemory.message(event);
        books.anomalies.add(FindingId.OUT_OF_MEMORY, life, place, now.at, message);
        books.tests.outOfMemory(event, message);
        mark("out of memory");
    }

    /** A document's own state is what its events were made of; a line of the runtime says something of its own. */
    private void memoryState(LogEvent event) {
        if (event.roundedBytes == 0) {
            books.history.bank(event);
        }
        if (!event.text.isEmpty()) {
            mark(event.text);
        }
        if (event.form == LogEvent.Form.RUNTIME) {
            checks.state(event, lives, hidden);
        }
    }

    private void counted(LogEvent event) {
        if (!unwanted(event)) {
            books.volumes.counted(event, now.at);
        }
    }

    private void mark(String what) {
        books.timeline.mark(now.accountEvent, now.at, what);
    }

    /** From now on tells what happens to each handle, during the event that does it; no address is watched then. */
    public void tell(Consumer<AddressHistory.Event> who) {
        books.watch.tell(who);
    }

    /** The number of the execution that the latest event belongs to, from 1; empty if it names no process life. */
    public OptionalInt executionOf(LogEvent latest) {
        return lives.latest(latest).map(life -> OptionalInt.of(life.execution)).orElse(OptionalInt.empty());
    }

    /** From now on adds up what is ever allocated. */
    public void keepAllocated() {
        books.accounts.keepAllocated();
    }

    /** What every site of every life allocated since {@link #keepAllocated()}, whatever became of it. */
    public List<Timeline.SiteShare> allocated() {
        return SiteShares.allocated(books.accounts, survivors().allocated());
    }

    /** What was said of memory besides events, held against the events. */
    public CrossChecks checks() {
        return new CrossChecks(checks.checks(), books.volumes.checks(positions));
    }

    /** From now on remembers the buffers of kernel binaries. */
    public void keepLoads() {
        replay.keepLoads();
    }

    /** Those that were allocated since {@link #keepLoads()}, in the order of the log, whatever became of them. */
    public List<KernelLoad> loads() {
        return replay.loads(positions);
    }

    /** What is known now. */
    public Glance glance() {
        return Glances.of(books, lives, damages, now);
    }

    /** What happened to the watched address; empty of events if none was watched. */
    public AddressHistory history() {
        return books.watch.history();
    }

    private CountedSurvivors survivors() {
        return new CountedSurvivors(books.counted, lives.all(), positions, stacks);
    }

    /**
     * Ends the replay.
     *
     * @param stopped true if the reader was stopped before the end of the text
     * @param sizeBounds sizes in bytes from each of which on a rule may decide otherwise; ascending
     */
    public Census census(boolean stopped, long... sizeBounds) {
        LifeEnds ends = new LifeEnds(lives, positions, stopped);
        return new CensusBuilder(books, survivors(), barriers, growth, lives, ends, damages, positions, sizeBounds)
                .census();
    }
}
