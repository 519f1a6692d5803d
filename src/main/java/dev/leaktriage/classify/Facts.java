package dev.leaktriage.classify;

import static dev.leaktriage.classify.Fact.ALLOCATED_WHILE_OPENING;
import static dev.leaktriage.classify.Fact.BEFORE_FIRST_USE;
import static dev.leaktriage.classify.Fact.DEVICE_CLOSING;
import static dev.leaktriage.classify.Fact.DEVICE_OPEN;
import static dev.leaktriage.classify.Fact.GROWS;
import static dev.leaktriage.classify.Fact.GROWS_LINEARLY;
import static dev.leaktriage.classify.Fact.HOST_HEAP;
import static dev.leaktriage.classify.Fact.KERNEL_BINARY_BY_PLACE;
import static dev.leaktriage.classify.Fact.ON_DEVICE;
import static dev.leaktriage.classify.Fact.ORDERLY_END;
import static dev.leaktriage.classify.Fact.OUTLIVED_CACHE_CLEAR;
import static dev.leaktriage.classify.Fact.OUTLIVED_DEVICE_CLOSE;
import static dev.leaktriage.classify.Fact.OUTLIVED_WORKLOAD;
import static dev.leaktriage.classify.Fact.OWNER;
import static dev.leaktriage.classify.Fact.PROCESS_ENDED_EARLY;
import static dev.leaktriage.classify.Fact.SWEPT;
import static dev.leaktriage.classify.Fact.VIEW_BY_PLACE;
import static dev.leaktriage.classify.Fact.VIEW_BY_RECORD;
import static dev.leaktriage.classify.Fact.VIEW_BY_SITE;

import dev.leaktriage.model.CallStack;
import dev.leaktriage.model.Growth;
import dev.leaktriage.model.LiveHandle;
import dev.leaktriage.model.Memory;
import dev.leaktriage.model.ProcessLife;
import dev.leaktriage.model.Symbols;
import java.util.List;

/**
 * Facts, as a set: of a handle those that hold, of a condition those that it needs.
 *
 * @param bits one for each fact
 */
record Facts(long bits) {
    /** Kernel binaries are stored in pages of this size. */
    private static final long PROGRAM_PAGE_BYTES = 2048;

    static Facts of(List<Fact> facts) {
        long bits = 0;
        for (Fact fact : facts) {
            bits |= 1L << fact.ordinal();
        }
        return new Facts(bits);
    }

    /** What holds for a handle, except {@link Fact#PROGRAM_CACHING_SITE}, which depends on the rules. */
    static Facts of(Subject subject) {
        LiveHandle handle = subject.handle();
        ProcessLife life = subject.life();
        boolean grows = grows(handle);
        return new Facts(bit(OUTLIVED_DEVICE_CLOSE, handle.survivedCloseAt().isPresent())
                | bit(OUTLIVED_CACHE_CLEAR, handle.survivedClearAt().isPresent())
                | bit(OUTLIVED_WORKLOAD, handle.survivedWorkloadAt().isPresent())
                | bit(OWNER, !handle.role().isView())
                | bit(ON_DEVICE, handle.id().onDevice())
                | bit(HOST_HEAP, !handle.id().onDevice())
                | bit(VIEW_BY_RECORD, handle.role() == LiveHandle.Role.VIEW_STATED)
                | bit(VIEW_BY_SITE, handle.role() == LiveHandle.Role.VIEW_SAME_SITE)
                | bit(VIEW_BY_PLACE, handle.role() == LiveHandle.Role.VIEW_BY_PLACE)
                | bit(KERNEL_BINARY_BY_PLACE, isKernelBinaryByPlace(handle))
                | bit(DEVICE_OPEN, handle.device() == LiveHandle.DeviceState.OPEN)
                | bit(DEVICE_CLOSING, handle.device() == LiveHandle.DeviceState.CLOSING)
                | bit(ALLOCATED_WHILE_OPENING, handle.duringOpening().isPresent())
                | bit(BEFORE_FIRST_USE, handle.beforeFirstUse())
                | bit(GROWS, grows)
                | bit(GROWS_LINEARLY, grows && handle.growth().orElseThrow().linear())
                | bit(PROCESS_ENDED_EARLY, life.endedEarly())
                | bit(SWEPT, handle.sweptAt().isPresent())
                | bit(ORDERLY_END, life.end() == ProcessLife.End.ORDERLY));
    }

    private static long bit(Fact fact, boolean holds) {
        return holds ? 1L << fact.ordinal() : 0;
    }

    boolean has(Fact fact) {
        return (bits & 1L << fact.ordinal()) != 0;
    }

    /** True if all others are among them. */
    boolean haveAll(Facts others) {
        return (others.bits & ~bits) == 0;
    }

    /** The same and another one. */
    Facts with(Fact fact) {
        return new Facts(bits | 1L << fact.ordinal());
    }

    private static boolean grows(LiveHandle handle) {
        return handle.growth().isPresent() && handle.growth().get().grows();
    }

    static boolean hasCheckpoints(Growth growth) {
        return growth.checkpoints() >= Growth.MINIMUM_CHECKPOINTS;
    }

    private static boolean isKernelBinaryByPlace(LiveHandle handle) {
        return handle.upperHalf()
                && isInDram(handle)
                && hasProgramPages(handle)
                && mayDecideByPlace(handle.site().stack());
    }

    /** True if the place of a handle may tell what its stack does not. */
    static boolean mayDecideByPlace(CallStack stack) {
        return stack.isEmpty() || Symbols.namesOperationsOnly(stack);
    }

    static boolean isInDram(LiveHandle handle) {
        Memory memory = handle.id().memory();
        return !handle.role().isView() && (memory == Memory.DRAM || memory == Memory.UNSTATED);
    }

    private static boolean hasProgramPages(LiveHandle handle) {
        return handle.sizeBytes() > 0 && handle.sizeBytes() % PROGRAM_PAGE_BYTES == 0;
    }
}
