package dev.leaktriage.log;

import dev.leaktriage.model.LogEvent;

/**
 * The plans of the lines that begin alike, the one that matched last first.
 *
 * <p>Bounded: shapes beyond the limit are parsed by ANTLR each time.
 */
final class LinePlans {
    private static final int MOST = 48;

    private final PlanCompiler compiler;
    private final String rule;
    private final Plan[] plans = new Plan[MOST];
    private int count;

    LinePlans(PlanCompiler compiler, String rule) {
        this.compiler = compiler;
        this.rule = rule;
    }

    /** What became of a line: its plan, and where the record's part of the line ends. */
    private Plan matched;

    private int end;

    Plan matched() {
        return matched;
    }

    /**
     * Fills an event from a line.
     *
     * @param complete true if {@code limit} is the end of the text
     * @return the offset after the record's part of the line
     * @throws PlanCompiler.Malformed if the line is not in the language
     */
    int read(byte[] bytes, int from, int limit, boolean complete, LogEvent event) throws PlanCompiler.Malformed {
        if (known(bytes, from, limit, complete, event)) {
            return end;
        }
        Plan plan = compiler.compile(rule, bytes, from, Lines.contentEnd(bytes, from, limit));
        end = plan.match(bytes, from, limit, event);
        if (end < 0) {
            throw new PlanCompiler.Malformed(0, "a number is out of range");
        }
        matched = plan;
        boolean wholeLine = Lines.afterLineEnd(bytes, end, limit, complete) >= 0;
        if (wholeLine && count < MOST) {
            plans[count++] = plan;
        }
        return end;
    }

    /** Tries the known plans; true if one of them matches the whole line. */
    boolean known(byte[] bytes, int from, int limit, boolean complete, LogEvent event) {
        for (int i = 0; i < count; i++) {
            end = plans[i].match(bytes, from, limit, event);
            if (end >= 0 && Lines.afterLineEnd(bytes, end, limit, complete) >= 0) {
                matched = plans[i];
                toFront(i);
                return true;
            }
        }
        return false;
    }

    /** The end of the record's part of the line that {@link #known} matched. */
    int end() {
        return end;
    }

    private void toFront(int i) {
        if (i == 0) {
            return;
        }
        Plan plan = plans[i];
        System.arraycopy(plans, 0, plans, 1, i);
        plans[0] = plan;
    }
}
