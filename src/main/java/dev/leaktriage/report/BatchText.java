package dev.leaktriage.report;

import dev.leaktriage.model.BatchSummary;
import java.io.IOException;
import java.io.Writer;
import java.util.List;

/** Many logs, for a terminal. */
final class BatchText implements BatchReport {
    @Override
    public void write(BatchSummary summary, ReportOptions options, Writer out) throws IOException {
        TextPage page = new TextPage(out, options);
        page.line(BatchWords.accounts(summary), Tone.STRONG);
        String integrity = BatchWords.integrity(summary);
        page.headline(integrity, integrity.startsWith("all") ? Tone.QUIET : Tone.BAD);
        page.blank();
        page.prose(0, BatchWords.answer(summary));
        for (Section section : BatchSections.of(summary, options)) {
            page.section(section);
        }
        out.flush();
    }

    @Override
    public boolean wrote(List<String> firstLines) {
        return !firstLines.isEmpty() && firstLines.get(0).matches(BatchWords.FIRST_LINE);
    }
}
