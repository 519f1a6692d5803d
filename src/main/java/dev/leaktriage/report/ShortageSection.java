package dev.leaktriage.report;

import dev.leaktriage.model.Analysis;
import dev.leaktriage.model.PostMortem;
import dev.leaktriage.report.Section.Column;
import dev.leaktriage.report.Section.Row;
import java.util.List;

/** The allocations that failed, each with what is known of it. */
final class ShortageSection {
    private ShortageSection() {}

    static Section of(Digest digest) {
        Analysis analysis = digest.analysis();
        List<PostMortem> all = analysis.postMortems();
        return new Section(
                "Out of memory",
                List.of(
                        Column.number("no"),
                        Column.text("asked for"),
                        Column.number("in each bank"),
                        Column.text("cause"),
                        Column.position("at")),
                digest.top(all).stream().map(told -> row(told, analysis)).toList(),
                digest.leftOut(all, "failed allocations", rest -> ""));
    }

    private static Row row(PostMortem told, Analysis analysis) {
        long needed = told.shortage().request().neededPerBankBytes();
        Row row = Row.of(
                Integer.toString(told.number()),
                ShortageProse.request(told),
                needed < 0 ? "" : Units.grouped(needed) + " B",
                told.cause().label(),
                told.shortage().at().toString());
        return new Row(row.cells(), ShortageProse.sentences(told, analysis.tests()), "");
    }
}
