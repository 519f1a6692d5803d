package dev.leaktriage.report;

import dev.leaktriage.model.Analysis;
import dev.leaktriage.model.Totals;
import java.io.IOException;
import java.io.Writer;
import java.util.List;

/** {@code report.html}: one page that answers at a glance and lets people look; needs no network. */
public final class HtmlReport implements Report {
    @Override
    public void write(Analysis analysis, ReportOptions options, Writer out) throws IOException {
        Digest digest = Digest.of(analysis, options);
        String island = PackedText.of(packed -> PageContent.write(digest, packed));
        out.write(PageTemplate.RUN.filled(summary(digest), island));
        out.flush();
    }

    /** For readers without scripts; it has no text of the log. */
    private static String summary(Digest digest) {
        Totals totals = digest.analysis().totals();
        String byVerdict = Prose.parts(digest.accounts().sums());
        return Headline.of(digest).word() + " " + Units.grouped(totals.allocated()) + " allocated - "
                + Units.grouped(totals.freed()) + " freed - " + Units.grouped(totals.superseded()) + " superseded = "
                + Units.grouped(totals.live()) + " live (" + Units.bytes(totals.liveBytes()) + ")"
                + (byVerdict.isEmpty() ? "." : ": " + byVerdict + ".");
    }

    @Override
    public boolean wrote(List<String> firstLines) {
        return firstLines.size() >= 2
                && firstLines.get(0).equals("<!doctype html>")
                && firstLines.get(1).equals("<!-- " + PageContent.SCHEMA + " -->");
    }
}
