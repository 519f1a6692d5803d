package dev.leaktriage.compare;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Text in frames that does not tell sites apart, such as a build number.
 *
 * @param pattern what to look for in a frame's symbol and module
 * @param replacement what stands there instead; {@code $1} is the first group
 */
public record Mask(Pattern pattern, String replacement) {
    /**
     * Reads {@code REGEX=REPLACEMENT}; the last equals sign separates them.
     *
     * @throws IllegalArgumentException if it is not one; the message is one line
     */
    public static Mask parse(String text) {
        int equals = text.lastIndexOf('=');
        if (equals < 1) {
            throw new IllegalArgumentException(
                    "mask '" + text + "' has no replacement; write REGEX=REPLACEMENT, such as 'build-[0-9]+=build'");
        }
        try {
            Mask mask = new Mask(Pattern.compile(text.substring(0, equals)), text.substring(equals + 1));
            mask.requireGroups();
            return mask;
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("mask '" + text + "' is no regular expression: " + e.getDescription()
                    + " near index " + e.getIndex());
        }
    }

    String apply(String text) {
        return pattern.matcher(text).replaceAll(replacement);
    }

    /** A replacement can name a group that the pattern lacks; better known now than at the first frame that matches. */
    private void requireGroups() {
        Matcher anything = Pattern.compile(pattern.pattern() + "|").matcher("");
        try {
            anything.replaceFirst(replacement);
        } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
            throw new IllegalArgumentException("mask replacement '" + replacement + "': " + e.getMessage());
        }
    }
}
