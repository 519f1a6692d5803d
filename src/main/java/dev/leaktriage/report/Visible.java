package dev.leaktriage.report;

/** Makes text from a log harmless for a terminal: no character of it moves a cursor or hides another. */
final class Visible {
    private static final int REPLACEMENT = 0xFFFD;
    private static final int CONTROL_PICTURES = 0x2400;
    private static final int DELETE_PICTURE = 0x2421;

    private Visible() {}

    /** The text with each control or format character replaced by one visible character, a tab by a space. */
    static String of(String text) {
        if (text.codePoints().noneMatch(Visible::harmful)) {
            return text;
        }
        StringBuilder visible = new StringBuilder(text.length());
        text.codePoints().map(c -> harmful(c) ? picture(c) : c).forEach(visible::appendCodePoint);
        return visible.toString();
    }

    /**
     * The first characters of a text.
     *
     * @param columns how many characters are kept at most; the last three of them are dots if some are left out
     */
    static String cut(String text, int columns) {
        if (text.codePointCount(0, text.length()) <= columns) {
            return text;
        }
        return text.substring(0, text.offsetByCodePoints(0, columns - 3)) + "...";
    }

    /** The text with its middle left out and replaced by dots, if it is longer than so many columns. */
    static String cutMiddle(String text, int columns) {
        int length = columns(text);
        if (length <= columns) {
            return text;
        }
        int tail = (columns - 3) / 2;
        int head = columns - 3 - tail;
        return text.substring(0, text.offsetByCodePoints(0, head)) + "..."
                + text.substring(text.offsetByCodePoints(0, length - tail));
    }

    static int columns(String text) {
        return text.codePointCount(0, text.length());
    }

    private static boolean harmful(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> true;
            default -> false;
        };
    }

    // One character for one character, so that a caret below the text still points at its place.
    private static int picture(int character) {
        if (character == '\t') {
            return ' ';
        }
        if (character == 0x7F) {
            return DELETE_PICTURE;
        }
        return character < 0x20 ? CONTROL_PICTURES + character : REPLACEMENT;
    }
}
