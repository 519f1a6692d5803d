package dev.leaktriage.classify;

import dev.leaktriage.model.Frame;
import dev.leaktriage.model.FramePattern;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** A frame with what was asked of it before: a few thousand frames make up all the stacks of a large log. */
final class KnownFrame {
    private final Frame frame;
    private final String name;
    /** By the list itself, which is a condition's own. */
    private final Map<List<FramePattern>, Boolean> answers = new IdentityHashMap<>();

    KnownFrame(Frame frame) {
        this.frame = frame;
        this.name = frame.qualifiedName();
    }

    /** The qualified name of its function. */
    String name() {
        return name;
    }

    boolean matches(FramePattern pattern) {
        return pattern.matches(frame.symbol(), name);
    }

    /** True if any of a condition's patterns matches. */
    boolean matchesAny(List<FramePattern> patterns) {
        Boolean known = answers.get(patterns);
        if (known == null) {
            known = anyMatches(patterns);
            answers.put(patterns, known);
        }
        return known;
    }

    private boolean anyMatches(List<FramePattern> patterns) {
        for (FramePattern pattern : patterns) {
            if (matches(pattern)) {
                return true;
            }
        }
        return false;
    }
}
