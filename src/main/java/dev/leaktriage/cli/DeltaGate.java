package dev.leaktriage.cli;

import dev.leaktriage.model.Confidence;
import dev.leaktriage.model.Delta;
import dev.leaktriage.model.Delta.FindingChange;
import dev.leaktriage.model.FindingId;
import dev.leaktriage.model.NearestWord;
import dev.leaktriage.model.Regression;
import dev.leaktriage.model.Sum;
import dev.leaktriage.model.Verdict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One condition of {@code diff --fail-on}: a difference that meets it fails the build.
 *
 * @param finding the finding that must not come up or become more; empty for regressions
 * @param bar the weakest confidence of a leak that trips the gate; for findings without meaning
 */
record DeltaGate(Optional<FindingId> finding, Confidence bar) {
    private static final String REGRESSION = "regression";

    /**
     * Reads {@code regression}, {@code regression:CONFIDENCE} or the id of a finding. A bare {@code regression} trips on
     * definite and probable leaks.
     *
     * @throws IllegalArgumentException if it is none of them; the message is one line
     */
    static DeltaGate parse(String text) {
        if (text.equals(REGRESSION)) {
            return new DeltaGate(Optional.empty(), Confidence.PROBABLE);
        }
        if (text.startsWith(REGRESSION + ":")) {
            return new DeltaGate(Optional.empty(), Gate.parseConfidence(text.substring(REGRESSION.length() + 1)));
        }
        // A leak finding stands for handles whose confidence it does not tell: that is what regressions are for.
        FindingId finding =
                FindingId.ofLabel(text).filter(id -> id != FindingId.LEAK).orElseThrow(() -> unknown(text));
        return new DeltaGate(Optional.of(finding), Confidence.PROBABLE);
    }

    /** Judges a difference by this gate; what it let pass is said too. */
    Gate.Outcome judge(Delta delta) {
        return finding.isPresent() ? judgeFindings(delta, finding.get()) : judgeRegressions(delta);
    }

    private Gate.Outcome judgeRegressions(Delta delta) {
        List<Regression> tripping = Regression.of(delta, bar);
        List<String> messages = new ArrayList<>();
        tripping.forEach(regression -> messages.add("gate failed: " + REGRESSION + ": " + line(regression)));
        long passed = Regression.of(delta, Confidence.POSSIBLE).stream()
                .filter(weak -> tripping.stream().noneMatch(strong -> strong.change() == weak.change()))
                .count();
        if (passed > 0) {
            messages.add("gate let pass: " + Count.of(passed, "less certain regression") + "; --fail-on " + REGRESSION
                    + ":" + Confidence.POSSIBLE.label() + " trips on such");
        }
        long accepted = accepted(delta);
        if (accepted > 0) {
            messages.add("gate let pass: " + Count.of(accepted, "suppressed leak")
                    + " of sites that leak more than in the base");
        }
        return new Gate.Outcome(!tripping.isEmpty(), messages);
    }

    private static long accepted(Delta delta) {
        return delta.sites().stream()
                .filter(change -> change.live(Verdict.LEAK).sign() > 0)
                .flatMap(change -> change.current().stream())
                .flatMap(held -> held.holdings().stream())
                .filter(holding -> holding.verdict() == Verdict.LEAK && holding.suppressed())
                .mapToLong(holding -> holding.sum().handles())
                .sum();
    }

    /** The site, the rule, where, how much there is, and how much that is over. */
    private static String line(Regression regression) {
        Sum leaks = regression.leaks();
        String before = regression
                .change()
                .reclassified()
                .map(handles ->
                        ", " + handles.handles() + " of them " + handles.from().label() + " before")
                .orElse("");
        return BreachWords.site(regression.change().site()) + ", rule " + regression.ruleId() + ", " + regression.at()
                + ": " + Count.of(leaks.handles(), "leak") + " of " + BreachWords.bytes(leaks.sizeBytes())
                + ", over the base by " + BreachWords.over(regression.over()) + before;
    }

    private static Gate.Outcome judgeFindings(Delta delta, FindingId wanted) {
        List<String> messages = delta.findings().stream()
                .filter(change -> change.id() == wanted && change.currentCount() > change.baseCount())
                .map(DeltaGate::line)
                .map("gate failed: "::concat)
                .toList();
        return new Gate.Outcome(!messages.isEmpty(), messages);
    }

    private static String line(FindingChange change) {
        String first = change.current()
                .get(0)
                .firstAt()
                .map(at -> ", the first at " + at)
                .orElse("");
        return change.id().label() + ": " + Count.of(change.currentCount(), "time") + first + ", "
                + (change.currentCount() - change.baseCount()) + " over the base: "
                + change.current().get(0).message();
    }

    private static IllegalArgumentException unknown(String text) {
        List<String> words = Stream.concat(
                        Stream.of(REGRESSION),
                        Arrays.stream(FindingId.values())
                                .filter(id -> id != FindingId.LEAK)
                                .map(FindingId::label))
                .toList();
        return new IllegalArgumentException("unknown gate '" + text + "' in --fail-on" + NearestWord.hint(text, words)
                + " (" + REGRESSION + ":CONFIDENCE, or one of " + String.join(", ", words) + ")");
    }
}
