package dev.leaktriage.policy;

import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A frame's line as logs write it, taken apart.
 *
 * @param number its number, if it has one
 * @param first the number that a leaf has in this way of counting
 * @param symbol what stands behind number and module
 */
record FrameText(OptionalInt number, int first, String symbol) {
    private static final Pattern NUMBERED = Pattern.compile("(#?)(\\d{1,6})([.:]?)\\s+(.*)");
    /** A library's path before the symbol, as block records have it. */
    private static final Pattern MODULE = Pattern.compile("\\S*(?:/|\\.so)\\S*?\\s?:\\s+(.+)");

    static boolean isNumbered(String stripped) {
        Matcher numbered = NUMBERED.matcher(stripped);
        return numbered.matches()
                && numbered.group(1).isEmpty() != numbered.group(3).isEmpty();
    }

    static FrameText of(String stripped) {
        if (!isNumbered(stripped)) {
            return new FrameText(OptionalInt.empty(), 1, symbol(stripped));
        }
        Matcher numbered = NUMBERED.matcher(stripped);
        numbered.matches();
        int first = numbered.group(1).isEmpty() ? 1 : 0;
        return new FrameText(OptionalInt.of(Integer.parseInt(numbered.group(2))), first, symbol(numbered.group(4)));
    }

    private static String symbol(String rest) {
        Matcher module = MODULE.matcher(rest);
        return module.matches() ? module.group(1) : rest;
    }
}
