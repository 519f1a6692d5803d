package dev.leaktriage.classify;

import dev.leaktriage.model.FramePattern;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Writes rules as the Java source of {@link ShippedRules}, which the formatter puts into shape.
 *
 * <p>It writes what shipped rules have said so far; of one that says more, the test finds what is missing.
 */
final class ShippedRulesSource {
    private static final String HEAD = """
            package dev.leaktriage.classify;

            import dev.leaktriage.model.Confidence;
            import dev.leaktriage.model.FramePattern;
            import dev.leaktriage.model.Memory;
            import dev.leaktriage.model.Verdict;
            import java.util.List;
            import java.util.Optional;
            import java.util.OptionalLong;

            /**
             * What {@code src/main/rules/rules.json} says, as {@code ShippedRulesTest} writes it with {@code
             * -Dleaktriage.rewrite=true}.
             *
             * <p>To open the program's jar for that file, and to read its JSON, would take every start some 30 ms of processor time.
             */
            final class ShippedRules {
                private ShippedRules() {}

                /** The rules in the order of trial. */
                static List<Rule> all() {
                    return List.of(
            """;
    private static final String TAIL = """
            );}

                private static Condition condition(
                        Confidence confidence, List<Fact> needs, List<FramePattern> anyFrame, List<Memory> memory) {
                    return new Condition(
                            confidence, needs, anyFrame, List.of(), memory, List.of(), List.of(), List.of(), List.of(),
                            OptionalLong.empty(), OptionalLong.empty());
                }

                private static Optional<Example> example(Memory memory, List<String> frames, List<Fact> facts) {
                    return Optional.of(new Example(memory, 4096, OptionalLong.empty(), 0, frames, facts));
                }
            }
            """;

    private ShippedRulesSource() {}

    static String of(List<Rule> rules) {
        return rules.stream().map(ShippedRulesSource::rule).collect(Collectors.joining(",\n", HEAD, TAIL));
    }

    private static String rule(Rule rule) {
        return call(
                "new Rule",
                text(rule.id()),
                constant(rule.verdict()),
                list(rule.when().stream().map(ShippedRulesSource::condition).toList()),
                text(rule.because()),
                text(rule.freedBy()),
                text(rule.wouldChange()),
                example(rule.example().orElseThrow()));
    }

    private static String condition(Condition condition) {
        return call(
                "condition",
                constant(condition.confidence()),
                constants(condition.needs()),
                patterns(condition.anyFrame()),
                constants(condition.memory()));
    }

    private static String example(Example example) {
        return call("example", constant(example.memory()), texts(example.frames()), constants(example.facts()));
    }

    private static String patterns(List<FramePattern> patterns) {
        return list(patterns.stream()
                .map(pattern -> call("new FramePattern", text(pattern.text())))
                .toList());
    }

    private static String texts(List<String> texts) {
        return list(texts.stream().map(ShippedRulesSource::text).toList());
    }

    private static String constants(List<? extends Enum<?>> constants) {
        return list(constants.stream().map(ShippedRulesSource::constant).toList());
    }

    private static String text(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static String constant(Enum<?> constant) {
        return constant.getDeclaringClass().getSimpleName() + "." + constant.name();
    }

    private static String list(Collection<String> elements) {
        return call("List.of", elements.toArray(String[]::new));
    }

    private static String call(String what, String... arguments) {
        return what + "(" + String.join(", ", arguments) + ")";
    }
}
