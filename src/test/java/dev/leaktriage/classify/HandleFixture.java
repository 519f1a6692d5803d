package dev.leaktriage.classify;

import dev.leaktriage.model.CallStack;
import dev.leaktriage.model.Frame;
import dev.leaktriage.model.Growth;
import dev.leaktriage.model.HandleId;
import dev.leaktriage.model.LiveHandle;
import dev.leaktriage.model.LiveHandle.DeviceState;
import dev.leaktriage.model.LiveHandle.Role;
import dev.leaktriage.model.LogPosition;
import dev.leaktriage.model.Memory;
import dev.leaktriage.model.Site;
import dev.leaktriage.model.Symbols;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** Live handles for tests; what is not set is ordinary: an owner in DRAM, without a stack, in an open device. */
final class HandleFixture {
    static final String LOG = "run.log";

    private int life;
    private int deviceNumber;
    private Memory memory = Memory.DRAM;
    private long address = 0x1000;
    private long generation = 1;
    private long sizeBytes = 4096;
    private Role role = Role.OWNER;
    private Optional<LogPosition> ownerFreedAt = Optional.empty();
    private long line = 10;
    private CallStack stack = CallStack.NONE;
    private int meshAllocation = 1;
    private DeviceState device = DeviceState.OPEN;
    private Optional<LogPosition> closedAt = Optional.empty();
    private Optional<LogPosition> clearedAt = Optional.empty();
    private boolean clearCertain = true;
    private Optional<LogPosition> opening = Optional.empty();
    private boolean upperHalf;
    private boolean beforeFirstUse;
    private Optional<Growth> growth = Optional.empty();
    private long lostEvents;
    private int siblings = 1;
    private Optional<LogPosition> sweptAt = Optional.empty();
    private Optional<LogPosition> destroyedAt = Optional.empty();
    private Optional<String> doubt = Optional.empty();

    static HandleFixture handle(String... frames) {
        HandleFixture fixture = new HandleFixture();
        fixture.stack = stack(true, frames);
        return fixture;
    }

    static CallStack stack(boolean complete, String... frames) {
        return new CallStack(
                Stream.of(frames).map(symbol -> new Frame(symbol, "")).toList(), complete);
    }

    static Optional<LogPosition> at(long line) {
        return Optional.of(new LogPosition(LOG, line));
    }

    HandleFixture inLife(int index) {
        life = index;
        return this;
    }

    HandleFixture on(int number) {
        deviceNumber = number;
        return this;
    }

    HandleFixture in(Memory kind) {
        memory = kind;
        return this;
    }

    HandleFixture at0x(long place) {
        address = place;
        return this;
    }

    HandleFixture generation(long number) {
        generation = number;
        return this;
    }

    HandleFixture size(long bytes) {
        sizeBytes = bytes;
        return this;
    }

    HandleFixture as(Role kind) {
        role = kind;
        return this;
    }

    HandleFixture ownerFreed(long atLine) {
        ownerFreedAt = at(atLine);
        return this;
    }

    HandleFixture line(long number) {
        line = number;
        return this;
    }

    HandleFixture incompleteStack() {
        stack = new CallStack(stack.frames(), false);
        return this;
    }

    HandleFixture mesh(int allocation) {
        meshAllocation = allocation;
        return this;
    }

    HandleFixture deviceState(DeviceState state) {
        device = state;
        return this;
    }

    HandleFixture outlivedClose(long atLine) {
        closedAt = at(atLine);
        device = DeviceState.CLOSED;
        return this;
    }

    HandleFixture outlivedClear(long atLine) {
        clearedAt = at(atLine);
        return this;
    }

    HandleFixture clearInferred() {
        clearCertain = false;
        return this;
    }

    HandleFixture duringOpening(long atLine) {
        opening = at(atLine);
        return this;
    }

    HandleFixture beforeFirstUse() {
        beforeFirstUse = true;
        return this;
    }

    HandleFixture upperHalf() {
        upperHalf = true;
        address = 0x3fff_f800L;
        return this;
    }

    HandleFixture grows(boolean linearly) {
        growth = Optional.of(new Growth(7, 5, linearly ? 5 : 3, 0, linearly, 1, 6));
        return this;
    }

    HandleFixture growth(Growth seen) {
        growth = Optional.of(seen);
        return this;
    }

    HandleFixture lostEvents(long events, int siblingsLive) {
        lostEvents = events;
        siblings = siblingsLive;
        return this;
    }

    HandleFixture swept(long atLine) {
        sweptAt = at(atLine);
        return this;
    }

    HandleFixture outlivedWorkload(long atLine) {
        destroyedAt = at(atLine);
        return this;
    }

    HandleFixture doubt(String reason) {
        doubt = Optional.of(reason);
        return this;
    }

    LiveHandle build() {
        Site site = new Site(Symbols.siteId(stack, memory), memory, stack, Symbols.operation(stack));
        return new LiveHandle(
                new HandleId(life, deviceNumber, memory, address, generation),
                sizeBytes,
                role.isView() ? 0 : sizeBytes * 2,
                true,
                role,
                role.isView() ? at(5) : Optional.empty(),
                ownerFreedAt,
                new LogPosition(LOG, line),
                site,
                meshAllocation,
                OptionalInt.of(1),
                device,
                device == DeviceState.OPEN ? Optional.empty() : at(90),
                closedAt,
                clearedAt,
                clearCertain,
                opening,
                upperHalf,
                beforeFirstUse,
                growth,
                lostEvents,
                siblings,
                sweptAt,
                destroyedAt,
                doubt);
    }

    static List<LiveHandle> handles(HandleFixture... fixtures) {
        return Stream.of(fixtures).map(HandleFixture::build).toList();
    }
}
