package dev.leaktriage.recorder;

import dev.leaktriage.model.CallStack;
import dev.leaktriage.model.Frame;

/** Call stacks as numbered lines; a small cache spares the rendering of stacks that come again. */
final class StackText {
    private static final int SLOTS = 1 << 10;

    private final CallStack[] stacks = new CallStack[SLOTS];
    private final byte[][] texts = new byte[SLOTS][];
    private final LineBuffer scratch = new LineBuffer();

    /** Appends the lines of a stack; nothing if it is empty. */
    void append(LineBuffer out, CallStack stack) {
        if (stack.isEmpty()) {
            return;
        }
        int slot = System.identityHashCode(stack) & (SLOTS - 1);
        if (stacks[slot] != stack) {
            stacks[slot] = stack;
            texts[slot] = render(stack);
        }
        out.bytes(texts[slot]);
    }

    private byte[] render(CallStack stack) {
        scratch.truncate(0);
        scratch.text("  Call stack:").newLine();
        int number = 0;
        for (Frame frame : stack.frames()) {
            number++;
            scratch.text("    ")
                    .decimal(number)
                    .text(". ")
                    .text(frame.display())
                    .newLine();
        }
        return scratch.copy();
    }
}
