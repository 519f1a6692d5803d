package dev.leaktriage.report;

import dev.leaktriage.model.Analysis;
import dev.leaktriage.model.Sum;
import dev.leaktriage.model.TestRun;
import dev.leaktriage.model.TestShortage;
import dev.leaktriage.model.Verdict;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** {@code tests.csv}: one row for each test, in the order in which they ran. */
final class TestsCsv implements Report {
    private static final CsvTable TABLE = new CsvTable(columns());

    @Override
    public void write(Analysis analysis, ReportOptions options, Writer out) throws IOException {
        Set<Integer> culprits = analysis.tests().culprits();
        TABLE.write(out, row -> {
            for (TestRun test : analysis.tests().tests()) {
                row.print(cells(test, culprits));
            }
        });
    }

    @Override
    public boolean appliesTo(Analysis analysis) {
        return !analysis.tests().isEmpty();
    }

    @Override
    public boolean wrote(List<String> firstLines) {
        return TABLE.heads(firstLines);
    }

    private static String[] columns() {
        List<String> columns = new ArrayList<>(List.of("test", "name", "outcome", "started_at", "ended_at"));
        for (String sum : List.of(
                "allocated",
                "live_before",
                "live_after",
                "peak",
                "held_at_end",
                "held_later",
                "growth",
                "leak",
                "unresolved")) {
            columns.addAll(List.of(sum + "_handles", sum + "_size_bytes", sum + "_occupied_bytes"));
        }
        columns.addAll(List.of("part", "out_of_memory_at", "culprit", "culprit_occupied_bytes"));
        return columns.toArray(String[]::new);
    }

    private static Object[] cells(TestRun test, Set<Integer> culprits) {
        List<Object> cells = new ArrayList<>(List.of(
                test.index(),
                test.name(),
                test.outcome().label(),
                Units.position(test.startedAt()),
                Units.position(test.endedAt())));
        for (Sum sum : List.of(
                test.allocated(),
                test.before(),
                test.after(),
                test.peak(),
                test.heldAtEnd(),
                test.heldLater(),
                test.growth(),
                test.survivors().getOrDefault(Verdict.LEAK, Sum.ZERO),
                test.survivors().getOrDefault(Verdict.UNRESOLVED, Sum.ZERO))) {
            cells.addAll(List.of(sum.handles(), sum.sizeBytes(), sum.occupiedBytes()));
        }
        cells.add(TestSection.part(test, culprits));
        cells.add(Units.position(test.shortage().map(TestShortage::at)));
        cells.addAll(test.shortage()
                .flatMap(TestShortage::culprit)
                .map(culprit -> List.<Object>of(culprit.name(), culprit.held().occupiedBytes()))
                .orElse(List.of("", "")));
        return cells.toArray();
    }
}
