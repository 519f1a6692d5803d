package dev.leaktriage.cli;

import dev.leaktriage.model.Analysis;
import dev.leaktriage.model.AttributionGroup;
import dev.leaktriage.model.Confidence;
import dev.leaktriage.model.Finding;
import dev.leaktriage.model.FindingId;
import dev.leaktriage.model.LogPosition;
import dev.leaktriage.model.NearestWord;
import dev.leaktriage.model.Verdict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One condition of {@code --fail-on}: an analysis that meets it fails the build.
 *
 * @param finding what it looks for; {@link FindingId#LEAK} looks at the verdicts, which have a confidence
 * @param bar the weakest confidence of a leak that trips the gate; for other findings without meaning
 */
record Gate(FindingId finding, Confidence bar) {
    private static final String LEAK = FindingId.LEAK.label();
    private static final int MOST_RULES = 3;

    /**
     * Reads {@code leak}, {@code leak:CONFIDENCE} or a finding's id. A bare {@code leak} trips on definite and
     * probable leaks.
     *
     * @throws IllegalArgumentException if it is none of them; the message is one line
     */
    static Gate parse(String text) {
        if (text.startsWith(LEAK + ":")) {
            return new Gate(FindingId.LEAK, parseConfidence(text.substring(LEAK.length() + 1)));
        }
        FindingId finding = FindingId.ofLabel(text).orElseThrow(() -> unknown(text));
        return new Gate(finding, Confidence.PROBABLE);
    }

    /** Judges an analysis by this gate; what it let pass is said too. */
    Outcome judge(Analysis analysis) {
        return finding == FindingId.LEAK ? judgeLeaks(analysis) : judgeFindings(analysis);
    }

    private Outcome judgeLeaks(Analysis analysis) {
        List<AttributionGroup> leaks = analysis.groups().stream()
                .filter(group -> group.verdict() == Verdict.LEAK)
                .toList();
        List<AttributionGroup> suppressed =
                leaks.stream().filter(AttributionGroup::isSuppressed).toList();
        List<AttributionGroup> open =
                leaks.stream().filter(leak -> !leak.isSuppressed()).toList();
        List<AttributionGroup> tripping = open.stream()
                .filter(leak -> leak.confidence().compareTo(bar) <= 0)
                .toList();
        List<AttributionGroup> passed = open.stream()
                .filter(leak -> leak.confidence().compareTo(bar) > 0)
                .toList();
        List<String> messages = new ArrayList<>();
        if (!tripping.isEmpty()) {
            messages.add("gate failed: " + countByConfidence(tripping) + ", the first at "
                    + tripping.get(0).handle().allocatedAt());
        }
        if (!passed.isEmpty()) {
            Confidence weakest = passed.stream()
                    .map(AttributionGroup::confidence)
                    .max(Confidence::compareTo)
                    .orElseThrow();
            messages.add("gate let pass: " + countByConfidence(passed) + "; --fail-on leak:" + weakest.label()
                    + " trips on such");
        }
        if (!suppressed.isEmpty()) {
            messages.add("gate let pass: " + countByConfidence(suppressed) + ", suppressed by " + rules(suppressed));
        }
        return new Outcome(!tripping.isEmpty(), messages);
    }

    /** The first rules that suppress them, and how many more there are. */
    private static String rules(List<AttributionGroup> suppressed) {
        List<LogPosition> rules = suppressed.stream()
                .flatMap(leak -> leak.suppressedBy().stream())
                .distinct()
                .sorted()
                .toList();
        String first =
                rules.stream().limit(MOST_RULES).map(LogPosition::toString).collect(Collectors.joining(", "));
        int more = rules.size() - MOST_RULES;
        return more <= 0 ? first : first + " and " + Count.of(more, "more rule");
    }

    private Outcome judgeFindings(Analysis analysis) {
        List<Finding> found = analysis.findings().stream()
                .filter(candidate -> candidate.id() == finding)
                .toList();
        if (found.isEmpty()) {
            return new Outcome(false, List.of());
        }
        long count = found.stream().mapToLong(Finding::count).sum();
        String first = found.get(0).firstAt().map(at -> ", the first at " + at).orElse("");
        return new Outcome(true, List.of("gate failed: " + finding.label() + ", " + Count.of(count, "time") + first));
    }

    /** Such as {@code 2 definite and 1 probable leaks}. */
    private static String countByConfidence(List<AttributionGroup> leaks) {
        String counts = Arrays.stream(Confidence.values())
                .filter(confidence -> count(leaks, confidence) > 0)
                .map(confidence -> count(leaks, confidence) + " " + confidence.label())
                .collect(Collectors.joining(" and "));
        long all = leaks.stream().mapToLong(leak -> leak.sum().handles()).sum();
        return counts + (all == 1 ? " leak" : " leaks");
    }

    private static long count(List<AttributionGroup> leaks, Confidence confidence) {
        return leaks.stream()
                .filter(leak -> leak.confidence() == confidence)
                .mapToLong(leak -> leak.sum().handles())
                .sum();
    }

    static Confidence parseConfidence(String text) {
        return Confidence.ofLabel(text)
                .orElseThrow(() -> new IllegalArgumentException("unknown confidence '" + text + "' in --fail-on"
                        + NearestWord.hint(text, confidenceLabels()) + " (one of "
                        + String.join(", ", confidenceLabels()) + ")"));
    }

    private static IllegalArgumentException unknown(String text) {
        return new IllegalArgumentException("unknown gate '" + text + "' in --fail-on"
                + NearestWord.hint(text, findingLabels()) + " (leak:CONFIDENCE, or one of "
                + String.join(", ", findingLabels()) + ")");
    }

    private static List<String> confidenceLabels() {
        return Arrays.stream(Confidence.values()).map(Confidence::label).toList();
    }

    private static List<String> findingLabels() {
        return Arrays.stream(FindingId.values()).map(FindingId::label).toList();
    }

    /**
     * What a gate says.
     *
     * @param failed true if it tripped
     * @param messages for standard error, one line each
     */
    record Outcome(boolean failed, List<String> messages) {
        Outcome {
            messages = List.copyOf(messages);
        }
    }
}
