package dev.leaktriage.export;

/** Makes text from a log fit for files that other programs read. */
final class ExportText {
    private static final char REPLACEMENT = '\uFFFD';

    private ExportText() {}

    /** The text with each half of a surrogate pair that stands alone replaced: no encoding can write one. */
    static String wellFormed(String text) {
        if (text.codePoints().noneMatch(ExportText::isHalf)) {
            return text;
        }
        StringBuilder whole = new StringBuilder(text.length());
        text.codePoints().map(c -> isHalf(c) ? REPLACEMENT : c).forEach(whole::appendCodePoint);
        return whole.toString();
    }

    /**
     * A frame for a folded line, in which a semicolon ends a frame and a space the stack: a semicolon becomes a colon,
     * white space of any kind an underscore, and a character that cannot be seen a replacement.
     */
    static String folded(String frame) {
        StringBuilder safe = new StringBuilder(frame.length());
        wellFormed(frame).codePoints().map(ExportText::folded).forEach(safe::appendCodePoint);
        return safe.toString();
    }

    private static int folded(int character) {
        if (character == ';') {
            return ':';
        }
        return switch (Character.getType(character)) {
            case Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SPACE_SEPARATOR -> '_';
            case Character.CONTROL -> Character.isWhitespace(character) || character == 0x85 ? '_' : REPLACEMENT;
            case Character.FORMAT -> REPLACEMENT;
            default -> character;
        };
    }

    private static boolean isHalf(int character) {
        return Character.getType(character) == Character.SURROGATE;
    }
}
