package dev.leaktriage.log;

import java.util.Arrays;

/**
 * The plans of a dialect whose every line is a record, by the line's first byte, the one that matched last first.
 *
 * <p>Bounded: shapes beyond the limit are parsed by ANTLR each time.
 */
final class WholeLinePlans {
    private static final int MOST_ALIKE = 32;
    private static final int BYTES = 256;
    private static final Plan[] NONE = {};

    private final PlanCompiler compiler;
    private final String rule;
    private final boolean remembers;
    private final Plan[][] byFirst = new Plan[BYTES][];

    /**
     * Starts without a plan.
     *
     * @param rule the grammar's rule for a line
     * @param remembers false if every line is to be parsed anew, which is slow and must make no difference
     */
    WholeLinePlans(PlanCompiler compiler, String rule, boolean remembers) {
        this.compiler = compiler;
        this.rule = rule;
        this.remembers = remembers;
        Arrays.fill(byFirst, NONE);
    }

    /**
     * The plan that the line from {@code from} to {@code end} has matched.
     *
     * @throws PlanCompiler.Malformed if the line is not in the language
     */
    Plan match(byte[] bytes, int from, int end) throws PlanCompiler.Malformed {
        int first = from < end ? bytes[from] & 0xff : 0;
        Plan[] known = byFirst[first];
        for (int i = 0; i < known.length; i++) {
            if (known[i].match(bytes, from, end) == end) {
                toFront(known, i);
                return known[0];
            }
        }
        Plan plan = compiler.compile(rule, bytes, from, end);
        if (plan.match(bytes, from, end) != end) {
            throw new IllegalStateException("a plan does not match the line that it was made of");
        }
        // A shape that begins like a longer keyword may be another one's with that keyword: the lexer decides each
        // time.
        boolean certain = !compiler.isBeginningOfKeyword(plan.literal(0));
        if (remembers && certain && known.length < MOST_ALIKE) {
            byFirst[first] = Arrays.copyOf(known, known.length + 1);
            byFirst[first][known.length] = plan;
            toFront(byFirst[first], known.length);
        }
        return plan;
    }

    /** The plan of that name that was made first; null if there is none yet. */
    Plan known(String name) {
        for (Plan[] plans : byFirst) {
            for (Plan plan : plans) {
                if (plan.rule().equals(name)) {
                    return plan;
                }
            }
        }
        return null;
    }

    private static void toFront(Plan[] plans, int i) {
        Plan plan = plans[i];
        System.arraycopy(plans, 0, plans, 1, i);
        plans[0] = plan;
    }
}
