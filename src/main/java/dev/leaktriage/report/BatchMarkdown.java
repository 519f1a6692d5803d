package dev.leaktriage.report;

import dev.leaktriage.model.BatchSummary;
import java.io.IOException;
import java.io.Writer;
import java.util.List;

/** Many logs, for a page of a CI job. */
final class BatchMarkdown implements BatchReport {
    private final int mostBytes;

    BatchMarkdown() {
        this(MarkdownReport.MOST_BYTES);
    }

    /**
     * A page for a place that has less room.
     *
     * @param mostBytes what it may take, in UTF-8
     */
    BatchMarkdown(int mostBytes) {
        this.mostBytes = mostBytes;
    }

    @Override
    public void write(BatchSummary summary, ReportOptions options, Writer out) throws IOException {
        MarkdownPage page = new MarkdownPage(mostBytes);
        page.paragraph("**" + MarkdownText.of(BatchWords.accounts(summary)) + "**");
        page.paragraph(MarkdownText.of(BatchWords.integrity(summary)));
        page.paragraph(MarkdownText.of(BatchWords.answer(summary)));
        for (Section section : BatchSections.of(summary, options)) {
            MarkdownReport.write(section, page);
        }
        out.write(page.text());
        out.flush();
    }

    @Override
    public boolean wrote(List<String> firstLines) {
        return !firstLines.isEmpty() && firstLines.get(0).matches("\\*\\*" + BatchWords.FIRST_LINE + "\\*\\*");
    }
}
