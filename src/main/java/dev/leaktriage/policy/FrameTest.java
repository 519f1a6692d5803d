package dev.leaktriage.policy;

import dev.leaktriage.model.Frame;
import java.util.Optional;

/** What a rule asks of one frame. */
interface FrameTest {
    boolean matches(Frame frame);

    /** What it asks for, on one line; equal texts ask for the same. */
    String text();

    /** The names that pass, if these are all: then nobody needs to try. */
    default Optional<Names> names() {
        return Optional.empty();
    }

    /**
     * Names of frames.
     *
     * @param lastParts the last components of the function's qualified name; empty for none
     * @param normalised the whole symbol, normalised
     */
    record Names(String lastParts, String normalised) {}
}
