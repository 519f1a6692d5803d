package dev.leaktriage.classify;

import dev.leaktriage.model.FramePattern;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/** Writes rules as the Java source of {@link ShippedRules}, which the formatter puts into shape. */
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
             * <p>To open the program's jar for that file, and to read its JSON, would take every start some 30 ms of processor time:
             * more than a small log takes.
             */
            final class ShippedRules {
                private ShippedRules() {}

                /** The rules in the order of trial. */
                static List<Rule> all() {
                    return List.of(
            """;
    private static final String TAIL = ");}}\n";

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
                rule.example()
                        .map(example -> call("Optional.of", example(example)))
                        .orElse("Optional.empty()"));
    }

    private static String condition(Condition condition) {
        return call(
                "new Condition",
                constant(condition.confidence()),
                constants(condition.needs()),
                patterns(condition.anyFrame()),
                patterns(condition.allFrames()),
                constants(condition.memory()),
                texts(condition.site()),
                patterns(condition.operation()),
                numbers(condition.process()),
                numbers(condition.device()),
                optional(condition.sizeAtLeast()),
                optional(condition.sizeAtMost()));
    }

    private static String example(Example example) {
        return call(
                "new Example",
                constant(example.memory()),
                example.sizeBytes() + "",
                optional(example.process()),
                example.device() + "",
                texts(example.frames()),
                constants(example.facts()));
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

    private static String numbers(List<Long> numbers) {
        return list(numbers.stream().map(number -> number + "L").toList());
    }

    private static String optional(OptionalLong number) {
        return number.isPresent() ? call("OptionalLong.of", number.getAsLong() + "L") : "OptionalLong.empty()";
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
