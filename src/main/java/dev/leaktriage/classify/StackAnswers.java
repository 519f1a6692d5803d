package dev.leaktriage.classify;

import dev.leaktriage.model.CallStack;
import dev.leaktriage.model.Frame;
import dev.leaktriage.model.FramePattern;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * What rules ask of the frames of stacks, and the answers: each frame and each stack is asked once, since a few thousand
 * frames make up all the stacks of a large log, and many handles share a stack.
 *
 * <p>A question is whether a frame matches one of a list of patterns. A frame's answers are bits, and a stack has those of
 * all its frames.
 */
final class StackAnswers {
    /** How many frames and stacks a large log has: to widen a map again and again took longer than to ask. */
    private static final int MANY = 4096;

    private final List<List<FramePattern>> questions = new ArrayList<>();
    private final Map<Frame, long[]> byFrame = new IdentityHashMap<>(MANY);
    private final Map<CallStack, long[]> byStack = new IdentityHashMap<>(MANY);

    /** The questions of a condition, as bits; all conditions have to ask before there are answers. */
    long[] asked(Condition condition) {
        long[] asked = {};
        if (!condition.anyFrame().isEmpty()) {
            asked = with(asked, numberOf(condition.anyFrame()));
        }
        for (FramePattern pattern : condition.allFrames()) {
            asked = with(asked, numberOf(List.of(pattern)));
        }
        return asked;
    }

    private int numberOf(List<FramePattern> patterns) {
        for (int number = 0; number < questions.size(); number++) {
            if (questions.get(number).equals(patterns)) {
                return number;
            }
        }
        questions.add(patterns);
        return questions.size() - 1;
    }

    private static long[] with(long[] bits, int number) {
        long[] both = Arrays.copyOf(bits, Math.max(bits.length, number / Long.SIZE + 1));
        both[number / Long.SIZE] |= 1L << number;
        return both;
    }

    /** The answers for a stack. */
    long[] of(CallStack stack) {
        long[] known = byStack.get(stack);
        if (known == null) {
            known = answers(stack);
            byStack.put(stack, known);
        }
        return known;
    }

    private long[] answers(CallStack stack) {
        long[] answers = none();
        List<Frame> frames = stack.frames();
        for (int i = 0; i < frames.size(); i++) {
            long[] own = answers(frames.get(i));
            for (int word = 0; word < own.length; word++) {
                answers[word] |= own[word];
            }
        }
        return answers;
    }

    private long[] answers(Frame frame) {
        long[] known = byFrame.get(frame);
        if (known == null) {
            known = none();
            for (int number = 0; number < questions.size(); number++) {
                boolean matches = StackFrames.matchesAny(frame, questions.get(number));
                known[number / Long.SIZE] |= matches ? 1L << number : 0;
            }
            byFrame.put(frame, known);
        }
        return known;
    }

    private long[] none() {
        return new long[questions.size() / Long.SIZE + 1];
    }

    /** True if the answers are yes to all questions. */
    static boolean affirm(long[] answers, long[] asked) {
        for (int word = 0; word < asked.length; word++) {
            if ((asked[word] & ~answers[word]) != 0) {
                return false;
            }
        }
        return true;
    }
}
