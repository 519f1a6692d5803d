package dev.leaktriage.report;

import dev.leaktriage.model.Delta;
import java.io.IOException;
import java.io.Writer;
import java.util.List;

/** What changed, for a page of a CI job or a comment below a change. */
final class DeltaMarkdown implements DeltaReport {
    private final int mostBytes;

    DeltaMarkdown() {
        this(MarkdownReport.MOST_BYTES);
    }

    /**
     * A page for a place that has less room.
     *
     * @param mostBytes what it may take, in UTF-8
     */
    DeltaMarkdown(int mostBytes) {
        this.mostBytes = mostBytes;
    }

    @Override
    public void write(Delta delta, DeltaOptions options, Writer out) throws IOException {
        DeltaDigest digest = DeltaDigest.of(delta, options);
        DeltaProse prose = new DeltaProse(digest);
        MarkdownPage page = new MarkdownPage(mostBytes);
        page.paragraph("**" + MarkdownText.of(prose.accounts()) + "**");
        for (String line : prose.integrity()) {
            page.paragraph(MarkdownText.of(line));
        }
        page.paragraph(MarkdownText.of(DeltaAnswer.of(digest)));
        for (Section section : DeltaSections.of(digest)) {
            MarkdownReport.write(section, page);
        }
        out.write(page.text());
        out.flush();
    }

    @Override
    public boolean wrote(List<String> firstLines) {
        return firstLines.size() >= 3
                && firstLines.get(0).matches("\\*\\*" + DeltaProse.FIRST_LINE.replace(">", "(?:>|&#62;)"))
                && firstLines.get(2).matches(DeltaProse.INTEGRITY_LINE);
    }
}
