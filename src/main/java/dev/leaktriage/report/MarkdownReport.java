package dev.leaktriage.report;

import dev.leaktriage.model.Analysis;
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

    @Override
    public void write(Analysis analysis, ReportOptions options, Writer out) throws IOException {
        Digest digest = Digest.of(analysis, options);
        Prose prose = new Prose(digest);
        MarkdownPage page = new MarkdownPage(MOST_BYTES);
        page.paragraph("**" + MarkdownText.of(prose.accounts()) + "**");
        page.paragraph(MarkdownText.of(prose.integrity()));
        page.paragraph(MarkdownText.of(prose.verdict()));
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

    private static void write(Section section, MarkdownPage page) {
        if (section.isEmpty()) {
            return;
        }
        page.paragraph("### " + MarkdownText.of(section.title()));
        if (!section.rows().isEmpty()) {
            page.table(
                    line(section.columns().stream().map(Column::title).toList())
                            + section.columns().stream()
                                    .map(column -> column.number() ? "---:" : "---")
                                    .collect(Collectors.joining(" | ", "| ", " |\n")),
                    section.rows().stream().map(MarkdownReport::line).toList());
        }
        for (String note : section.notes()) {
            page.paragraph(MarkdownText.of(note));
        }
    }

    private static String line(Row row) {
        StringBuilder cells = new StringBuilder("|");
        for (int at = 0; at < row.cells().size(); at++) {
            cells.append(' ').append(MarkdownText.of(row.cells().get(at).text()));
            if (at == row.cells().size() - 1) {
                row.below().forEach(sentence -> cells.append("<br>").append(MarkdownText.of(sentence)));
                cells.append(MarkdownText.block(row.block()));
            }
            cells.append(" |");
        }
        return cells.append('\n').toString();
    }

    private static String line(List<String> cells) {
        return cells.stream().map(MarkdownText::of).collect(Collectors.joining(" | ", "| ", " |\n"));
    }
}
