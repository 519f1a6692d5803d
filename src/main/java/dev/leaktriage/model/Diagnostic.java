package dev.leaktriage.model;

/**
 * What is wrong with a file that a user wrote, and where.
 *
 * @param path the file as the user named it
 * @param line 1-based
 * @param column 1-based, in characters
 * @param message lower case, names the value and says what would be accepted
 * @param source the line of the file; empty if there is none
 */
public record Diagnostic(String path, int line, int column, String message, String source) {
    private static final int SOURCE_CHARACTERS = 160;
    private static final String CUT = "...";

    /** {@code path:line:col: error: message}. */
    @Override
    public String toString() {
        return path + ":" + line + ":" + column + ": error: " + message;
    }

    /** The message with the source line, cut around the place, and a caret below it; one line without a source. */
    public String withCaret() {
        if (source.isEmpty()) {
            return toString();
        }
        int place = Math.min(column - 1, source.length());
        int from = Math.max(0, Math.min(place - SOURCE_CHARACTERS / 2, source.length() - SOURCE_CHARACTERS));
        int to = Math.min(source.length(), from + SOURCE_CHARACTERS);
        int keptFrom = from == 0 ? 0 : wholeCharacter(from + CUT.length());
        int keptTo = to == source.length() ? to : wholeCharacter(to - CUT.length() - 1);
        String before = (from == 0 ? "" : CUT) + source.substring(keptFrom, place);
        String after = source.substring(place, keptTo) + (to == source.length() ? "" : CUT);
        return this + "\n" + before + after + "\n" + before.replaceAll("[^\t]", " ") + "^";
    }

    /** The place, or the next one if a character would be split there. */
    private int wholeCharacter(int place) {
        return Character.isLowSurrogate(source.charAt(place)) ? place + 1 : place;
    }
}
