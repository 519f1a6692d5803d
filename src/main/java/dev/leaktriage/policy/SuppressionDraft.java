package dev.leaktriage.policy;

import dev.leaktriage.model.Memory;
import dev.leaktriage.model.NearestWord;
import dev.leaktriage.model.Verdict;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;

/** A paragraph of a file of suppressions, as far as it has been read. */
final class SuppressionDraft {
    /** What may stand before a rule's frames, in the order of the documentation. */
    static final List<String> KEYS =
            List.of("reason", "ticket", "expires", "max_count", "max_bytes", "verdict", "memory", "site");

    private static final String ANY_VERDICT = "any";

    private final PolicyText text;
    private final Map<String, Value> values = new LinkedHashMap<>();
    private final List<Optional<WrittenFrame>> steps = new ArrayList<>();
    private final List<LsanLine> lsan = new ArrayList<>();
    private final List<String> comment = new ArrayList<>();
    private boolean commentEnded;
    private int firstLine;
    private int expectedNumber;
    private boolean spoilt;

    private record Value(int line, int column, String written) {}

    private record LsanLine(int line, String pattern, String reason) {}

    SuppressionDraft(PolicyText text) {
        this.text = text;
    }

    /** Gives the paragraph up: something was wrong with it, and has been told. */
    void spoil() {
        spoilt = true;
    }

    /** Takes a comment; the last ones above a {@code leak:} line are its reason. */
    void comment(String words) {
        if (commentEnded) {
            comment.clear();
            commentEnded = false;
        }
        if (!words.isEmpty()) {
            comment.add(words);
        }
    }

    void key(int line, String name, int column, String written) {
        begin(line);
        if (written.isEmpty()) {
            complain(line, column, "'" + name + "' has no value");
        } else if (values.putIfAbsent(name, new Value(line, column, written)) != null) {
            complain(line, 1, "this rule states '" + name + "' twice; an empty line begins another rule");
        }
    }

    /** Takes a frame; where numbers are left out, any frames may stand. */
    void frame(int line, String stripped) {
        begin(line);
        if (stripped.equals(FrameSequence.ANY_FRAMES)) {
            steps.add(Optional.empty());
            return;
        }
        FrameText frame = FrameText.of(stripped);
        int expected = steps.isEmpty() ? frame.first() : expectedNumber;
        boolean behindGap = !steps.isEmpty() && steps.get(steps.size() - 1).isEmpty();
        if (frame.number().isPresent() && frame.number().getAsInt() != expected && !behindGap) {
            steps.add(Optional.empty());
        }
        steps.add(Optional.of(WrittenFrame.of(frame.symbol())));
        expectedNumber = frame.number().orElse(expected) + 1;
    }

    /** Takes a line of LeakSanitizer; its reason may stand behind the pattern, after a blank and a {@code #}. */
    void lsan(int line, int column, String written) {
        begin(line);
        int behind = written.indexOf(" #");
        String pattern = behind < 0 ? written : written.substring(0, behind).strip();
        String reason = behind < 0
                ? String.join(" ", comment)
                : written.substring(behind + 2).strip();
        if (pattern.isEmpty()) {
            complain(line, column, "'leak:' has no pattern; write a part of a function's or a library's name");
        }
        lsan.add(new LsanLine(line, pattern, reason));
    }

    private void begin(int line) {
        firstLine = firstLine == 0 ? line : firstLine;
        commentEnded = true;
    }

    private void complain(int line, int column, String message) {
        text.complain(line, column, message);
        spoil();
    }

    /** The rules of the paragraph; none if it has none or something is wrong with it, which is told. */
    List<SuppressionRule> rules() {
        if (spoilt || firstLine == 0 || !hasOnePattern()) {
            return List.of();
        }
        List<SuppressionRule> rules = new ArrayList<>();
        for (LsanLine line : lsan) {
            rules.add(rule(line.line, line.reason, LsanPattern.of(line.pattern)));
            if (spoilt) {
                // They share their keys: what is wrong with one is wrong with all.
                return List.of();
            }
        }
        if (lsan.isEmpty()) {
            rules.add(rule(firstLine, "", pattern()));
        }
        return spoilt ? List.of() : rules;
    }

    private boolean hasOnePattern() {
        int patterns = (steps.isEmpty() ? 0 : 1) + (lsan.isEmpty() ? 0 : 1) + (values.containsKey("site") ? 1 : 0);
        if (patterns == 0) {
            complain(firstLine, 1, "this rule has no frames; add them as the log has them, indented, leaf first");
        } else if (patterns > 1) {
            complain(
                    firstLine,
                    1,
                    "a rule has either frames, or 'site', or 'leak:' lines; an empty line begins another rule");
        }
        return patterns == 1;
    }

    private StackPattern pattern() {
        Value site = values.get("site");
        return site == null ? new FrameSequence(steps) : new SitePattern(site.written);
    }

    private SuppressionRule rule(int line, String otherReason, StackPattern pattern) {
        return new SuppressionRule(
                text.position(line),
                reason(line, otherReason),
                value("ticket", Function.identity()).orElse(""),
                value("expires", SuppressionDraft::date),
                bound("max_count", Quantity::count),
                bound("max_bytes", Quantity::bytes),
                value("verdict", SuppressionDraft::verdicts).orElse(EnumSet.of(Verdict.LEAK)),
                value("memory", SuppressionDraft::memory),
                pattern);
    }

    private String reason(int line, String otherReason) {
        String reason = value("reason", Function.identity()).orElse(otherReason);
        if (reason.isBlank()) {
            complain(
                    line,
                    1,
                    lsan.isEmpty()
                            ? "this rule states no reason; add a line 'reason: ...' above its frames"
                            : "this rule states no reason; add a comment line above it that says why, or 'reason: ...'");
        }
        return reason;
    }

    private OptionalLong bound(String key, Function<String, Long> read) {
        Optional<Long> bound = value(key, written -> {
            long most = read.apply(written);
            if (most == 0) {
                throw new IllegalArgumentException(
                        "with '" + key + ": 0' the rule would hide nothing; remove the rule");
            }
            return most;
        });
        return bound.isPresent() ? OptionalLong.of(bound.get()) : OptionalLong.empty();
    }

    private <T> Optional<T> value(String key, Function<String, T> read) {
        Value value = values.get(key);
        if (value == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(read.apply(value.written));
        } catch (IllegalArgumentException e) {
            complain(value.line, value.column, e.getMessage());
            return Optional.empty();
        }
    }

    private static LocalDate date(String written) {
        try {
            return LocalDate.parse(written);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "bad date '" + written + "' in 'expires': write YYYY-MM-DD, such as 2026-12-31", e);
        }
    }

    private static Set<Verdict> verdicts(String written) {
        if (written.equals(ANY_VERDICT)) {
            return EnumSet.allOf(Verdict.class);
        }
        Set<Verdict> verdicts = EnumSet.noneOf(Verdict.class);
        for (String label : written.split("[,\\s]+")) {
            verdicts.add(Verdict.ofLabel(label).orElseThrow(() -> unknown("verdict", label, verdictLabels())));
        }
        return verdicts;
    }

    private static List<String> verdictLabels() {
        List<String> labels = new ArrayList<>();
        Arrays.stream(Verdict.values()).map(Verdict::label).forEach(labels::add);
        labels.add(ANY_VERDICT);
        return labels;
    }

    static Memory memory(String written) {
        return Memory.ofLabel(written)
                .filter(memory -> memory != Memory.UNSTATED)
                .orElseThrow(() -> unknown(
                        "memory",
                        written,
                        Arrays.stream(Memory.values())
                                .map(Memory::label)
                                .filter(label -> !label.isEmpty())
                                .toList()));
    }

    static IllegalArgumentException unknown(String what, String written, List<String> known) {
        return new IllegalArgumentException("unknown " + what + " '" + written + "'" + NearestWord.hint(written, known)
                + " (one of " + String.join(", ", known) + ")");
    }
}
