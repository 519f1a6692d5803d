package dev.leaktriage.report;

import dev.leaktriage.model.Delta;
import dev.leaktriage.model.Sum;
import java.io.IOException;
import java.io.Writer;
import java.util.List;

/** {@code diff.html}: one page of a difference, made as that of a run is; needs no network. */
final class DeltaHtml implements DeltaReport {
    @Override
    public void write(Delta delta, DeltaOptions options, Writer out) throws IOException {
        // A page can be scrolled: its tables are as long as those of a run's page, whatever text is limited to.
        ReportOptions layout = options.layout().withTop(PageContent.MOST_ROWS);
        DeltaDigest digest = DeltaDigest.of(delta, new DeltaOptions(layout, true));
        String island = PackedText.of(packed -> DeltaPageContent.write(digest, packed));
        out.write(PageTemplate.DIFFERENCE.filled(summary(digest), island));
        out.flush();
    }

    /** For readers without scripts; it has no text of the logs. */
    private static String summary(DeltaDigest digest) {
        Sum base = digest.baseLive();
        Sum change = digest.live();
        Sum current = base.plus(change);
        return DeltaHeadline.of(digest).word() + " Base " + Units.grouped(base.handles()) + " live ("
                + Units.bytes(base.sizeBytes()) + "), change " + Units.signed(change.handles()) + " ("
                + Units.signedBytes(change.sizeBytes()) + "), current " + Units.grouped(current.handles()) + " live ("
                + Units.bytes(current.sizeBytes()) + ").";
    }

    @Override
    public boolean wrote(List<String> firstLines) {
        return firstLines.size() >= 2
                && firstLines.get(0).equals("<!doctype html>")
                && firstLines.get(1).equals("<!-- " + DeltaPageContent.SCHEMA + " -->");
    }
}
