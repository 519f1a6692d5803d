package dev.leaktriage.report;

import dev.leaktriage.model.Analysis;
import dev.leaktriage.report.Section.Cell;
import dev.leaktriage.report.Section.Column;
import dev.leaktriage.report.Section.Row;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.stream.Collectors;

/** The summary for a page of a CI job. */
public final class MarkdownReport implements Report {
    /** A job summary over 1,024 KiB is dropped as a whole; this leaves room for what others write into it. */
    static final int MOST_BYTES = 900 * 1024;

    private final int mostBytes;

    public MarkdownReport() {
        this(MOST_BYTES);
    }

    /**
     * A page for a place that has less room.
     *
     * @param mostBytes what it may take, in UTF-8
     */
    MarkdownReport(int mostBytes) {
        this.mostBytes = mostBytes;
    }

    @Override
    public void write(Analysis analysis, ReportOptions options, Writer out) throws IOException {
        Digest digest = Digest.of(analysis, options);
        Prose prose = new Prose(digest);
        MarkdownPage page = new MarkdownPage(mostBytes);
        page.paragraph("**" + MarkdownText.of(prose.accounts()) + "**");
        page.paragraph(MarkdownText.of(prose.integrity()));
        page.paragraph(MarkdownText.of(Answer.of(digest)));
        for (Section section : Sections.of(digest)) {
            write(section, page);
        }
        out.write(page.text());
        out.flush();
    }

    @Override
    public boolean wrote(List<String> firstLines) {
        return firstLines.size() >= 3
                && firstLines.get(0).matches("\\*\\*" + Prose.FIRST_LINE)
                && firstLines.get(2).matches(Prose.INTEGRITY_LINE);
    }

    static void write(Section section, MarkdownPage page) {
        if (section.isEmpty()) {
            return;
        }
        page.paragraph("### " + MarkdownText.of(section.title()));
        if (!section.rows().isEmpty()) {
            boolean details = section.rows().stream()
                    .anyMatch(row -> !row.below().isEmpty() || !row.block().isEmpty());
            page.table(
                    head(section.columns(), details),
                    section.rows().stream().map(row -> line(row, details)).toList());
        }
        for (String note : section.notes()) {
            page.paragraph(MarkdownText.of(note));
        }
    }

    private static String head(List<Column> columns, boolean details) {
        StringBuilder titles = new StringBuilder("|");
        StringBuilder rule = new StringBuilder("|");
        for (Column column : columns) {
            titles.append(' ').append(MarkdownText.of(column.title())).append(" |");
            rule.append(column.number() ? " ---: |" : " --- |");
        }
        return titles + (details ? " details |\n" : "\n") + rule + (details ? " --- |\n" : "\n");
    }

    private static String line(Row row, boolean details) {
        StringBuilder line = new StringBuilder("|");
        for (Cell cell : row.cells()) {
            line.append(' ').append(MarkdownText.of(cell.text())).append(" |");
        }
        if (details) {
            line.append(row.below().stream().map(MarkdownText::of).collect(Collectors.joining("<br>", " ", "")))
                    .append(MarkdownText.block(row.block()))
                    .append(" |");
        }
        return line.append('\n').toString();
    }
}
