package dev.leaktriage.classify;

import dev.leaktriage.model.Confidence;
import dev.leaktriage.model.Diagnostic;
import dev.leaktriage.model.FramePattern;
import dev.leaktriage.model.Memory;
import dev.leaktriage.model.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads a rule file, and tells everything that is wrong with it at once. */
final class RuleReader {
    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
    private static final List<String> RULE_FIELDS =
            List.of("id", "verdict", "when", "because", "freedBy", "wouldChange", "example");
    private static final List<String> CONDITION_FIELDS = List.of(
            "confidence",
            "needs",
            "anyFrame",
            "allFrames",
            "memory",
            "site",
            "operation",
            "process",
            "device",
            "sizeAtLeast",
            "sizeAtMost");
    private static final List<String> EXAMPLE_FIELDS =
            List.of("memory", "size", "process", "device", "frames", "facts");
    private static final List<String> VERDICTS =
            Stream.of(Verdict.values()).map(Verdict::label).toList();
    private static final List<String> CONFIDENCES =
            Stream.of(Confidence.values()).map(Confidence::label).toList();
    private static final List<String> MEMORIES = Stream.of(Memory.values())
            .map(Memory::label)
            .filter(label -> !label.isEmpty())
            .toList();
    private static final long DEFAULT_EXAMPLE_BYTES = 4096;
    private static final String DEFAULT_CHANGE = "a fact that no longer fits what the rule asks for";

    private final String path;
    private final List<String> lines;
    private final Set<String> takenIds;
    private final boolean unconditionalAllowed;
    private final List<Diagnostic> diagnostics = new ArrayList<>();
    private final List<Located> rules = new ArrayList<>();

    /** A rule and the place of its stanza. */
    record Located(Rule rule, LocatedJson at) {}

    /**
     * Reads the text of a rule file.
     *
     * @param path the file as messages name it
     * @param takenIds ids that the file must not use
     * @param unconditionalAllowed true if a rule may apply to every handle
     */
    RuleReader(String path, String text, Set<String> takenIds, boolean unconditionalAllowed) {
        this.path = path;
        this.lines = text.lines().toList();
        this.takenIds = new HashSet<>(takenIds);
        this.unconditionalAllowed = unconditionalAllowed;
        read(text);
    }

    /** The rules that could be read, in the order of the file. */
    List<Located> rules() {
        return List.copyOf(rules);
    }

    /** What is wrong, in the order of the file. */
    List<Diagnostic> diagnostics() {
        if (diagnostics.isEmpty()) {
            // To link the comparators takes longer than to read the rules.
            return List.of();
        }
        return diagnostics.stream()
                .sorted(Comparator.comparingInt(Diagnostic::line).thenComparingInt(Diagnostic::column))
                .toList();
    }

    /** Adds something that is wrong with a rule that could be read. */
    void complain(LocatedJson at, String message) {
        complain(at.line(), at.column(), message);
    }

    private void complain(int line, int column, String message) {
        String source = line >= 1 && line <= lines.size() ? lines.get(line - 1) : "";
        diagnostics.add(new Diagnostic(path, line, column, message, source));
    }

    private void read(String text) {
        try {
            Stanza document = Stanza.of(LocatedJson.parse(text), List.of("rules"), this::complain);
            document.required("rules");
            document.elements("rules").forEach(this::readRule);
        } catch (BrokenJson e) {
            complain(e.line(), e.column(), e.getMessage());
        }
    }

    private void readRule(LocatedJson json) {
        int before = diagnostics.size();
        Stanza stanza = Stanza.of(json, RULE_FIELDS, this::complain);
        if (diagnostics.size() > before && !(json.value() instanceof java.util.Map)) {
            return;
        }
        String id = stanza.required("id").map(value -> id(stanza, value)).orElse("");
        Optional<Verdict> verdict =
                stanza.required("verdict").flatMap(value -> stanza.word(value, "verdict", VERDICTS, Verdict::ofLabel));
        String because = stanza.required("because")
                .map(value -> stanza.text(value, "because"))
                .orElse("");
        List<Condition> when = conditions(stanza);
        Optional<Example> example = stanza.optional("example").map(this::example);
        String freedBy = stanza.textOr("freedBy", "");
        String wouldChange = stanza.textOr("wouldChange", DEFAULT_CHANGE);
        if (diagnostics.size() == before) {
            Rule rule = new Rule(id, verdict.orElseThrow(), when, because, freedBy, wouldChange, example);
            rules.add(new Located(rule, json));
        }
    }

    private String id(Stanza stanza, LocatedJson json) {
        String id = stanza.text(json, "id");
        if (!id.isEmpty() && !ID.matcher(id).matches()) {
            complain(json, "bad id '" + id + "': use lower-case letters, digits and single hyphens");
        }
        if (!id.isEmpty() && !takenIds.add(id)) {
            complain(json, "the id '" + id + "' is already taken by another rule");
        }
        return id;
    }

    private List<Condition> conditions(Stanza stanza) {
        List<Condition> conditions = new ArrayList<>();
        Optional<LocatedJson> when = stanza.required("when");
        for (LocatedJson json : stanza.elements("when")) {
            conditions.add(condition(json));
        }
        if (when.isPresent() && conditions.isEmpty()) {
            complain(when.get(), "'when' must have at least one condition");
        }
        return conditions;
    }

    private Condition condition(LocatedJson json) {
        int before = diagnostics.size();
        Stanza stanza = Stanza.of(json, CONDITION_FIELDS, this::complain);
        Condition condition = new Condition(
                stanza.optional("confidence")
                        .flatMap(value -> stanza.word(value, "confidence", CONFIDENCES, Confidence::ofLabel))
                        .orElse(Confidence.PROBABLE),
                stanza.words("needs", Fact.labels(), Fact::ofLabel),
                patterns(stanza, "anyFrame"),
                patterns(stanza, "allFrames"),
                stanza.words("memory", MEMORIES, RuleReader::memory),
                stanza.texts("site"),
                patterns(stanza, "operation"),
                stanza.numbers("process"),
                stanza.numbers("device"),
                stanza.number("sizeAtLeast"),
                stanza.number("sizeAtMost"));
        if (condition.demandsNothing() && !unconditionalAllowed && diagnostics.size() == before) {
            complain(
                    json,
                    "this condition would apply to every buffer; add one of "
                            + String.join(", ", CONDITION_FIELDS.subList(1, CONDITION_FIELDS.size())));
        }
        return condition;
    }

    private static List<FramePattern> patterns(Stanza stanza, String name) {
        return stanza.texts(name).stream().map(FramePattern::new).toList();
    }

    private static Optional<Memory> memory(String label) {
        return Memory.ofLabel(label).filter(memory -> memory != Memory.UNSTATED);
    }

    private Example example(LocatedJson json) {
        Stanza stanza = Stanza.of(json, EXAMPLE_FIELDS, this::complain);
        OptionalLong device = stanza.number("device");
        return new Example(
                stanza.optional("memory")
                        .flatMap(value -> stanza.word(value, "memory", MEMORIES, RuleReader::memory))
                        .orElse(Memory.DRAM),
                stanza.number("size").orElse(DEFAULT_EXAMPLE_BYTES),
                stanza.number("process"),
                (int) Math.min(device.orElse(0), Integer.MAX_VALUE),
                stanza.texts("frames"),
                stanza.words("facts", Fact.labels(), Fact::ofLabel));
    }
}
