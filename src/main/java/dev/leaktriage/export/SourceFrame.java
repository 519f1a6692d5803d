package dev.leaktriage.export;

import dev.leaktriage.model.CallStack;
import dev.leaktriage.model.Frame;
import dev.leaktriage.model.SourceLine;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A frame as tools want it: the function here, its place in the source there.
 *
 * @param function never empty, and every text encoding can write it
 */
record SourceFrame(String function, Optional<SourceLine> at) {
    /** What stands in the place of frames where the log has none. */
    private static final SourceFrame NO_STACK = new SourceFrame("[no stack]", Optional.empty());

    private static final Pattern PYTHON = Pattern.compile("File \"[^\"]*\", line \\d+, in (.+)", Pattern.DOTALL);

    static SourceFrame of(Frame frame) {
        Optional<SourceLine> at =
                SourceLine.of(frame).map(place -> new SourceLine(ExportText.wellFormed(place.path()), place.line()));
        return new SourceFrame(function(ExportText.wellFormed(frame.display()), at), at);
    }

    /** Function and place in one text. */
    String display() {
        return function + at.map(line -> " at " + line).orElse("");
    }

    /** The same function without a line of it. */
    SourceFrame anywhere() {
        return new SourceFrame(function, at.map(place -> new SourceLine(place.path(), 1)));
    }

    /** The frames of a stack from the leaf on; one that says so where there are none. */
    static List<SourceFrame> leafFirst(CallStack stack) {
        return stack.isEmpty()
                ? List.of(NO_STACK)
                : stack.frames().stream().map(SourceFrame::of).toList();
    }

    /** The other way round. */
    static <T> List<T> rootFirst(List<T> leafFirst) {
        List<T> reversed = new ArrayList<>(leafFirst);
        Collections.reverse(reversed);
        return reversed;
    }

    private static String function(String text, Optional<SourceLine> at) {
        Matcher python = PYTHON.matcher(text);
        if (python.matches()) {
            return python.group(1);
        }
        String place = at.map(line -> " at " + line).orElse("");
        boolean function = text.length() > place.length() && text.endsWith(place);
        return function ? text.substring(0, text.length() - place.length()) : text;
    }
}
