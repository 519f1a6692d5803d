package dev.leaktriage.report;

import dev.leaktriage.model.RunSeries;
import java.io.IOException;
import java.io.Writer;
import java.util.List;

/** How sites went, for a page of a CI job. */
final class SeriesMarkdown implements SeriesReport {
    private final int mostBytes;

    SeriesMarkdown() {
        this(MarkdownReport.MOST_BYTES);
    }

    /**
     * A page for a place that has less room.
     *
     * @param mostBytes what it may take, in UTF-8
     */
    SeriesMarkdown(int mostBytes) {
        this.mostBytes = mostBytes;
    }

    @Override
    public void write(RunSeries series, ReportOptions options, Writer out) throws IOException {
        MarkdownPage page = new MarkdownPage(mostBytes);
        page.paragraph("**" + MarkdownText.of(SeriesProse.accounts(series)) + "**");
        page.paragraph(MarkdownText.of(SeriesProse.integrity(series)));
        page.paragraph(MarkdownText.of(SeriesProse.answer(series)));
        for (Section section : SeriesSections.of(series, options)) {
            MarkdownReport.write(section, page);
        }
        out.write(page.text());
        out.flush();
    }

    @Override
    public boolean wrote(List<String> firstLines) {
        return firstLines.size() >= 3
                && firstLines.get(0).matches("\\*\\*" + SeriesProse.FIRST_LINE + "\\*\\*")
                && firstLines.get(2).matches(SeriesProse.INTEGRITY_LINE);
    }
}
