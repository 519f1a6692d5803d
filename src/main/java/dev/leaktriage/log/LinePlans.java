package dev.leaktriage.log;

import dev.leaktriage.model.LogEvent;
import java.util.Arrays;
import java.util.Optional;

/**
 * The plans of the lines that begin alike, the one that matched last first.
 *
 * <p>Bounded: shapes beyond the limit are parsed by ANTLR each time.
 */
final class LinePlans {
    private static final int MOST = 48;
    /** A longer remark behind a record is not remembered, in bytes. */
    private static final int LONGEST_TAIL = 64;

    private static final byte[] NO_TAIL = {};
    /** A record line beyond this length is judged by its beginning, in bytes. */
    private static final int LONGEST = 4096;
    /** So much of a line is parsed at first, in bytes; of a line of megabytes with many records, no more each time. */
    private static final int SHORT = 512;
    /** A record that ends so near to the end of what was parsed may go on behind it, in bytes. */
    private static final int MARGIN = 128;

    private final PlanCompiler compiler;
    private final String rule;
    private final Plan[] plans;
    /** For each plan what stood behind the record on the line that it was made of. */
    private final byte[][] tails;

    private int count;
    private RecordKind matched;
    private Plan last;

    /**
     * Starts without a plan.
     *
     * @param remembers false if every line is to be parsed anew, which is slow and must make no difference
     */
    LinePlans(PlanCompiler compiler, String rule, boolean remembers) {
        this.compiler = compiler;
        this.rule = rule;
        this.plans = new Plan[remembers ? MOST : 0];
        this.tails = new byte[plans.length][];
    }

    /** What the line that was read last means; null if it did not parse. */
    RecordKind matched() {
        return matched;
    }

    /** The plan that the line that was read last matched, and those like it may be compared with. */
    Optional<Plan> reusable() {
        return plans.length == 0 ? Optional.empty() : Optional.ofNullable(last);
    }

    /** Makes {@link #matched} say that the last line did not parse. */
    void forget() {
        matched = null;
    }

    /**
     * Fills an event from a line.
     *
     * @param complete true if {@code limit} is the end of the text
     * @return the offset after the record's part of the line
     * @throws PlanCompiler.Malformed if the line is not in the language
     */
    int read(byte[] bytes, int from, int limit, boolean complete, LogEvent event) throws PlanCompiler.Malformed {
        int end = known(bytes, from, limit, complete, event);
        if (end >= 0) {
            return end;
        }
        last = null;
        Plan plan = compile(bytes, from, limit);
        end = plan.match(bytes, from, limit);
        if (end < 0) {
            throw plan.outOfRange(bytes, from);
        }
        plan.fill(bytes, from, event);
        matched = plan.kind();
        remember(plan, bytes, end, limit, complete);
        return end;
    }

    private void remember(Plan plan, byte[] bytes, int end, int limit, boolean complete) {
        if (count == plans.length) {
            return;
        }
        if (Lines.endsRecord(bytes, end, limit, complete)) {
            tails[count] = NO_TAIL;
            plans[count++] = plan;
            return;
        }
        int lineEnd = Lines.contentEnd(bytes, end, Math.min(limit, end + LONGEST_TAIL + 1));
        // What is glued to a number decides what the lexer takes for the number: 2x10 begins with one, 0x10 is one.
        boolean glued = Character.isLetterOrDigit(bytes[end]);
        if (!glued && count < plans.length / 2 && lineEnd - end <= LONGEST_TAIL) {
            tails[count] = Arrays.copyOfRange(bytes, end, lineEnd);
            plans[count++] = plan;
        }
    }

    /**
     * True if the record surely ends at {@code end}: nothing follows it, or the very text that followed it when ANTLR
     * parsed its shape.
     */
    private boolean isWhole(int i, byte[] bytes, int end, int limit, boolean complete) {
        if (Lines.endsRecord(bytes, end, limit, complete)) {
            return true;
        }
        byte[] tail = tails[i];
        int tailEnd = end + tail.length;
        return tail.length > 0
                && tailEnd <= limit
                && Arrays.equals(bytes, end, tailEnd, tail, 0, tail.length)
                && Lines.afterLineEnd(bytes, tailEnd, limit, complete) >= 0;
    }

    private Plan compile(byte[] bytes, int from, int limit) throws PlanCompiler.Malformed {
        int content = Lines.contentEnd(bytes, from, Math.min(limit, from + LONGEST));
        if (content - from <= SHORT) {
            return compiler.compile(rule, bytes, from, content);
        }
        try {
            Plan plan = compiler.compile(rule, bytes, from, from + SHORT);
            int end = plan.match(bytes, from, limit);
            if (end >= 0 && end < from + SHORT - MARGIN) {
                return plan;
            }
        } catch (PlanCompiler.Malformed cut) {
            return compiler.compile(rule, bytes, from, content);
        }
        return compiler.compile(rule, bytes, from, content);
    }

    /**
     * Fills an event from a text that is parsed once and makes no plan.
     *
     * @return the offset after the record's part of the text
     * @throws PlanCompiler.Malformed if the text is not in the language
     */
    int parse(byte[] text, LogEvent event) throws PlanCompiler.Malformed {
        last = null;
        Plan plan = compiler.compile(rule, text, 0, text.length);
        int end = plan.match(text, 0, text.length);
        if (end < 0) {
            throw plan.outOfRange(text, 0);
        }
        plan.fill(text, 0, event);
        matched = plan.kind();
        return end;
    }

    /**
     * Tries the known plans. A plan decides only where the record surely ends behind it, for else a longer shape
     * might apply.
     */
    private int known(byte[] bytes, int from, int limit, boolean complete, LogEvent event) {
        for (int i = 0; i < count; i++) {
            int end = plans[i].match(bytes, from, limit);
            if (end >= 0 && isWhole(i, bytes, end, limit, complete)) {
                plans[i].fill(bytes, from, event);
                matched = plans[i].kind();
                last = plans[i];
                toFront(i);
                return end;
            }
        }
        return -1;
    }

    private void toFront(int i) {
        if (i == 0) {
            return;
        }
        Plan plan = plans[i];
        byte[] tail = tails[i];
        System.arraycopy(plans, 0, plans, 1, i);
        System.arraycopy(tails, 0, tails, 1, i);
        plans[0] = plan;
        tails[0] = tail;
    }
}
