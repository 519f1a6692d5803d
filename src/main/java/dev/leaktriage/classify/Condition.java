package dev.leaktriage.classify;

import dev.leaktriage.model.Confidence;
import dev.leaktriage.model.FramePattern;
import dev.leaktriage.model.LiveHandle;
import dev.leaktriage.model.Memory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

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

    /** True if it says something of memory, site, operation, process, device or size. */
    boolean statesSomething() {
        return !operation.isEmpty() || demandsNumbers();
    }

    /** True if memory, site, operation, process, device and size are those that it wants. */
    boolean fits(Subject subject) {
        return fitsMemory(subject)
                && fitsSite(subject)
                && fitsOperation(subject)
                && fitsProcess(subject)
                && fitsDevice(subject)
                && fitsSize(subject);
    }

    /** The same in words. */
    Proof stated(Subject subject) {
        LiveHandle handle = subject.handle();
        OptionalLong pid = subject.life().process();
        return wants(
                        memory,
                        fitsMemory(subject),
                        "its memory kind is ",
                        handle.id().memory().label())
                .and(wants(
                        site, fitsSite(subject), "its site is ", handle.site().id()))
                .and(wants(
                        operation,
                        fitsOperation(subject),
                        "its operation is ",
                        handle.site().operation()))
                .and(wants(
                        process, fitsProcess(subject), "its process is ", pid.isPresent() ? "" + pid.getAsLong() : ""))
                .and(wants(
                        device,
                        fitsDevice(subject),
                        "its device is ",
                        "" + handle.id().device()))
                .and(size(subject));
    }

    private boolean fitsMemory(Subject subject) {
        return memory.isEmpty() || memory.contains(subject.handle().id().memory());
    }

    private boolean fitsSite(Subject subject) {
        return site.isEmpty() || site.contains(subject.handle().site().id());
    }

    private boolean fitsOperation(Subject subject) {
        String name = subject.handle().site().operation();
        return operation.isEmpty() || operation.stream().anyMatch(pattern -> pattern.matchesName(name));
    }

    private boolean fitsProcess(Subject subject) {
        OptionalLong pid = subject.life().process();
        return process.isEmpty() || pid.isPresent() && process.contains(pid.getAsLong());
    }

    private boolean fitsDevice(Subject subject) {
        return device.isEmpty() || device.contains((long) subject.handle().id().device());
    }

    private boolean fitsSize(Subject subject) {
        long sizeBytes = subject.handle().sizeBytes();
        return sizeBytes >= sizeAtLeast.orElse(Long.MIN_VALUE) && sizeBytes <= sizeAtMost.orElse(Long.MAX_VALUE);
    }

    private static Proof wants(List<?> wanted, boolean fits, String subject, String value) {
        if (wanted.isEmpty()) {
            return Proof.TRIVIAL;
        }
        return proof(fits, subject + (value.isEmpty() ? "not stated" : value));
    }

    private Proof size(Subject subject) {
        if (sizeAtLeast.isEmpty() && sizeAtMost.isEmpty()) {
            return Proof.TRIVIAL;
        }
        return proof(fitsSize(subject), "its size is " + subject.handle().sizeBytes() + " B");
    }

    private static Proof proof(boolean holds, String why) {
        return holds ? Proof.holds(why, Optional.empty()) : Proof.fails(why);
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
