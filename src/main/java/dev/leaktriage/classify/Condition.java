package dev.leaktriage.classify;

import dev.leaktriage.model.Confidence;
import dev.leaktriage.model.FramePattern;
import dev.leaktriage.model.HandleId;
import dev.leaktriage.model.Memory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/**
 * One alternative of a rule: what must hold all together. An empty list demands nothing.
 *
 * @param confidence how sure the rule's verdict is where this alternative applies
 * @param needs facts, all of them
 * @param anyFrame patterns of which one frame must match one
 * @param allFrames patterns each of which a frame must match
 * @param memory memory kinds, one of them
 * @param site site ids, one of them
 * @param operation patterns of which the operation must match one
 * @param process process ids, one of them
 * @param device device numbers, one of them
 * @param sizeAtLeast the smallest logical size, in bytes
 * @param sizeAtMost the greatest logical size, in bytes
 */
public record Condition(
        Confidence confidence,
        List<Fact> needs,
        List<FramePattern> anyFrame,
        List<FramePattern> allFrames,
        List<Memory> memory,
        List<String> site,
        List<FramePattern> operation,
        List<Long> process,
        List<Long> device,
        OptionalLong sizeAtLeast,
        OptionalLong sizeAtMost) {
    public Condition {
        needs = List.copyOf(needs);
        anyFrame = List.copyOf(anyFrame);
        allFrames = List.copyOf(allFrames);
        memory = List.copyOf(memory);
        site = List.copyOf(site);
        operation = List.copyOf(operation);
        process = List.copyOf(process);
        device = List.copyOf(device);
    }

    /** True if the verdict rests on the names in the stack. */
    boolean usesFrames() {
        return !anyFrame.isEmpty()
                || !allFrames.isEmpty()
                || !operation.isEmpty()
                || needs.contains(Fact.PROGRAM_CACHING_SITE);
    }

    /** True if it demands nothing, and so applies to every handle. */
    boolean demandsNothing() {
        return needs.isEmpty() && !usesFrames() && !demandsNumbers();
    }

    private boolean demandsNumbers() {
        return !memory.isEmpty()
                || !site.isEmpty()
                || !process.isEmpty()
                || !device.isEmpty()
                || sizeAtLeast.isPresent()
                || sizeAtMost.isPresent();
    }

    /** Whether the frames of the stack are those that it wants. */
    Proof frames(Subject subject) {
        return anyFrame.isEmpty() && allFrames.isEmpty()
                ? Proof.TRIVIAL
                : subject.frames().proof(this);
    }

    /** False if {@link #stated} holds for every handle. */
    boolean statesSomething() {
        return !operation.isEmpty() || demandsNumbers();
    }

    /** Whether memory, site, operation, process, device and size are those that it wants. */
    Proof stated(Subject subject) {
        if (!statesSomething()) {
            return Proof.TRIVIAL;
        }
        HandleId id = subject.handle().id();
        String siteId = subject.handle().site().id();
        String operationName = subject.handle().site().operation();
        boolean operationFits = operation.stream().anyMatch(pattern -> pattern.matchesName(operationName));
        OptionalLong pid = subject.life().process();
        boolean processFits = pid.isPresent() && process.contains(pid.getAsLong());
        return wants(
                        memory,
                        memory.contains(id.memory()),
                        "its memory kind is ",
                        id.memory().label())
                .and(wants(site, site.contains(siteId), "its site is ", siteId))
                .and(wants(operation, operationFits, "its operation is ", operationName))
                .and(wants(process, processFits, "its process is ", pid.isPresent() ? "" + pid.getAsLong() : ""))
                .and(wants(device, device.contains((long) id.device()), "its device is ", "" + id.device()))
                .and(size(subject.handle().sizeBytes()));
    }

    private static Proof wants(List<?> wanted, boolean fits, String subject, String value) {
        if (wanted.isEmpty()) {
            return Proof.TRIVIAL;
        }
        Supplier<String> why = () -> subject + (value.isEmpty() ? "not stated" : value);
        return fits ? Proof.holds(why, Optional.empty()) : Proof.fails(why);
    }

    private Proof size(long sizeBytes) {
        if (sizeAtLeast.isEmpty() && sizeAtMost.isEmpty()) {
            return Proof.TRIVIAL;
        }
        Supplier<String> why = () -> "its size is " + sizeBytes + " B";
        boolean fits =
                sizeBytes >= sizeAtLeast.orElse(Long.MIN_VALUE) && sizeBytes <= sizeAtMost.orElse(Long.MAX_VALUE);
        return fits ? Proof.holds(why, Optional.empty()) : Proof.fails(why);
    }

    /** What it demands, in the words of a rule file, for a list of rules. */
    public String description() {
        List<String> demands = new ArrayList<>();
        describe(demands, "", needs.stream().map(Fact::label).toList());
        describe(demands, "any frame of ", anyFrame);
        describe(demands, "all frames of ", allFrames);
        describe(demands, "memory ", memory.stream().map(Memory::label).toList());
        describe(demands, "site ", site);
        describe(demands, "operation ", operation);
        describe(demands, "process ", process);
        describe(demands, "device ", device);
        sizeAtLeast.ifPresent(bytes -> demands.add("at least " + bytes + " B"));
        sizeAtMost.ifPresent(bytes -> demands.add("at most " + bytes + " B"));
        return demands.isEmpty() ? "always" : String.join("; ", demands);
    }

    private static void describe(List<String> demands, String what, List<?> wanted) {
        if (!wanted.isEmpty()) {
            demands.add(what
                    + String.join(", ", wanted.stream().map(Object::toString).toList()));
        }
    }
}
