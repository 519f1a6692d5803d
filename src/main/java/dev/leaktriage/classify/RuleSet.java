package dev.leaktriage.classify;

import dev.leaktriage.model.Diagnostic;
import dev.leaktriage.model.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * The rules in force, in the order in which they are tried.
 *
 * <p>User rules run after the shipped rules that know an owner and before those that call a buffer leaked.
 */
public final class RuleSet {
    private static final String USER_RULES_BEFORE = "grows-per-iteration";

    private final List<Rule> rules;
    private final Set<String> userRules;

    private RuleSet(List<Rule> rules, Set<String> userRules) {
        this.rules = List.copyOf(rules);
        this.userRules = Set.copyOf(userRules);
    }

    /** Made once, by whoever asks first. */
    private static final class Shipped {
        static final RuleSet RULES = new RuleSet(ShippedRules.all(), Set.of());
    }

    /** The rules that come with the program. */
    public static RuleSet shipped() {
        return Shipped.RULES;
    }

    /**
     * The shipped rules with those of a file at the place of user rules.
     *
     * @throws IOException if the file cannot be read; the message is one line
     * @throws RuleException if the file is no rule file; the message is one line with its place
     */
    public static RuleSet withUserRules(Path file) throws IOException {
        RuleSet shipped = shipped();
        RuleReader reader = read(file, shipped);
        shipped.checkExamples(reader);
        List<Diagnostic> diagnostics = reader.diagnostics();
        if (!diagnostics.isEmpty()) {
            throw new RuleException(diagnostics);
        }
        return shipped.with(rulesOf(reader));
    }

    /**
     * Everything that is wrong with a rule file, in its order; empty if it can be used.
     *
     * @throws IOException if the file cannot be read; the message is one line
     */
    public static List<Diagnostic> check(Path file) throws IOException {
        RuleSet shipped = shipped();
        RuleReader reader = read(file, shipped);
        shipped.checkExamples(reader);
        return reader.diagnostics();
    }

    /** In the order of trial; the last one applies to every handle. */
    public List<Rule> rules() {
        return rules;
    }

    /** True if the rule with that id is not one of those that come with the program. */
    public boolean isUserRule(String id) {
        return userRules.contains(id);
    }

    /** The sizes in bytes from each of which on a rule may decide otherwise; ascending. */
    public long[] sizeBounds() {
        return rules.stream()
                .flatMap(rule -> rule.when().stream())
                .flatMapToLong(condition -> LongStream.concat(
                        condition.sizeAtLeast().stream(),
                        condition.sizeAtMost().stream().map(sizeBytes -> sizeBytes + 1)))
                .sorted()
                .distinct()
                .toArray();
    }

    /** The conditions on frames under which a stack is one of the program cache. */
    List<Condition> programCaching() {
        return rules.stream()
                .filter(rule -> rule.verdict() == Verdict.PROGRAM_CACHE)
                .flatMap(rule -> rule.when().stream())
                .filter(condition -> !condition.anyFrame().isEmpty()
                        || !condition.allFrames().isEmpty())
                .toList();
    }

    private RuleSet with(List<Rule> added) {
        List<Rule> all = new ArrayList<>();
        for (Rule rule : rules) {
            if (rule.id().equals(USER_RULES_BEFORE)) {
                all.addAll(added);
            }
            all.add(rule);
        }
        return new RuleSet(all, added.stream().map(Rule::id).collect(Collectors.toSet()));
    }

    /** A rule's own example tells whether the rule says what its author meant. */
    private void checkExamples(RuleReader reader) {
        Judge judge = new Judge(with(rulesOf(reader)));
        for (RuleReader.Located located : reader.rules()) {
            Rule rule = located.rule();
            rule.example().ifPresent(example -> {
                String claimedBy = judge.attribution(example.subject()).ruleId();
                if (!claimedBy.equals(rule.id())) {
                    reader.complain(
                            located.at(),
                            "the example of '" + rule.id() + "' is claimed by '" + claimedBy + "' instead");
                }
            });
        }
    }

    private static RuleReader read(Path file, RuleSet shipped) throws IOException {
        Set<String> taken = shipped.rules.stream().map(Rule::id).collect(Collectors.toSet());
        return new RuleReader(file.toString(), textOf(file), taken, false);
    }

    private static List<Rule> rulesOf(RuleReader reader) {
        return reader.rules().stream().map(RuleReader.Located::rule).toList();
    }

    private static String textOf(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new IOException("cannot read rules from " + file + ": it is a directory");
        }
        if (!Files.exists(file)) {
            throw new IOException("cannot read rules from " + file + ": there is no such file");
        }
        try {
            return Files.readString(file);
        } catch (IOException e) {
            String reason =
                    e instanceof java.nio.charset.CharacterCodingException ? "it is not UTF-8" : "access failed";
            throw new IOException("cannot read rules from " + file + ": " + reason, e);
        }
    }
}
