package dev.leaktriage.report;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.stream.Collectors;

/** Writes XML 1.0, element by element; what the text has of characters that XML forbids is shown by others. */
final class XmlOutput {
    private static final int REPLACEMENT = 0xFFFD;

    private final Writer out;
    private final Deque<String> open = new ArrayDeque<>();

    /** Begins a document. */
    XmlOutput(Writer out) throws IOException {
        this.out = out;
        out.write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    }

    /**
     * Begins an element, on a line of its own.
     *
     * @param attributes names and values in turn
     */
    void open(String name, String... attributes) throws IOException {
        tag(name, attributes, ">\n");
        open.push(name);
    }

    /** Ends the element that was begun last. */
    void close() throws IOException {
        String name = open.pop();
        out.write(indentation() + "</" + name + ">\n");
    }

    /** An element without content. */
    void empty(String name, String... attributes) throws IOException {
        tag(name, attributes, "/>\n");
    }

    /** An element with nothing but text, whose lines stay lines. */
    void text(String name, String text, String... attributes) throws IOException {
        tag(name, attributes, ">");
        String lines = text.lines().map(Visible::of).collect(Collectors.joining("\n"));
        out.write(escaped(lines) + "</" + name + ">\n");
    }

    private void tag(String name, String[] attributes, String end) throws IOException {
        StringBuilder tag = new StringBuilder(indentation()).append('<').append(name);
        for (int at = 0; at < attributes.length; at += 2) {
            tag.append(' ').append(attributes[at]).append("=\"");
            tag.append(escaped(Visible.of(attributes[at + 1]))).append('"');
        }
        out.write(tag.append(end).toString());
    }

    private String indentation() {
        return "  ".repeat(open.size());
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                // The only ones that are left: Visible shows control characters and halves of characters by others.
                case 0xFFFE, 0xFFFF -> escaped.appendCodePoint(REPLACEMENT);
                default -> escaped.appendCodePoint(c);
            }
        });
        return escaped.toString();
    }
}
