package dev.leaktriage.cli;

import dev.leaktriage.model.BatchSummary;
import dev.leaktriage.model.Confidence;
import dev.leaktriage.model.FindingId;
import dev.leaktriage.model.LogSummary;
import dev.leaktriage.model.LogSummary.Figures;
import dev.leaktriage.model.LogSummary.State;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/**
 * What many logs must hold, and the exit code that says whether they do.
 *
 * @param gates the conditions of {@code --fail-on}, each for every log
 * @param requireIntact true if no log may be damaged
 */
record BatchGates(List<Gate> gates, boolean requireIntact) {
    BatchGates {
        gates = List.copyOf(gates);
    }

    /**
     * Judges all logs and tells why they fail; what could not be read wins over damage, and damage over a gate.
     *
     * @return the code to exit with
     */
    ExitCode judge(Console console, BatchSummary summary) {
        boolean failed = false;
        for (Gate gate : gates) {
            failed |= gate.finding() == FindingId.LEAK
                    ? leaks(console, summary, gate.bar())
                    : finding(console, summary, gate.finding());
        }
        failed |= budgets(console, summary);
        boolean damaged = requireIntact && damages(console, summary);
        return isUnusable(console, summary) ? ExitCode.FAILED : Judgement.exitCode(failed, damaged);
    }

    /** True if all is well with the logs; says nothing. */
    boolean holds(BatchSummary summary) {
        return summary.logs().stream().noneMatch(log -> log.state() == State.UNREADABLE)
                && logs(summary, this::fails).isEmpty();
    }

    private boolean fails(Figures figures) {
        boolean gateFailed = gates.stream()
                .anyMatch(gate -> gate.finding() == FindingId.LEAK
                        ? tripping(figures, gate.bar()) > 0
                        : figures.findings().containsKey(gate.finding()));
        return gateFailed || !figures.exceeded().isEmpty() || requireIntact && !figures.intact();
    }

    private static boolean leaks(Console console, BatchSummary summary, Confidence bar) {
        List<LogSummary> tripping = logs(summary, figures -> tripping(figures, bar) > 0);
        List<LogSummary> passing = logs(summary, figures -> figures.openLeaksInAll() > tripping(figures, bar));
        if (!tripping.isEmpty()) {
            console.say("gate failed: " + byConfidence(tripping, confidence -> confidence.compareTo(bar) <= 0) + " in "
                    + of(tripping, summary) + ", the worst " + tripping.get(0).log());
        }
        if (!passing.isEmpty()) {
            console.say("gate let pass: " + byConfidence(passing, confidence -> confidence.compareTo(bar) > 0) + " in "
                    + of(passing, summary) + "; --fail-on leak:possible trips on such");
        }
        return !tripping.isEmpty();
    }

    private static long tripping(Figures figures, Confidence bar) {
        return figures.openLeaks().entrySet().stream()
                .filter(leaks -> leaks.getKey().compareTo(bar) <= 0)
                .mapToLong(leaks -> leaks.getValue())
                .sum();
    }

    /** Such as {@code 2 definite and 1 probable leaks}. */
    private static String byConfidence(List<LogSummary> logs, Predicate<Confidence> counted) {
        List<Confidence> some = Arrays.stream(Confidence.values())
                .filter(counted)
                .filter(confidence -> sum(logs, confidence) > 0)
                .toList();
        long all = some.stream().mapToLong(confidence -> sum(logs, confidence)).sum();
        String counts = some.stream()
                .map(confidence -> sum(logs, confidence) + " " + confidence.label())
                .collect(Collectors.joining(" and "));
        return counts + (all == 1 ? " leak" : " leaks");
    }

    private static long sum(List<LogSummary> logs, Confidence confidence) {
        return sum(logs, figures -> figures.openLeaks().getOrDefault(confidence, 0L));
    }

    private static boolean finding(Console console, BatchSummary summary, FindingId finding) {
        List<LogSummary> found = logs(summary, figures -> figures.findings().containsKey(finding));
        if (!found.isEmpty()) {
            long times = sum(found, figures -> figures.findings().get(finding));
            console.say("gate failed: " + finding.label() + " in " + of(found, summary) + ", " + Count.of(times, "time")
                    + ", the worst " + found.get(0).log());
        }
        return !found.isEmpty();
    }

    private static boolean budgets(Console console, BatchSummary summary) {
        List<LogSummary> exceeding =
                logs(summary, figures -> !figures.exceeded().isEmpty());
        if (!exceeding.isEmpty()) {
            LogSummary worst = exceeding.get(0);
            console.say("budget exceeded: " + of(exceeding, summary) + ", such as " + worst.log() + ": "
                    + worst.figures().orElseThrow().exceeded().get(0));
        }
        return !exceeding.isEmpty();
    }

    private static boolean damages(Console console, BatchSummary summary) {
        List<LogSummary> damaged = logs(summary, figures -> !figures.intact());
        if (!damaged.isEmpty()) {
            LogSummary worst = damaged.get(0);
            console.say("not intact: " + of(damaged, summary) + ", such as " + worst.log() + ": "
                    + worst.figures().orElseThrow().firstDamage());
        }
        return !damaged.isEmpty();
    }

    /** No gate may pass because nothing was read. */
    private static boolean isUnusable(Console console, BatchSummary summary) {
        if (summary.count(State.UNREADABLE) > 0) {
            return true;
        }
        if (summary.count(State.JUDGED) == 0) {
            console.say("no record of a known format in "
                    + Count.of(summary.logs().size(), "log") + "; docs/log-formats.md lists the formats");
            return true;
        }
        return false;
    }

    /** The logs whose figures are such, worst first. */
    private static List<LogSummary> logs(BatchSummary summary, Predicate<Figures> such) {
        return summary.logsWorstFirst().stream()
                .filter(log -> log.figures().filter(such).isPresent())
                .toList();
    }

    private static long sum(List<LogSummary> logs, ToLongFunction<Figures> figure) {
        return logs.stream()
                .flatMap(log -> log.figures().stream())
                .mapToLong(figure)
                .sum();
    }

    private static String of(List<LogSummary> some, BatchSummary all) {
        return some.size() + " of " + Count.of(all.logs().size(), "log");
    }
}
