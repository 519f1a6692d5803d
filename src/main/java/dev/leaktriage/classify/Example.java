package dev.leaktriage.classify;

import dev.leaktriage.model.CallStack;
import dev.leaktriage.model.Frame;
import dev.leaktriage.model.Growth;
import dev.leaktriage.model.HandleId;
import dev.leaktriage.model.LiveHandle;
import dev.leaktriage.model.LogPosition;
import dev.leaktriage.model.Memory;
import dev.leaktriage.model.ProcessLife;
import dev.leaktriage.model.Site;
import dev.leaktriage.model.Symbols;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * A made-up handle that a rule must claim; what it does not state is ordinary: an owner in an open device, in a
 * process that ended well.
 *
 * @param sizeBytes its logical size
 * @param frames the symbols of its stack, leaf first
 * @param facts what the census says of it
 */
public record Example(
        Memory memory, long sizeBytes, OptionalLong process, int device, List<String> frames, List<Fact> facts) {
    private static final LogPosition OWNER_AT = new LogPosition("example.log", 1);
    private static final LogPosition ALLOCATED_AT = new LogPosition("example.log", 2);
    private static final LogPosition FIRST_END = new LogPosition("example.log", 3);
    private static final LogPosition LAST_END = new LogPosition("example.log", 4);
    private static final long LOW_ADDRESS = 0x1000;
    private static final long HIGH_ADDRESS = 0x3fff_f800L;

    public Example {
        frames = List.copyOf(frames);
        facts = List.copyOf(facts);
    }

    /** An ordinary handle of the site, as a case that rules can be tried on. */
    static Subject ofSite(Site site) {
        Example ordinary = new Example(site.memory(), 1, OptionalLong.empty(), 0, List.of(), List.of());
        return new Subject(ordinary.handle(site), ordinary.life());
    }

    /** The example as a case that rules can be tried on. */
    Subject subject() {
        CallStack stack = new CallStack(
                frames.stream().map(symbol -> new Frame(symbol, "")).toList(), true);
        Site site = new Site(Symbols.siteId(stack, memory), memory, stack, Symbols.operation(stack));
        return new Subject(handle(site), life());
    }

    private LiveHandle handle(Site site) {
        LiveHandle.Role role = role();
        boolean high = facts.contains(Fact.KERNEL_BINARY_BY_PLACE);
        LiveHandle.DeviceState state = state();
        return new LiveHandle(
                new HandleId(0, device, memory, high ? HIGH_ADDRESS : LOW_ADDRESS, 1),
                sizeBytes,
                role.isView() ? 0 : sizeBytes,
                true,
                role,
                role.isView() ? Optional.of(OWNER_AT) : Optional.empty(),
                Optional.empty(),
                ALLOCATED_AT,
                site,
                0,
                OptionalInt.empty(),
                state,
                state == LiveHandle.DeviceState.OPEN ? Optional.empty() : Optional.of(FIRST_END),
                at(Fact.OUTLIVED_DEVICE_CLOSE, FIRST_END),
                at(Fact.OUTLIVED_CACHE_CLEAR, FIRST_END),
                true,
                at(Fact.ALLOCATED_WHILE_OPENING, OWNER_AT),
                high,
                facts.contains(Fact.BEFORE_FIRST_USE),
                growth(),
                0,
                1,
                at(Fact.SWEPT, LAST_END),
                at(Fact.OUTLIVED_WORKLOAD, LAST_END),
                Optional.empty());
    }

    private LiveHandle.Role role() {
        if (facts.contains(Fact.VIEW_BY_RECORD)) {
            return LiveHandle.Role.VIEW_STATED;
        }
        if (facts.contains(Fact.VIEW_BY_SITE)) {
            return LiveHandle.Role.VIEW_SAME_SITE;
        }
        return facts.contains(Fact.VIEW_BY_PLACE) ? LiveHandle.Role.VIEW_BY_PLACE : LiveHandle.Role.OWNER;
    }

    private LiveHandle.DeviceState state() {
        if (facts.contains(Fact.OUTLIVED_DEVICE_CLOSE)) {
            return LiveHandle.DeviceState.CLOSED;
        }
        return facts.contains(Fact.DEVICE_CLOSING) ? LiveHandle.DeviceState.CLOSING : LiveHandle.DeviceState.OPEN;
    }

    private Optional<Growth> growth() {
        if (facts.contains(Fact.GROWS_LINEARLY)) {
            return Optional.of(new Growth(5, 3, 3, 0, true, 1, 4));
        }
        return facts.contains(Fact.GROWS) ? Optional.of(new Growth(5, 3, 2, 0, false, 1, 4)) : Optional.empty();
    }

    private Optional<LogPosition> at(Fact fact, LogPosition position) {
        return facts.contains(fact) ? Optional.of(position) : Optional.empty();
    }

    private ProcessLife life() {
        boolean early = facts.contains(Fact.PROCESS_ENDED_EARLY);
        return new ProcessLife(
                0,
                "example.log",
                1,
                process,
                OWNER_AT,
                LAST_END,
                early ? ProcessLife.End.DIED : ProcessLife.End.ORDERLY,
                Optional.of(LAST_END),
                early ? "the process was killed by a signal" : "the recording ended",
                true,
                0);
    }
}
