package dev.leaktriage.log;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Takes in what a recording of heaptrack defines: strings, instruction pointers and calls. Each is named by its place in
 * the order of definitions, so a definition that is broken is one all the same: the numbers of those behind it must not
 * move.
 */
final class HeaptrackDefinitions {
    private final Source source;
    private final RecordingText text;
    private final HeaptrackStacks stacks;
    private boolean stringsWhole;
    private int lineStart;
    private int lineEnd;

    HeaptrackDefinitions(Source source, RecordingText text, HeaptrackStacks stacks) {
        this.source = source;
        this.text = text;
        this.stacks = stacks;
    }

    /** Goes on to the line in {@code [start, end)} of the text. */
    void line(int start, int end) {
        lineStart = start;
        lineEnd = end;
    }

    /**
     * Takes in the line if it defines something.
     *
     * @throws IOException if more is defined than a reader takes
     * @throws PlanCompiler.Malformed if it means what is not defined, or contradicts itself
     */
    void take(Plan plan) throws IOException, PlanCompiler.Malformed {
        switch (plan.rule()) {
            case "string" -> string(remainder(plan, 0));
            case "sizedString" -> sizedString(plan);
            case "pointer" -> pointer(plan);
            case "trace" -> trace(plan);
            case "stringTotal" -> {
                total(plan, stacks.strings(), "strings");
                stringsWhole = true;
            }
            default -> {}
        }
    }

    /** What stands in a slot that goes on to the end of the line; empty if nothing does. */
    String remainder(Plan plan, int slot) {
        return plan.slots() == slot
                ? ""
                : new String(text.bytes(), plan.start(slot), plan.end(slot) - plan.start(slot), StandardCharsets.UTF_8);
    }

    private void sizedString(Plan plan) throws IOException, PlanCompiler.Malformed {
        int bytes = plan.slots() == 1 ? 0 : lineEnd - plan.start(1);
        string(remainder(plan, 1));
        if (plan.number(0, text.bytes()) != bytes) {
            throw malformed(
                    plan, 0, "the length is not that of the text, which has " + Integer.toHexString(bytes) + " bytes");
        }
    }

    private void string(String string) throws IOException {
        stacks.string(string);
        Limits.check(
                stacks.stringBytes(), source.limits().stackBytes(), source.name(), "bytes of names", "stack-bytes");
    }

    private void pointer(Plan plan) throws PlanCompiler.Malformed {
        int[] calls = new int[plan.slots() / 3 * 3];
        int module = 0;
        PlanCompiler.Malformed failure = null;
        try {
            module = number(plan, 1, stacks.strings() + 1);
            for (int slot = 2; slot < plan.slots(); slot++) {
                boolean isLine = (slot - 2) % 3 == 2;
                calls[slot - 2] = number(plan, slot, isLine ? Integer.MAX_VALUE : stacks.strings() + 1);
            }
        } catch (PlanCompiler.Malformed undefined) {
            failure = undefined;
        }
        stacks.pointer(module, calls);
        if (failure != null) {
            throw failure;
        }
    }

    private void trace(Plan plan) throws IOException, PlanCompiler.Malformed {
        long pointer = plan.number(0, text.bytes());
        long parent = plan.number(1, text.bytes());
        boolean defined = pointer >= 0 && pointer <= stacks.pointers() && parent >= 0 && parent <= stacks.traces();
        stacks.trace(defined ? (int) pointer : 0, defined ? (int) parent : 0);
        Limits.check(stacks.traces(), source.limits().stackLines(), source.name(), "distinct calls", "stack-lines");
        if (!defined) {
            number(plan, 0, stacks.pointers() + 1);
            number(plan, 1, stacks.traces());
        }
    }

    /**
     * The number in a slot.
     *
     * @param bound the first number that is not defined
     */
    int number(Plan plan, int slot, int bound) throws PlanCompiler.Malformed {
        long number = plan.number(slot, text.bytes());
        if (number < 0 || number >= bound) {
            String digits = new String(
                    text.bytes(), plan.start(slot), plan.end(slot) - plan.start(slot), StandardCharsets.US_ASCII);
            throw malformed(plan, slot, "the number " + digits + " is defined by no line before it");
        }
        return (int) number;
    }

    /**
     * Reads the last line of a recording, which only one that was written to its end has.
     *
     * @return true if both totals are there and agree with what was read
     */
    boolean whole(Plan plan) throws PlanCompiler.Malformed {
        total(plan, stacks.pointers(), "pointers");
        return stringsWhole;
    }

    private void total(Plan plan, int seen, String what) throws PlanCompiler.Malformed {
        long stated = plan.number(0, text.bytes());
        if (stated != seen) {
            throw malformed(plan, 0, "the recording should have " + stated + " " + what + " and has " + seen);
        }
    }

    /** What is wrong with a slot. */
    PlanCompiler.Malformed malformed(Plan plan, int slot, String message) {
        return new PlanCompiler.Malformed(plan.start(slot) - lineStart, message);
    }
}
