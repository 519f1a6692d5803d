package dev.leaktriage.report;

/** Shortens long C++ function names to what a reader recognises. */
final class FrameText {
    private FrameText() {}

    /** The function as it is if it fits; else without arguments, then without template arguments, then cut. */
    static String shorten(String function, int columns) {
        String visible = Visible.of(function);
        if (Visible.columns(visible) <= columns) {
            return visible;
        }
        String bare = fold(visible, '(', ')');
        if (Visible.columns(bare) <= columns) {
            return bare;
        }
        return Visible.cut(fold(bare, '<', '>'), columns);
    }

    private static String fold(String text, char open, char close) {
        StringBuilder folded = new StringBuilder();
        int depth = 0;
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == close && depth > 0 && --depth == 0) {
                folded.append("...");
            }
            if (depth == 0) {
                folded.append(c);
            }
            if (c == open) {
                depth++;
            }
        }
        // An unpaired bracket (operator<, a cut name) would swallow the rest.
        return depth == 0 ? folded.toString() : text;
    }
}
