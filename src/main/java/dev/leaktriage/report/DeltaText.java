package dev.leaktriage.report;

import dev.leaktriage.model.Delta;
import java.io.IOException;
import java.io.Writer;
import java.util.List;

/** What changed, for a terminal. */
final class DeltaText implements DeltaReport {
    @Override
    public void write(Delta delta, DeltaOptions options, Writer out) throws IOException {
        DeltaDigest digest = DeltaDigest.of(delta, options);
        DeltaProse prose = new DeltaProse(digest);
        TextPage page = new TextPage(out, options.layout());
        page.line(prose.accounts(), tone(digest));
        for (String line : prose.integrity()) {
            page.headline(line, digest.damaged() ? Tone.BAD : Tone.QUIET);
        }
        page.blank();
        page.prose(0, DeltaAnswer.of(digest));
        for (Section section : DeltaSections.of(digest)) {
            page.section(section);
        }
        out.flush();
    }

    @Override
    public boolean wrote(List<String> firstLines) {
        return firstLines.size() >= 2
                && firstLines.get(0).matches(DeltaProse.FIRST_LINE)
                && firstLines.get(1).matches(DeltaProse.INTEGRITY_LINE);
    }

    private static Tone tone(DeltaDigest digest) {
        if (!digest.regressions().isEmpty()) {
            return Tone.BAD;
        }
        return digest.damaged() ? Tone.DOUBTFUL : Tone.GOOD;
    }
}
