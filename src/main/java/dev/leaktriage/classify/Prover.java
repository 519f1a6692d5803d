package dev.leaktriage.classify;

import dev.leaktriage.model.CallStack;
import dev.leaktriage.model.Growth;
import dev.leaktriage.model.LiveHandle;
import dev.leaktriage.model.LogPosition;
import dev.leaktriage.model.Memory;
import dev.leaktriage.model.ProcessLife;
import dev.leaktriage.model.Symbols;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Establishes the facts that conditions need. */
final class Prover {
    /** Kernel binaries are stored in pages of this size. */
    private static final long PROGRAM_PAGE_BYTES = 2048;

    private static final Proof OTHER_VIEW = Proof.fails(() -> "it is a view for another reason");
    private static final Proof NO_STACK = Proof.fails(() -> "it has no stack");
    private static final Proof NO_CACHING_FRAME = Proof.fails(() -> "no frame of its stack is of the program cache");
    private static final Proof NO_VIEW = Proof.fails(() -> "it is no view");

    private final List<Condition> programCaching;

    /** @param programCaching the conditions on frames of the rules with the verdict {@code program-cache} */
    Prover(List<Condition> programCaching) {
        this.programCaching = List.copyOf(programCaching);
    }

    /** Whether the whole condition holds for the handle. */
    Proof prove(Condition condition, Subject subject) {
        Proof stated = condition.stated(subject);
        return stated.holds() ? stated.and(proveRest(condition, subject)) : stated;
    }

    /** Whether what the condition says beyond {@link Condition#stated} holds for the handle. */
    Proof proveRest(Condition condition, Subject subject) {
        Proof proof = Proof.TRIVIAL;
        List<Fact> needs = condition.needs();
        for (int i = 0; i < needs.size() && proof.holds(); i++) {
            proof = proof.and(prove(needs.get(i), subject));
        }
        return proof.holds() ? proof.and(condition.frames(subject)) : proof;
    }

    private Proof prove(Fact fact, Subject subject) {
        LiveHandle handle = subject.handle();
        return switch (fact) {
            case OUTLIVED_DEVICE_CLOSE ->
                outlived(
                        handle.survivedCloseAt(),
                        "its device was closed at ",
                        "its device was not closed after it was allocated");
            case OUTLIVED_CACHE_CLEAR ->
                outlived(
                        handle.survivedClearAt(),
                        "the program cache of its mesh was cleared at ",
                        "no completed clear of its mesh's program cache came after it");
            case OUTLIVED_WORKLOAD ->
                outlived(
                        handle.survivedWorkloadAt(),
                        "its workload was destroyed at ",
                        "no inspector's file tells that its workload was destroyed before that");
            case OWNER -> handle.role().isView() ? Proof.fails(() -> "it is a view") : Proof.TRIVIAL;
            case ON_DEVICE ->
                handle.id().onDevice() ? Proof.TRIVIAL : Proof.fails(() -> "it lies on no device, but on the host");
            case HOST_HEAP -> hostHeap(handle);
            case VIEW_BY_RECORD ->
                view(handle, LiveHandle.Role.VIEW_STATED, "its record says that it does not own its memory");
            case VIEW_BY_SITE ->
                view(handle, LiveHandle.Role.VIEW_SAME_SITE, "it comes from the same operation as its owner");
            case VIEW_BY_PLACE ->
                view(
                        handle,
                        LiveHandle.Role.VIEW_BY_PLACE,
                        "size and place fit a view, and there is no stack to compare");
            case PROGRAM_CACHING_SITE -> programCachingSite(subject);
            case KERNEL_BINARY_BY_PLACE -> kernelBinaryByPlace(handle);
            case DEVICE_OPEN -> deviceOpen(handle);
            case DEVICE_CLOSING -> deviceClosing(handle);
            case ALLOCATED_WHILE_OPENING -> allocatedWhileOpening(handle);
            case BEFORE_FIRST_USE -> beforeFirstUse(handle);
            case GROWS -> grows(handle.growth());
            case GROWS_LINEARLY -> growsLinearly(handle.growth());
            case PROCESS_ENDED_EARLY -> endedEarly(subject.life());
            case SWEPT -> swept(handle);
            case ORDERLY_END -> orderlyEnd(subject.life());
        };
    }

    private static Proof hostHeap(LiveHandle handle) {
        if (handle.id().onDevice()) {
            return Proof.fails(() -> "it lies on a device");
        }
        return Proof.holds(
                () -> "it lies in the heap of the program, whose recording does not tell what a variable that lives"
                        + " until the program ends still refers to",
                Optional.empty());
    }

    private static Proof outlived(Optional<LogPosition> barrier, String event, String otherwise) {
        return barrier.isPresent()
                ? Proof.holds(() -> event + barrier.get() + " and it is still live", barrier)
                : Proof.fails(() -> otherwise);
    }

    private static Proof view(LiveHandle handle, LiveHandle.Role role, String why) {
        if (handle.role() != role) {
            return handle.role().isView() ? OTHER_VIEW : NO_VIEW;
        }
        Proof proof = Proof.holds(
                () -> why
                        + handle.ownerAt()
                                .map(at -> ", the buffer allocated at " + at)
                                .orElse(""),
                handle.ownerAt());
        return handle.ownerFreedAt()
                .map(at -> proof.and(Proof.holds(() -> "that owner was freed at " + at, handle.ownerFreedAt())))
                .orElse(proof);
    }

    private Proof programCachingSite(Subject subject) {
        for (Condition condition : programCaching) {
            Proof proof = condition.frames(subject);
            if (proof.holds()) {
                return proof;
            }
        }
        return subject.stack().isEmpty() ? NO_STACK : NO_CACHING_FRAME;
    }

    private static Proof kernelBinaryByPlace(LiveHandle handle) {
        CallStack stack = handle.site().stack();
        // What is cheap to ask comes first; what is told of it comes in the order that explains most.
        boolean placed = handle.upperHalf() && isInDram(handle) && hasProgramPages(handle);
        if (!placed || !mayDecideByPlace(stack)) {
            return Proof.fails(new NoKernelByPlace(handle));
        }
        return Proof.holds(
                () -> (stack.isEmpty() ? "it has no stack, but " : "its stack names operations only, but ")
                        + address(handle)
                        + " is in the upper half of its bank, which kernel binaries fill from the"
                        + " top, and its size is a whole number of 2048 B program pages",
                Optional.empty());
    }

    private static boolean mayDecideByPlace(CallStack stack) {
        return stack.isEmpty() || Symbols.namesOperationsOnly(stack);
    }

    private static boolean isInDram(LiveHandle handle) {
        Memory memory = handle.id().memory();
        return !handle.role().isView() && (memory == Memory.DRAM || memory == Memory.UNSTATED);
    }

    private static boolean hasProgramPages(LiveHandle handle) {
        return handle.sizeBytes() > 0 && handle.sizeBytes() % PROGRAM_PAGE_BYTES == 0;
    }

    /** No lambda, as the other reason that nearly every handle gives: those that capture something are slow to make. */
    private record NoKernelByPlace(LiveHandle handle) implements Supplier<String> {
        @Override
        public String get() {
            if (!mayDecideByPlace(handle.site().stack())) {
                return "it has a stack, so its place decides nothing";
            }
            if (!isInDram(handle)) {
                return handle.role().isView() ? "it is a view" : "it is not in DRAM";
            }
            return handle.upperHalf()
                    ? handle.sizeBytes() + " B are no whole number of 2048 B program pages"
                    : address(handle) + " is not in the upper half of its bank";
        }
    }

    private static String address(LiveHandle handle) {
        return "0x" + Long.toHexString(handle.id().address());
    }

    private static Proof deviceOpen(LiveHandle handle) {
        return switch (handle.device()) {
            case OPEN -> Proof.TRIVIAL;
            case CLOSING -> Proof.fails(() -> "its device was being closed" + at(handle.deviceChangedAt()));
            case CLOSED -> Proof.fails(() -> "its device was closed" + at(handle.deviceChangedAt()));
        };
    }

    private static Proof deviceClosing(LiveHandle handle) {
        if (handle.device() != LiveHandle.DeviceState.CLOSING) {
            return Proof.fails(() -> "its device was not left half closed");
        }
        return Proof.holds(
                () -> "its device was being closed" + at(handle.deviceChangedAt()) + " and was never reported closed",
                handle.deviceChangedAt());
    }

    private static Proof allocatedWhileOpening(LiveHandle handle) {
        Optional<LogPosition> at = handle.duringOpening();
        return at.isPresent()
                ? Proof.holds(() -> "it was allocated while its device was being opened, from " + at.get() + " on", at)
                : Proof.fails(() -> "it was not allocated while its device was being opened");
    }

    private static Proof beforeFirstUse(LiveHandle handle) {
        return handle.beforeFirstUse()
                ? Proof.holds(
                        () -> "it was there before its process freed a buffer or loaded a kernel binary, as the buffers"
                                + " of an opened device are, and the log has neither call stacks nor the opening of a"
                                + " device to tell it from one",
                        Optional.empty())
                : Proof.fails(
                        () -> "a stack, the opening of a device, or an earlier use of it tells it from the buffers"
                                + " of an opened device");
    }

    private static Proof grows(Optional<Growth> growth) {
        if (growth.isEmpty() || growth.get().checkpoints() < Growth.MINIMUM_CHECKPOINTS) {
            return Proof.fails(() -> "its site has no stack, or its process has fewer than "
                    + Growth.MINIMUM_CHECKPOINTS + " checkpoints");
        }
        Growth seen = growth.get();
        if (!seen.grows()) {
            return Proof.fails(() -> steps(seen) + (seen.falls() > 0 ? " and fell at " + seen.falls() : ""));
        }
        return Proof.holds(
                () -> steps(seen) + ", from " + seen.first() + " to " + seen.last() + ", and never fell",
                Optional.empty());
    }

    private static String steps(Growth seen) {
        return "the live count of its site rose at " + seen.rises() + " of " + seen.steps()
                + " steps between checkpoints";
    }

    private static Proof growsLinearly(Optional<Growth> growth) {
        Proof grows = grows(growth);
        if (!grows.holds()) {
            return grows;
        }
        Proof evenly = Proof.holds(() -> "it rose by the same number each time", Optional.empty());
        return growth.get().linear()
                ? grows.and(evenly)
                : Proof.fails(() -> "its site did not grow by the same number each time");
    }

    private static Proof endedEarly(ProcessLife life) {
        return life.endedEarly()
                ? Proof.holds(() -> life.endBecause() + at(life.endAt()), life.endAt())
                : Proof.fails(() -> "its process did not end early");
    }

    private static Proof swept(LiveHandle handle) {
        Optional<LogPosition> at = handle.sweptAt();
        return at.isPresent()
                ? Proof.holds(() -> "the server removed it at " + at.get() + " because its process was dead", at)
                : Proof.fails(() -> "no dead-process sweep removed it");
    }

    private static Proof orderlyEnd(ProcessLife life) {
        return life.end() == ProcessLife.End.ORDERLY
                ? Proof.holds(() -> "its process ended in an orderly way" + at(life.endAt()), life.endAt())
                : Proof.fails(() -> "the log does not show an orderly end of its process");
    }

    private static String at(Optional<LogPosition> position) {
        return position.map(found -> " at " + found).orElse("");
    }
}
