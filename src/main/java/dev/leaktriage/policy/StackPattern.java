package dev.leaktriage.policy;

import dev.leaktriage.model.Site;
import java.util.List;

/** What a rule looks for in a call stack. */
interface StackPattern {
    boolean matches(Site site);

    /** What some frame of every stack that matches passes, test by test; empty if it asks for no frame. */
    List<FrameTest> needs();

    /** True if it names nothing, so that any stack would match. */
    boolean matchesEverything();

    /** What it looks for, on one line. */
    String text();

    /** A clause on what to write instead if it matches nothing; empty if nothing better is known. */
    default String hint(Site site) {
        return "";
    }
}
