package dev.leaktriage.analysis;

import dev.leaktriage.model.CrossChecks;
import dev.leaktriage.model.Finding;
import dev.leaktriage.model.FindingId;
import dev.leaktriage.model.LogPosition;
import dev.leaktriage.model.Memory;
import dev.leaktriage.model.MemoryCheck;
import dev.leaktriage.model.MemoryCheck.Comparison;
import dev.leaktriage.model.MemoryCheck.Outcome;
import dev.leaktriage.model.VolumeCheck;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** A finding for each way in which the figures of an allocator and the events of the log are apart. */
final class CheckFindings {
    private CheckFindings() {}

    static List<Finding> of(CrossChecks checks) {
        List<Finding> findings = new ArrayList<>();
        for (MemoryCheck check : checks.memories()) {
            Stream.of(Outcome.values())
                    .filter(outcome -> outcome.differs() && check.count(outcome) > 0)
                    .forEach(outcome -> findings.add(finding(check, outcome)));
        }
        checks.volumes().stream().filter(check -> !check.agrees()).forEach(check -> findings.add(finding(check)));
        return findings;
    }

    private static Finding finding(MemoryCheck check, Outcome outcome) {
        List<Comparison> shown = check.shown().stream()
                .filter(comparison -> comparison.outcome() == outcome)
                .toList();
        Comparison worst = shown.stream()
                .max(Comparator.comparingLong(Comparison::apartBytes))
                .orElseThrow();
        List<LogPosition> at = Stream.concat(
                        Stream.of(worst.at(), shown.get(0).at()).distinct(), worst.after().stream())
                .toList();
        String memory =
                check.memory() == Memory.UNSTATED ? "memory" : check.memory().label();
        return new Finding(
                check.source(),
                FindingId.MEMORY_DIFFERS,
                OptionalLong.empty(),
                check.devices().size() == 1 ? OptionalInt.of(check.devices().get(0)) : OptionalInt.empty(),
                check.count(outcome),
                0,
                at,
                meaning(outcome, memory, worst),
                "");
    }

    private static String meaning(Outcome outcome, String memory, Comparison worst) {
        String bytes = String.format(Locale.ROOT, "%,d B", worst.apartBytes());
        return switch (outcome) {
            case UNSEEN ->
                "the allocator counts at least " + bytes + " of each " + memory
                        + " bank as allocated that are not in this log";
            case GIVEN_BACK ->
                "the allocator counts at least " + bytes + " of each " + memory
                        + " bank as free that are live by the log: their frees come later or are not in it, or another device is"
                        + " meant";
            case ELSEWHERE ->
                "the allocator and the log have as much of each " + memory
                        + " bank allocated, but not in the same places";
            case AGREES, UNHELD -> throw new IllegalArgumentException(outcome + " is no difference");
        };
    }

    private static String volume(VolumeCheck.Volume volume) {
        String allocations = volume.allocations() == 1 ? "allocation" : "allocations";
        return String.format(Locale.ROOT, "%,d %s of %,d B", volume.allocations(), allocations, volume.bytes());
    }

    private static Finding finding(VolumeCheck check) {
        LogPosition first = check.counted().first().orElseThrow();
        List<LogPosition> at = Stream.of(
                        check.apartFrom(), Optional.of(first), check.recorded().first())
                .flatMap(Optional::stream)
                .distinct()
                .toList();
        long difference = check.counted().allocations() - check.recorded().allocations();
        long bytes = check.counted().bytes() - check.recorded().bytes();
        String memory =
                check.memory() == Memory.UNSTATED ? "" : " in " + check.memory().label();
        return new Finding(
                first.file(),
                FindingId.MEMORY_DIFFERS,
                OptionalLong.empty(),
                OptionalInt.of(check.device()),
                Math.max(1, Math.abs(difference)),
                Math.abs(bytes),
                at,
                "lines count " + volume(check.counted()) + memory + " on device " + check.device()
                        + ", the records tell of " + volume(check.recorded()),
                "");
    }
}
