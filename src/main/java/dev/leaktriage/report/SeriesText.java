package dev.leaktriage.report;

import dev.leaktriage.model.RunSeries;
import java.io.IOException;
import java.io.Writer;
import java.util.List;

/** How sites went, for a terminal. */
final class SeriesText implements SeriesReport {
    @Override
    public void write(RunSeries series, ReportOptions options, Writer out) throws IOException {
        TextPage page = new TextPage(out, options);
        page.line(SeriesProse.accounts(series), Tone.STRONG);
        boolean intact = series.runs().stream().allMatch(run -> run.integrity().intact());
        page.headline(SeriesProse.integrity(series), intact ? Tone.QUIET : Tone.BAD);
        page.blank();
        page.prose(0, SeriesProse.answer(series));
        for (Section section : SeriesSections.of(series, options)) {
            page.section(section);
        }
        out.flush();
    }

    @Override
    public boolean wrote(List<String> firstLines) {
        return firstLines.size() >= 2
                && firstLines.get(0).matches(SeriesProse.FIRST_LINE)
                && firstLines.get(1).matches(SeriesProse.INTEGRITY_LINE);
    }
}
