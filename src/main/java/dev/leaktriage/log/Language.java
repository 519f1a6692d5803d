package dev.leaktriage.log;

import java.util.ArrayList;
import java.util.List;

/** The dialects that a log may be written in, and the literals that it is searched for; shared by all who read it. */
final class Language {
    private final List<Anchor> words = new ArrayList<>();
    private final Anchors anchors;
    private final Anchors allAnchors;
    /** The bytes that stand before a digit in a literal. */
    private final String beforeDigits;

    /** A dialect, and what is made of it once. */
    private record Spoken(Dialect dialect, Target.Manner manner, byte[][] openings) {
        static Spoken of(Dialect dialect) {
            List<String> openings = new ArrayList<>();
            dialect.details().forEach(token -> openings.add(dialect.literal(token)));
            return new Spoken(dialect, new Target.Manner(dialect), Target.bytes(openings));
        }
    }

    /** A literal of a dialect. */
    private record Anchor(Spoken spoken, String token) {
        String literal() {
            return spoken.dialect().literal(token);
        }
    }

    /** Made once: it takes ANTLR a while to unfold the grammars that the literals stand in. */
    private static final class All {
        static final Language LANGUAGE = new Language(Dialects.all());
    }

    Language(List<Dialect> all) {
        List<Spoken> dialects = all.stream().map(Spoken::of).toList();
        dialects.forEach(dialect -> add(dialect, false));
        anchors = new Anchors(literals());
        dialects.forEach(dialect -> add(dialect, true));
        allAnchors = new Anchors(literals());
        StringBuilder before = new StringBuilder();
        for (String literal : literals()) {
            for (int at = 1; at < literal.length(); at++) {
                before.append(Character.isDigit(literal.charAt(at)) ? literal.charAt(at - 1) : "");
            }
        }
        beforeDigits = before.toString();
    }

    /** The language of all dialects. */
    static Language ofAll() {
        return All.LANGUAGE;
    }

    /** Adds the anchors of a dialect that are late ones, or those that are not. */
    private void add(Spoken spoken, boolean late) {
        Dialect dialect = spoken.dialect();
        dialect.anchors().stream()
                .filter(token -> dialect.late().contains(token) == late)
                .forEach(token -> words.add(new Anchor(spoken, token)));
    }

    /** The literals that are searched for, by the numbers of the targets. */
    List<String> literals() {
        return words.stream().map(Anchor::literal).toList();
    }

    /** The search for all literals but the late ones. */
    Anchors anchors() {
        return anchors;
    }

    /** The search for all literals. */
    Anchors allAnchors() {
        return allAnchors;
    }

    /**
     * True if a literal may lie over a digit behind that byte, so that it depends on the digit whether one stands there.
     * No literal begins with a digit.
     */
    boolean mayLieOverDigitBehind(int before) {
        return beforeDigits.indexOf(before) >= 0;
    }

    /**
     * The literals with what their lines look like, for one who reads.
     *
     * @param remembers false if every line is to be parsed anew, which is slow and must make no difference
     * @param compilers gets the compilers that are made
     */
    List<Target> targets(boolean remembers, ReaderCounts counts, List<PlanCompiler> compilers) {
        List<Target> targets = new ArrayList<>();
        PlanCompiler compiler = null;
        DetailPlans details = null;
        Spoken of = null;
        for (Anchor word : words) {
            Dialect dialect = word.spoken().dialect();
            if (word.spoken() != of) {
                of = word.spoken();
                compiler = new PlanCompiler(dialect);
                compilers.add(compiler);
                details = new DetailPlans(new LinePlans(compiler, "detail", remembers), of.openings());
            }
            LinePlans plans = new LinePlans(compiler, "record", remembers);
            long[] records = counts.records(dialect.name());
            targets.add(new Target(dialect, of.manner(), word.token(), plans, details, records));
        }
        return targets;
    }
}
