package dev.leaktriage.report;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;

/** Writes tables of a page; whatever the text, none of it becomes an element or an attribute. */
final class Markup {
    private final Writer out;

    Markup(Writer out) {
        this.out = out;
    }

    /** What a content security policy names a style or a script by. */
    static String sha256(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return Base64.getEncoder().encodeToString(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    void element(String name, String tone, String text) throws IOException {
        out.write("<" + name + (tone.isEmpty() ? "" : " class=\"" + tone + "\"") + ">" + escaped(text) + "</" + name
                + ">\n");
    }

    /**
     * Begins a table.
     *
     * @param columns titles; those of numbers begin with {@code #}
     */
    void table(String title, List<String> columns) throws IOException {
        element("h2", "", title);
        out.write("<div class=\"scroll\"><table aria-label=\"" + escaped(title) + "\">\n<thead><tr>");
        for (String column : columns) {
            boolean number = column.startsWith("#");
            out.write(
                    (number ? "<th class=\"number\">" : "<th>") + escaped(column.substring(number ? 1 : 0)) + "</th>");
        }
        out.write("</tr></thead>\n<tbody>");
    }

    void row() throws IOException {
        out.write("\n<tr>");
    }

    /** Ends a table with a sentence below it, which may be empty. */
    void endTable(String note) throws IOException {
        out.write("\n</tbody></table></div>\n");
        if (!note.isEmpty()) {
            element("p", "", note);
        }
    }

    void name(String tone, String name, List<String> below) throws IOException {
        out.write("<td class=\"name\"><span" + (tone.isEmpty() ? "" : " class=\"" + tone + "\"") + ">" + escaped(name)
                + "</span>");
        for (String sentence : below) {
            if (!sentence.isEmpty()) {
                out.write("<span class=\"below\">" + escaped(sentence) + "</span>");
            }
        }
        out.write("</td>");
    }

    void text(String text) throws IOException {
        out.write("<td>" + escaped(text) + "</td>");
    }

    void number(long number) throws IOException {
        out.write("<td class=\"number\">" + Units.grouped(number) + "</td>");
    }

    void bytes(long bytes) throws IOException {
        out.write("<td class=\"number\" title=\"" + Units.grouped(bytes) + " B\">" + Units.bytes(bytes) + "</td>");
    }

    private static String escaped(String text) {
        return Visible.of(text)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
