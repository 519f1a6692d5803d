package dev.leaktriage.report;

import dev.leaktriage.model.Analysis;
import dev.leaktriage.model.Verdict;
import java.io.IOException;
import java.io.Writer;
import java.util.List;

/** The summary for a terminal. */
public final class TextReport implements Report {
    @Override
    public void write(Analysis analysis, ReportOptions options, Writer out) throws IOException {
        Digest digest = Digest.of(analysis, options);
        Prose prose = new Prose(digest);
        TextPage page = new TextPage(out, options);
        page.line(prose.accounts(), tone(digest));
        page.headline(prose.integrity(), analysis.integrity().intact() ? Tone.QUIET : Tone.BAD);
        page.blank();
        page.prose(0, Answer.of(digest));
        for (Section section : Sections.of(digest)) {
            page.section(section);
        }
        out.flush();
    }

    @Override
    public boolean wrote(List<String> firstLines) {
        return firstLines.size() >= 2
                && firstLines.get(0).matches(Prose.FIRST_LINE)
                && firstLines.get(1).matches(Prose.INTEGRITY_LINE);
    }

    private static Tone tone(Digest digest) {
        VerdictSums sums = digest.accounts().sums();
        if (sums.open(Verdict.LEAK).handles() > 0) {
            return Tone.BAD;
        }
        boolean doubtful = !digest.analysis().integrity().intact()
                || sums.of(Verdict.UNRESOLVED).handles() > 0
                || sums.suppressed(Verdict.LEAK).handles() > 0;
        return doubtful ? Tone.DOUBTFUL : Tone.GOOD;
    }
}
