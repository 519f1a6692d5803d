package dev.leaktriage.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.atn.ATN;
import org.antlr.v4.runtime.atn.ATNState;
import org.antlr.v4.runtime.atn.NotSetTransition;
import org.antlr.v4.runtime.atn.RuleStopState;
import org.antlr.v4.runtime.atn.RuleTransition;
import org.antlr.v4.runtime.atn.Transition;
import org.antlr.v4.runtime.misc.IntervalSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnchorsTest {
    /** All but those of which a text as a whole is. */
    private static List<Dialect> searched() {
        return Dialects.all().stream()
                .filter(dialect -> !dialect.isOfWholeTexts())
                .toList();
    }

    static List<Dialect> dialects() {
        return searched();
    }

    static List<Dialect> dialectsWithDetails() {
        return searched().stream()
                .filter(dialect -> !dialect.details().isEmpty())
                .toList();
    }

    static List<Dialect> dialectsOfPartsOfLines() {
        return searched().stream().filter(dialect -> !dialect.wholeLines()).toList();
    }

    @ParameterizedTest
    @MethodSource("dialects")
    void everyRecordContainsAnAnchor(Dialect dialect) {
        Parser parser = dialect.parser().apply(null);
        Set<Integer> avoidable = avoidable(parser, types(parser, dialect.anchors()));

        assertThat(avoidable).doesNotContain(parser.getRuleIndex("record"));
    }

    @ParameterizedTest
    @MethodSource("dialects")
    void withoutItsFirstAnchorTheProofFails(Dialect dialect) {
        Parser parser = dialect.parser().apply(null);
        List<String> fewer = dialect.anchors().subList(1, dialect.anchors().size());

        assertThat(avoidable(parser, types(parser, fewer))).contains(parser.getRuleIndex("record"));
    }

    @ParameterizedTest
    @MethodSource("dialectsOfPartsOfLines")
    void everyRecordBeginsWithAnAnchorOrALead(Dialect dialect) {
        Set<String> beginnings = Stream.concat(
                        dialect.anchors().stream().map(dialect::literal), dialect.leads().stream())
                .collect(Collectors.toSet());

        assertThat(firstLiterals(dialect, "record")).isSubsetOf(beginnings);
    }

    @ParameterizedTest
    @MethodSource("dialectsWithDetails")
    void everyDetailBeginsWithAnOpening(Dialect dialect) {
        Set<String> openings = dialect.details().stream().map(dialect::literal).collect(Collectors.toSet());

        assertThat(firstLiterals(dialect, "detail")).isEqualTo(openings);
    }

    @ParameterizedTest
    @MethodSource("dialects")
    void noAnchorThatEveryTextIsSearchedForIsShorterThanTenBytes(Dialect dialect) {
        assertThat(dialect.anchors())
                .filteredOn(token -> !dialect.late().contains(token))
                .isNotEmpty()
                .allSatisfy(token -> assertThat(dialect.literal(token))
                        .hasSizeGreaterThanOrEqualTo(10)
                        .matches(StandardCharsets.US_ASCII.newEncoder()::canEncode, "is ASCII"));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void theSearchFindsWhatANaiveSearchFinds(long seed) {
        Random random = new Random(seed);
        findsWhatANaiveSearchFinds(random, true);
        findsWhatANaiveSearchFinds(random, false);
    }

    private static void findsWhatANaiveSearchFinds(Random random, boolean late) {
        List<String> literals = searched().stream()
                .flatMap(dialect -> dialect.anchors().stream()
                        .filter(token -> !dialect.late().contains(token) || late)
                        .map(dialect::literal))
                .toList();
        Anchors anchors = new Anchors(literals);
        for (int round = 0; round < 2_000; round++) {
            byte[] text = text(random, literals);
            int from = random.nextInt(text.length + 1);
            int limit = from + random.nextInt(text.length - from + 1);
            assertThat(anchors.next(text, from, limit)).isEqualTo(naive(text, from, limit, literals));
        }
    }

    private static byte[] text(Random random, List<String> literals) {
        StringBuilder text = new StringBuilder();
        int pieces = random.nextInt(6);
        for (int i = 0; i < pieces; i++) {
            String literal = literals.get(random.nextInt(literals.size()));
            int from = random.nextInt(3) == 0 ? random.nextInt(literal.length()) : 0;
            int to = random.nextInt(3) == 0 ? from + random.nextInt(literal.length() - from + 1) : literal.length();
            text.append(literal, from, to);
            for (int noise = random.nextInt(20); noise > 0; noise--) {
                text.append((char) random.nextInt(256));
            }
            text.append(" ".repeat(random.nextInt(3) == 0 ? random.nextInt(20) : 0));
        }
        return text.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private static int naive(byte[] text, int from, int limit, List<String> literals) {
        String part = new String(text, from, limit - from, StandardCharsets.ISO_8859_1);
        return literals.stream()
                .mapToInt(part::indexOf)
                .filter(at -> at >= 0)
                .map(at -> at + from)
                .min()
                .orElse(-1);
    }

    private static Set<Integer> types(Parser parser, List<String> tokens) {
        return tokens.stream().map(parser::getTokenType).collect(Collectors.toSet());
    }

    private static Set<String> firstLiterals(Dialect dialect, String rule) {
        Parser parser = dialect.parser().apply(null);
        ATN atn = parser.getATN();
        IntervalSet first = atn.nextTokens(atn.ruleToStartState[parser.getRuleIndex(rule)]);
        return first.toList().stream()
                .map(type -> String.valueOf(parser.getVocabulary().getLiteralName(type)))
                .map(quoted -> quoted.substring(1, quoted.length() - 1))
                .collect(Collectors.toSet());
    }

    /** The rules that can be passed without any of the tokens. */
    private static Set<Integer> avoidable(Parser parser, Set<Integer> tokens) {
        ATN atn = parser.getATN();
        Set<Integer> found = new HashSet<>();
        boolean grown = true;
        while (grown) {
            grown = false;
            for (int rule = 0; rule < atn.ruleToStartState.length; rule++) {
                boolean fresh = !found.contains(rule)
                        && reachesEnd(atn, atn.ruleToStartState[rule], tokens, found, new HashSet<>());
                grown |= fresh && found.add(rule);
            }
        }
        return found;
    }

    private static boolean reachesEnd(
            ATN atn, ATNState state, Set<Integer> tokens, Set<Integer> avoidable, Set<Integer> seen) {
        if (state instanceof RuleStopState) {
            return true;
        }
        if (!seen.add(state.stateNumber)) {
            return false;
        }
        for (Transition transition : state.getTransitions()) {
            ATNState next = next(atn, transition, tokens, avoidable);
            if (next != null && reachesEnd(atn, next, tokens, avoidable, seen)) {
                return true;
            }
        }
        return false;
    }

    /** The state behind a transition; null if it cannot be taken without the tokens. */
    private static ATNState next(ATN atn, Transition transition, Set<Integer> tokens, Set<Integer> avoidable) {
        if (transition instanceof RuleTransition call) {
            return avoidable.contains(call.ruleIndex) ? call.followState : null;
        }
        if (transition.isEpsilon()) {
            return transition.target;
        }
        IntervalSet taken = transition.label();
        if (taken == null || transition instanceof NotSetTransition) {
            taken = IntervalSet.of(1, atn.maxTokenType).subtract(taken == null ? new IntervalSet() : taken);
        }
        return tokens.containsAll(taken.toList()) ? null : transition.target;
    }
}
