package dev.leaktriage.report;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** A page of Markdown that never grows over a number of bytes, and says what it leaves out. */
final class MarkdownPage {
    private static final int RESERVED_BYTES = 256;

    private final StringBuilder text = new StringBuilder();
    private int bytesLeft;
    private boolean full;

    MarkdownPage(int mostBytes) {
        bytesLeft = mostBytes - RESERVED_BYTES;
    }

    void paragraph(String markdown) {
        add(markdown + "\n\n");
    }

    /** A table with as many of the rows as there is room for. */
    void table(String head, List<String> rows) {
        if (!add(head)) {
            return;
        }
        for (int at = 0; at < rows.size(); at++) {
            if (!add(rows.get(at))) {
                text.append("\n").append(Units.grouped(rows.size() - at)).append(" more rows.\n\n");
                return;
            }
        }
        add("\n");
    }

    String text() {
        return text.toString().stripTrailing() + "\n" + (full ? "\nThe rest is left out: this page is full.\n" : "");
    }

    private boolean add(String markdown) {
        int bytes = markdown.getBytes(StandardCharsets.UTF_8).length;
        if (full || bytes > bytesLeft) {
            full = true;
            return false;
        }
        bytesLeft -= bytes;
        text.append(markdown);
        return true;
    }
}
