package dev.leaktriage.classify;

import dev.leaktriage.model.CallStack;
import dev.leaktriage.model.Frame;
import dev.leaktriage.model.FramePattern;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The frames of one call stack, with the answers to patterns that were asked before: many handles share a stack. */
final class StackFrames {
    private static final int LONGEST_SYMBOL = 80;
    private static final int MOST_FRAMES_QUOTED = 2;

    private final CallStack stack;
    private final KnownFrame[] frames;
    /** By the condition itself: to hash its patterns anew for every handle costs more than to try them. */
    private final Map<Condition, Proof> proofs = new IdentityHashMap<>();

    StackFrames(CallStack stack) {
        this(stack, new IdentityHashMap<>());
    }

    /**
     * Takes a stack.
     *
     * @param known what is known of frames, by the frame itself; what is missing is added
     */
    StackFrames(CallStack stack, Map<Frame, KnownFrame> known) {
        this.stack = stack;
        this.frames = new KnownFrame[stack.frames().size()];
        for (int i = 0; i < frames.length; i++) {
            frames[i] = known.computeIfAbsent(stack.frames().get(i), KnownFrame::new);
        }
    }

    CallStack stack() {
        return stack;
    }

    /** Whether the frames are those that a condition wants. */
    Proof proof(Condition condition) {
        Proof known = proofs.get(condition);
        if (known == null) {
            known = prove(condition);
            proofs.put(condition, known);
        }
        return known;
    }

    private Proof prove(Condition condition) {
        List<FramePattern> any = condition.anyFrame();
        Proof proof = any.isEmpty() ? Proof.TRIVIAL : proof(any, matchingAny(any));
        for (FramePattern pattern : condition.allFrames()) {
            proof = proof.and(proof(List.of(pattern), matching(pattern)));
        }
        return proof;
    }

    private List<Integer> matchingAny(List<FramePattern> patterns) {
        List<Integer> matching = new ArrayList<>(0);
        for (int i = 0; i < frames.length; i++) {
            if (frames[i].matchesAny(patterns)) {
                matching.add(i);
            }
        }
        return matching;
    }

    private List<Integer> matching(FramePattern pattern) {
        List<Integer> matching = new ArrayList<>(0);
        for (int i = 0; i < frames.length; i++) {
            if (frames[i].matches(pattern)) {
                matching.add(i);
            }
        }
        return matching;
    }

    /** Whether there are frames that match one of the patterns. */
    private Proof proof(List<FramePattern> patterns, List<Integer> matching) {
        if (matching.isEmpty()) {
            return Proof.fails(new NoFrame(stack, patterns));
        }
        String verb = matching.size() == 1 ? " shows" : " show";
        String why = quoted(matching) + verb + " where it comes from";
        return new Proof(true, () -> why, List.of(), matching);
    }

    private String quoted(List<Integer> matching) {
        return String.join(
                " and ",
                matching.stream().limit(MOST_FRAMES_QUOTED).map(this::quoted).toList());
    }

    /** Such as frame 1 {@code `MeshWorkloadImpl::load_binaries()`}; numbered as in the log, from 1. */
    private String quoted(int frame) {
        Frame quoted = stack.frames().get(frame);
        boolean tooLong = quoted.symbol().length() > LONGEST_SYMBOL;
        return "frame " + (frame + 1) + " `" + (tooLong ? frames[frame].name() : quoted.display()) + "`";
    }

    /** No lambda: those that capture something are slow to make, and nearly every stack gives this reason. */
    private record NoFrame(CallStack stack, List<FramePattern> patterns) implements Supplier<String> {
        @Override
        public String get() {
            return stack.isEmpty() ? "it has no stack" : "no frame of its stack is " + alternatives();
        }

        private String alternatives() {
            return "`"
                    + String.join(
                            "`, `", patterns.stream().map(FramePattern::text).toList()) + "`";
        }
    }
}
