package dev.leaktriage.report;

import dev.leaktriage.model.Analysis;
import dev.leaktriage.model.Recognition;
import dev.leaktriage.model.Timeline;
import dev.leaktriage.report.Section.Column;
import dev.leaktriage.report.Section.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/** What a run was at its height, and what was read of its log. */
final class RunSections {
    private RunSections() {}

    static Section peak(Digest digest) {
        Analysis analysis = digest.analysis();
        Timeline.Peak peak = analysis.timeline().peak();
        String where = peak.at().map(at -> ", " + at).orElse("");
        if (peak.liveHandles() == 0) {
            return new Section("Peak", List.of(), List.of(), List.of());
        }
        List<Row> rows = new ArrayList<>();
        for (Analysis.VerdictShare part : analysis.peakByVerdict()) {
            rows.add(row(part, peak.occupiedBytes()));
        }
        rows.add(row(
                new Analysis.VerdictShare("in all", peak.liveHandles(), peak.liveBytes(), peak.occupiedBytes()),
                peak.occupiedBytes()));
        return new Section(
                "Peak: " + Units.exactBytes(peak.occupiedBytes()) + " occupied after "
                        + Units.count(peak.event(), "event", "events") + where,
                List.of(
                        Column.text("what it was"),
                        Column.number("handles"),
                        Column.number("size"),
                        Column.number("occupied"),
                        Column.number("share")),
                rows,
                List.of());
    }

    static Section recognition(Digest digest) {
        Recognition recognition = digest.analysis().recognition();
        StringJoiner dialects = new StringJoiner(", ");
        recognition.recordsByDialect().forEach((dialect, records) -> {
            if (records > 0) {
                dialects.add(dialect + " " + Units.grouped(records));
            }
        });
        return new Section(
                "Recognised",
                List.of(),
                List.of(),
                List.of(Units.count(recognition.records(), "record", "records")
                        + (dialects.length() == 0 ? "" : " (" + dialects + ")") + " in "
                        + Units.count(recognition.lines(), "line", "lines") + ", "
                        + Units.exactBytes(recognition.bytes()) + "; " + Units.grouped(recognition.malformed())
                        + " malformed; " + Units.grouped(recognition.prefixed()) + " behind a prefix."));
    }

    private static Row row(Analysis.VerdictShare part, long peakBytes) {
        String share = peakBytes == 0 ? "" : Units.tenths(100.0 * part.occupiedBytes() / peakBytes) + " %";
        return Row.of(
                part.verdict(),
                Units.grouped(part.handles()),
                Units.bytes(part.liveBytes()),
                Units.bytes(part.occupiedBytes()),
                share);
    }
}
