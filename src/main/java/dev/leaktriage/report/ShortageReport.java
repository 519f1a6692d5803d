package dev.leaktriage.report;

import dev.leaktriage.model.Analysis;
import dev.leaktriage.model.PostMortem;
import java.io.IOException;
import java.io.Writer;

/** One allocation that failed, by itself. */
public final class ShortageReport {
    private ShortageReport() {}

    /**
     * Writes it for a terminal and flushes; the writer stays open.
     *
     * @param analysis of the run that it belongs to
     * @throws IOException if the writer does not take it
     */
    public static void writeText(Analysis analysis, PostMortem told, ReportOptions options, Writer out)
            throws IOException {
        TextPage page = new TextPage(out, options);
        page.line(
                "Allocation " + told.number() + " of " + analysis.postMortems().size() + " that failed: "
                        + ShortageProse.request(told) + ", " + told.shortage().at() + ".",
                Tone.STRONG);
        Prose prose = new Prose(Digest.of(analysis, options));
        page.headline(prose.integrity(), analysis.integrity().intact() ? Tone.QUIET : Tone.BAD);
        page.blank();
        for (String sentence : ShortageProse.sentences(told, analysis.tests())) {
            page.prose(0, sentence);
        }
        out.flush();
    }

    /** Writes it as in {@code report.json}; likewise. */
    public static void writeJson(PostMortem told, Writer out) throws IOException {
        JsonOutput.write(out, json -> JsonShortages.write(json, told));
        out.flush();
    }
}
