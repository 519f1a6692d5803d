package dev.leaktriage.classify;

/**
 * What is wrong with a rule file, and where.
 *
 * @param path the file as the user named it
 * @param line 1-based
 * @param column 1-based, in characters
 * @param message lower case, names the value and says what would be accepted
 * @param source the line of the file; empty if there is none
 */
public record Diagnostic(String path, int line, int column, String message, String source) {
    /** {@code path:line:col: error: message}. */
    @Override
    public String toString() {
        return path + ":" + line + ":" + column + ": error: " + message;
    }

    /** The message with the source line and a caret below it; three lines, or one if there is no source. */
    public String withCaret() {
        if (source.isEmpty()) {
            return toString();
        }
        String indent =
                source.substring(0, Math.min(column - 1, source.length())).replaceAll("[^\t]", " ");
        return this + "\n" + source + "\n" + indent + "^";
    }
}
