package dev.leaktriage.report;

import dev.leaktriage.report.Section.Cell;
import dev.leaktriage.report.Section.Column;
import dev.leaktriage.report.Section.Row;
import java.io.IOException;
import java.io.Writer;
import java.util.List;

/** Lays out lines, sentences and tables for a terminal; whatever the text, only its own colours are control codes. */
final class TextPage {
    private static final int MARGIN_COLUMNS = 2;
    private static final int GAP_COLUMNS = 2;
    private static final int HEADLINE_COLUMNS = 160;
    private static final int CELL_COLUMNS = 90;
    private static final int NAME_COLUMNS = 24;
    private static final int SENTENCE_COLUMNS = 2000;
    private static final int BLOCK_COLUMNS = 200;
    private static final int BLOCK_LINES = 12;

    private final Writer out;
    private final ReportOptions options;

    TextPage(Writer out, ReportOptions options) {
        this.out = out;
        this.options = options;
    }

    void line(String text, Tone tone) throws IOException {
        out.write(painted(Visible.of(text), tone));
        out.write('\n');
    }

    void blank() throws IOException {
        out.write('\n');
    }

    /** A sentence, wrapped at spaces and indented. */
    void prose(int indentColumns, String text) throws IOException {
        String indent = " ".repeat(indentColumns);
        wrap(indent, indent, Visible.cut(Visible.of(text), SENTENCE_COLUMNS), options.widthColumns(), Tone.PLAIN);
    }

    /** A line that says a lot: wrapped only where it would be very long, and then indented. */
    void headline(String text, Tone tone) throws IOException {
        wrap("", " ".repeat(MARGIN_COLUMNS), Visible.of(text), HEADLINE_COLUMNS, tone);
    }

    private void wrap(String first, String indent, String text, int columns, Tone tone) throws IOException {
        StringBuilder line = new StringBuilder(first);
        int empty = first.length();
        for (String word : text.split(" +")) {
            if (line.length() > empty && Visible.columns(line.toString()) + 1 + Visible.columns(word) > columns) {
                line(line.toString(), tone);
                line.setLength(0);
                line.append(indent);
                empty = indent.length();
            }
            line.append(line.length() > empty ? " " : "").append(word);
        }
        line(line.toString(), tone);
    }

    /** Lines that keep their spaces, indented and each cut at a generous width. */
    void block(int indentColumns, String text) throws IOException {
        if (text.isEmpty()) {
            return;
        }
        List<String> lines = text.lines().toList();
        for (String line : lines.subList(0, Math.min(BLOCK_LINES, lines.size()))) {
            line(" ".repeat(indentColumns) + Visible.cut(line, BLOCK_COLUMNS), Tone.PLAIN);
        }
        if (lines.size() > BLOCK_LINES) {
            line(" ".repeat(indentColumns) + "... " + (lines.size() - BLOCK_LINES) + " more lines", Tone.QUIET);
        }
    }

    void section(Section section) throws IOException {
        if (section.isEmpty()) {
            return;
        }
        blank();
        line(section.title(), Tone.STRONG);
        if (!section.rows().isEmpty()) {
            table(section.columns(), section.rows());
        }
        for (String note : section.notes()) {
            prose(MARGIN_COLUMNS, note);
        }
    }

    private void table(List<Column> columns, List<Row> rows) throws IOException {
        int[] widths = widths(columns, rows);
        row(
                columns,
                columns.stream()
                        .map(column -> new Cell(column.title(), Tone.QUIET))
                        .toList(),
                widths);
        for (Row row : rows) {
            row(columns, row.cells(), widths);
            for (String sentence : row.below()) {
                prose(2 * MARGIN_COLUMNS, sentence);
            }
            block(3 * MARGIN_COLUMNS, row.block());
        }
    }

    /** Where a table would be too wide, the first column is as wide as its cells that leave room for the others. */
    private int[] widths(List<Column> columns, List<Row> rows) {
        int[] widths = new int[columns.size()];
        int others = MARGIN_COLUMNS;
        for (int at = 1; at < widths.length; at++) {
            widths[at] = width(columns, rows, at, Integer.MAX_VALUE);
            others += GAP_COLUMNS + widths[at];
        }
        widths[0] = width(columns, rows, 0, Math.max(NAME_COLUMNS, options.widthColumns() - others));
        return widths;
    }

    private static int width(List<Column> columns, List<Row> rows, int at, int most) {
        Column column = columns.get(at);
        int width = Visible.columns(column.title());
        for (Row row : rows) {
            int needed = Visible.columns(shown(column, row.cells().get(at)));
            width = needed <= most ? Math.max(width, needed) : width;
        }
        return width;
    }

    private void row(List<Column> columns, List<Cell> cells, int[] widths) throws IOException {
        StringBuilder line = new StringBuilder(" ".repeat(MARGIN_COLUMNS));
        int pendingSpaces = 0;
        for (int at = 0; at < cells.size(); at++) {
            String text = shown(columns.get(at), cells.get(at));
            if (at == 0 && Visible.columns(text) > widths[0]) {
                // A long name stands on a line of its own, so that the figures stay in their columns.
                out.write(line + painted(text, cells.get(0).tone()) + "\n");
                text = "";
            }
            int padding = widths[at] - Visible.columns(text);
            boolean number = columns.get(at).number();
            if (!text.isEmpty()) {
                line.append(" ".repeat(pendingSpaces + (number ? padding : 0)));
                line.append(painted(text, cells.get(at).tone()));
                pendingSpaces = 0;
            }
            pendingSpaces += GAP_COLUMNS + (text.isEmpty() ? widths[at] : number ? 0 : padding);
        }
        out.write(line.append('\n').toString());
    }

    private static String shown(Column column, Cell cell) {
        String text = Visible.of(cell.text());
        return column.whole() ? text : Visible.cutMiddle(text, CELL_COLUMNS);
    }

    private String painted(String text, Tone tone) {
        return options.colour() ? tone.paint(text) : text;
    }
}
