package dev.leaktriage.classify;

import dev.leaktriage.model.CallStack;
import dev.leaktriage.model.Frame;
import dev.leaktriage.model.FramePattern;
import java.util.ArrayList;
import java.util.List;

/** Puts into words what the frames of a call stack show; {@link StackAnswers} says whether they do. */
record StackFrames(CallStack stack) {
    private static final int LONGEST_SYMBOL = 80;
    private static final int MOST_FRAMES_QUOTED = 2;

    /** Whether the frames are those that a condition wants. */
    Proof proof(Condition condition) {
        List<FramePattern> any = condition.anyFrame();
        Proof proof = any.isEmpty() ? Proof.TRIVIAL : proof(any);
        for (FramePattern pattern : condition.allFrames()) {
            proof = proof.and(proof(List.of(pattern)));
        }
        return proof;
    }

    /** Whether there are frames that match one of the patterns. */
    private Proof proof(List<FramePattern> patterns) {
        List<Integer> matching = matching(patterns);
        if (matching.isEmpty()) {
            return Proof.fails(stack.isEmpty() ? "it has no stack" : "no frame of its stack is " + listed(patterns));
        }
        String verb = matching.size() == 1 ? " shows" : " show";
        return new Proof(true, quoted(matching) + verb + " where it comes from", List.of(), matching);
    }

    private List<Integer> matching(List<FramePattern> patterns) {
        List<Integer> matching = new ArrayList<>(0);
        for (int i = 0; i < stack.frames().size(); i++) {
            if (matchesAny(stack.frames().get(i), patterns)) {
                matching.add(i);
            }
        }
        return matching;
    }

    /** True if any of some patterns matches a frame. */
    static boolean matchesAny(Frame frame, List<FramePattern> patterns) {
        String name = frame.qualifiedName();
        for (int i = 0; i < patterns.size(); i++) {
            if (patterns.get(i).matches(frame.symbol(), name)) {
                return true;
            }
        }
        return false;
    }

    private static String listed(List<FramePattern> patterns) {
        return "`"
                + String.join("`, `", patterns.stream().map(FramePattern::text).toList()) + "`";
    }

    private String quoted(List<Integer> matching) {
        return String.join(
                " and ",
                matching.stream().limit(MOST_FRAMES_QUOTED).map(this::quoted).toList());
    }

    /** Such as frame 1 {@code `MeshWorkloadImpl::load_binaries()`}; numbered as in the log, from 1. */
    private String quoted(int number) {
        Frame frame = stack.frames().get(number);
        boolean tooLong = frame.symbol().length() > LONGEST_SYMBOL;
        return "frame " + (number + 1) + " `" + (tooLong ? frame.qualifiedName() : frame.display()) + "`";
    }
}
