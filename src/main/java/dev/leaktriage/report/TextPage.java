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
    private static final int CELL_COLUMNS = 64;
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
        StringBuilder line = new StringBuilder(indent);
        for (String word : Visible.cut(Visible.of(text), SENTENCE_COLUMNS).split(" +")) {
            if (line.length() > indentColumns
                    && Visible.columns(line.toString()) + 1 + Visible.columns(word) > options.widthColumns()) {
                line(line.toString(), Tone.PLAIN);
                line.setLength(indentColumns);
            }
            line.append(line.length() > indentColumns ? " " : "").append(word);
        }
        line(line.toString(), Tone.PLAIN);
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

    private static int[] widths(List<Column> columns, List<Row> rows) {
        int[] widths = new int[columns.size()];
        for (int at = 0; at < widths.length; at++) {
            widths[at] = Visible.columns(columns.get(at).title());
            for (Row row : rows) {
                widths[at] =
                        Math.max(widths[at], Visible.columns(shown(row.cells().get(at))));
            }
        }
        return widths;
    }

    private void row(List<Column> columns, List<Cell> cells, int[] widths) throws IOException {
        StringBuilder line = new StringBuilder(" ".repeat(MARGIN_COLUMNS));
        int pendingSpaces = 0;
        for (int at = 0; at < cells.size(); at++) {
            String text = shown(cells.get(at));
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

    private static String shown(Cell cell) {
        return Visible.cut(Visible.of(cell.text()), CELL_COLUMNS);
    }

    private String painted(String text, Tone tone) {
        return options.colour() ? tone.paint(text) : text;
    }
}
