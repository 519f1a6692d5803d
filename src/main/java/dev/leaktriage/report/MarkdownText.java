package dev.leaktriage.report;

/** Text from a log inside Markdown: shown as it is, never taken for markup. */
final class MarkdownText {
    private static final int CELL_COLUMNS = 400;
    private static final String MARKUP = "&<>|`\\*_[]~$\"'";

    private MarkdownText() {}

    /** The text, cut at a generous width, with all markup as character references. */
    static String of(String text) {
        String visible = Visible.cut(Visible.of(text), CELL_COLUMNS);
        StringBuilder escaped = new StringBuilder(visible.length() + 16);
        for (int at = 0; at < visible.length(); at++) {
            char c = visible.charAt(at);
            if (isMarkup(visible, at)) {
                escaped.append("&#").append((int) c).append(';');
                continue;
            }
            escaped.append(c);
        }
        return escaped.toString();
    }

    /** Lines that keep their spaces, as code in one table cell; at most a dozen of them. */
    static String block(String lines) {
        StringBuilder block = new StringBuilder();
        for (String line : lines.lines().limit(12).toList()) {
            block.append("<br><code>").append(of(line).replace(" ", "&nbsp;")).append("</code>");
        }
        return block.toString();
    }

    private static boolean isMarkup(String text, int at) {
        char c = text.charAt(at);
        if (c == '_') {
            return !(letterAt(text, at - 1) && letterAt(text, at + 1));
        }
        // A bare address would become a link of the log's choosing.
        if (c == ':') {
            return text.startsWith("://", at);
        }
        if (c == '.') {
            return at >= 3 && text.regionMatches(true, at - 3, "www", 0, 3);
        }
        return c == '@' || MARKUP.indexOf(c) >= 0;
    }

    private static boolean letterAt(String text, int at) {
        return at >= 0 && at < text.length() && Character.isLetterOrDigit(text.charAt(at));
    }
}
