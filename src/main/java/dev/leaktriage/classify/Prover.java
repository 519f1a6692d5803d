package dev.leaktriage.classify;

import dev.leaktriage.model.CallStack;
import dev.leaktriage.model.Growth;
import dev.leaktriage.model.LiveHandle;
import dev.leaktriage.model.LogPosition;
import dev.leaktriage.model.ProcessLife;
import java.util.List;
import java.util.Optional;

/** Puts into words why a condition holds or does not; {@link Facts} says whether its facts do. */
final class Prover {
    private final List<Condition> programCaching;

    /** @param programCaching the conditions on frames of the rules with the verdict {@code program-cache} */
    Prover(List<Condition> programCaching) {
        this.programCaching = List.copyOf(programCaching);
    }

    /** Whether the whole condition holds for the handle. */
    Proof prove(Condition condition, Subject subject) {
        Facts facts = Facts.of(subject);
        Proof proof = condition.stated(subject);
        for (Fact fact : condition.needs()) {
            proof = proof.holds() ? proof.and(prove(fact, facts, subject)) : proof;
        }
        return proof.holds() ? proof.and(new StackFrames(subject.stack()).proof(condition)) : proof;
    }

    private Proof prove(Fact fact, Facts facts, Subject subject) {
        if (fact == Fact.PROGRAM_CACHING_SITE) {
            return programCachingSite(subject.stack());
        }
        return facts.has(fact) ? holds(fact, subject) : Proof.fails(whyNot(fact, subject));
    }

    private Proof programCachingSite(CallStack stack) {
        StackFrames frames = new StackFrames(stack);
        for (Condition condition : programCaching) {
            Proof proof = frames.proof(condition);
            if (proof.holds()) {
                return proof;
            }
        }
        return Proof.fails(stack.isEmpty() ? "it has no stack" : "no frame of its stack is of the program cache");
    }

    private static Proof holds(Fact fact, Subject subject) {
        LiveHandle handle = subject.handle();
        ProcessLife life = subject.life();
        return switch (fact) {
            case OUTLIVED_DEVICE_CLOSE -> outlived("its device was closed at ", handle.survivedCloseAt());
            case OUTLIVED_CACHE_CLEAR ->
                outlived("the program cache of its mesh was cleared at ", handle.survivedClearAt());
            case OUTLIVED_WORKLOAD -> outlived("its workload was destroyed at ", handle.survivedWorkloadAt());
            case OWNER, ON_DEVICE, PROGRAM_CACHING_SITE, DEVICE_OPEN -> Proof.TRIVIAL;
            case HOST_HEAP ->
                Proof.holds(
                        "it lies in the heap of the program, whose recording does not tell what a variable that lives"
                                + " until the program ends still refers to",
                        Optional.empty());
            case VIEW_BY_RECORD -> view("its record says that it does not own its memory", handle);
            case VIEW_BY_SITE -> view("it comes from the same operation as its owner", handle);
            case VIEW_BY_PLACE -> view("size and place fit a view, and there is no stack to compare", handle);
            case KERNEL_BINARY_BY_PLACE ->
                Proof.holds(
                        (subject.stack().isEmpty() ? "it has no stack, but " : "its stack names operations only, but ")
                                + address(handle)
                                + " is in the upper half of its bank, which kernel binaries fill from the"
                                + " top, and its size is a whole number of 2048 B program pages",
                        Optional.empty());
            case DEVICE_CLOSING ->
                Proof.holds(
                        "its device was being closed" + at(handle.deviceChangedAt()) + " and was never reported closed",
                        handle.deviceChangedAt());
            case ALLOCATED_WHILE_OPENING ->
                Proof.holds(
                        "it was allocated while its device was being opened, from "
                                + handle.duringOpening().orElseThrow() + " on",
                        handle.duringOpening());
            case BEFORE_FIRST_USE ->
                Proof.holds(
                        "it was there before its process freed a buffer or loaded a kernel binary, as the buffers"
                                + " of an opened device are, and the log has neither call stacks nor the opening of a"
                                + " device to tell it from one",
                        Optional.empty());
            case GROWS -> grows(handle.growth().orElseThrow());
            case GROWS_LINEARLY ->
                grows(handle.growth().orElseThrow())
                        .and(Proof.holds("it rose by the same number each time", Optional.empty()));
            case PROCESS_ENDED_EARLY -> Proof.holds(life.endBecause() + at(life.endAt()), life.endAt());
            case SWEPT ->
                Proof.holds(
                        "the server removed it at " + handle.sweptAt().orElseThrow() + " because its process was dead",
                        handle.sweptAt());
            case ORDERLY_END -> Proof.holds("its process ended in an orderly way" + at(life.endAt()), life.endAt());
        };
    }

    private static String whyNot(Fact fact, Subject subject) {
        LiveHandle handle = subject.handle();
        return switch (fact) {
            case OUTLIVED_DEVICE_CLOSE -> "its device was not closed after it was allocated";
            case OUTLIVED_CACHE_CLEAR -> "no completed clear of its mesh's program cache came after it";
            case OUTLIVED_WORKLOAD -> "no inspector's file tells that its workload was destroyed before that";
            case OWNER -> "it is a view";
            case ON_DEVICE -> "it lies on no device, but on the host";
            case HOST_HEAP -> "it lies on a device";
            case VIEW_BY_RECORD, VIEW_BY_SITE, VIEW_BY_PLACE ->
                handle.role().isView() ? "it is a view for another reason" : "it is no view";
            case PROGRAM_CACHING_SITE -> "no frame of its stack is of the program cache";
            case KERNEL_BINARY_BY_PLACE -> noKernelByPlace(handle);
            case DEVICE_OPEN ->
                (handle.device() == LiveHandle.DeviceState.CLOSING
                                ? "its device was being closed"
                                : "its device was closed")
                        + at(handle.deviceChangedAt());
            case DEVICE_CLOSING -> "its device was not left half closed";
            case ALLOCATED_WHILE_OPENING -> "it was not allocated while its device was being opened";
            case BEFORE_FIRST_USE ->
                "a stack, the opening of a device, or an earlier use of it tells it from the buffers"
                        + " of an opened device";
            case GROWS -> growsNot(handle.growth());
            case GROWS_LINEARLY ->
                handle.growth().filter(Growth::grows).isPresent()
                        ? "its site did not grow by the same number each time"
                        : growsNot(handle.growth());
            case PROCESS_ENDED_EARLY -> "its process did not end early";
            case SWEPT -> "no dead-process sweep removed it";
            case ORDERLY_END -> "the log does not show an orderly end of its process";
        };
    }

    private static Proof outlived(String event, Optional<LogPosition> barrier) {
        return Proof.holds(event + barrier.orElseThrow() + " and it is still live", barrier);
    }

    private static Proof view(String why, LiveHandle handle) {
        String owner =
                handle.ownerAt().map(at -> ", the buffer allocated at " + at).orElse("");
        Proof proof = Proof.holds(why + owner, handle.ownerAt());
        return handle.ownerFreedAt()
                .map(at -> proof.and(Proof.holds("that owner was freed at " + at, handle.ownerFreedAt())))
                .orElse(proof);
    }

    /** What explains most comes first. */
    private static String noKernelByPlace(LiveHandle handle) {
        if (!Facts.mayDecideByPlace(handle.site().stack())) {
            return "it has a stack, so its place decides nothing";
        }
        if (!Facts.isInDram(handle)) {
            return handle.role().isView() ? "it is a view" : "it is not in DRAM";
        }
        return handle.upperHalf()
                ? handle.sizeBytes() + " B are no whole number of 2048 B program pages"
                : address(handle) + " is not in the upper half of its bank";
    }

    private static String address(LiveHandle handle) {
        return "0x" + Long.toHexString(handle.id().address());
    }

    private static Proof grows(Growth seen) {
        return Proof.holds(
                steps(seen) + ", from " + seen.first() + " to " + seen.last() + ", and never fell", Optional.empty());
    }

    private static String growsNot(Optional<Growth> growth) {
        if (growth.filter(Facts::hasCheckpoints).isEmpty()) {
            return "its site has no stack, or its process has fewer than " + Growth.MINIMUM_CHECKPOINTS
                    + " checkpoints";
        }
        Growth seen = growth.get();
        return steps(seen) + (seen.falls() > 0 ? " and fell at " + seen.falls() : "");
    }

    private static String steps(Growth seen) {
        return "the live count of its site rose at " + seen.rises() + " of " + seen.steps()
                + " steps between checkpoints";
    }

    private static String at(Optional<LogPosition> position) {
        return position.map(found -> " at " + found).orElse("");
    }
}
