package dev.leaktriage.policy;

import dev.leaktriage.model.Frame;
import dev.leaktriage.model.FramePattern;
import dev.leaktriage.model.Symbols;
import java.util.Optional;

/**
 * A frame of a rule: one that was pasted from a log or a report, or a pattern for a function's name.
 *
 * <p>A pasted frame is compared by its function's name, as the patterns of rule files are: arguments may differ from
 * build to build.
 *
 * @param text the frame as it is written, without its number and its module
 * @param function the pattern for its function; empty if the text names none
 * @param normalised the whole text as {@link Symbols#normalised} has it
 */
record WrittenFrame(String text, Optional<FramePattern> function, String normalised) implements FrameTest {
    static WrittenFrame of(String text) {
        boolean pasted = text.indexOf('(') >= 0 || text.indexOf('<') >= 0;
        String name = pasted ? Symbols.qualifiedName(text) : text;
        return new WrittenFrame(
                text,
                Optional.of(name).filter(known -> !known.isBlank()).map(FramePattern::new),
                Symbols.normalised(new Frame(text, "")));
    }

    @Override
    public boolean matches(Frame frame) {
        boolean named = function.isPresent() && function.get().matches(frame.symbol(), frame.qualifiedName());
        return named || normalised.equals(Symbols.normalised(frame));
    }

    @Override
    public Optional<Names> names() {
        return function.map(FramePattern::isName).orElse(true)
                ? Optional.of(new Names(function.map(FramePattern::text).orElse(""), normalised))
                : Optional.empty();
    }

    /** True of a star alone, which fits any function. */
    boolean matchesEverything() {
        return text.replace("*", "").replace(":", "").isBlank();
    }
}
