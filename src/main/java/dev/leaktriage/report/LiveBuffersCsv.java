package dev.leaktriage.report;

import dev.leaktriage.model.Analysis;
import dev.leaktriage.model.Attribution;
import dev.leaktriage.model.Evidence;
import dev.leaktriage.model.LiveHandle;
import java.io.IOException;
import java.io.Writer;
import java.util.List;

/** {@code live-buffers.csv}: one row for each live handle. */
public final class LiveBuffersCsv implements Report {
    private static final CsvTable TABLE = new CsvTable(
            "run",
            "process",
            "device",
            "memory",
            "address",
            "size_bytes",
            "occupied_bytes",
            "verdict",
            "confidence",
            "rule",
            "cache_entry",
            "allocated_at",
            "site",
            "top_frame",
            "evidence");

    @Override
    public void write(Analysis analysis, ReportOptions options, Writer out) throws IOException {
        TABLE.write(out, row -> {
            for (Attribution attribution : analysis.attributions()) {
                print(analysis, attribution, row);
            }
        });
    }

    @Override
    public boolean wrote(List<String> firstLines) {
        return TABLE.heads(firstLines);
    }

    private static void print(Analysis analysis, Attribution attribution, CsvTable.Row row) throws IOException {
        LiveHandle handle = attribution.handle();
        Evidence evidence = attribution.evidence().atHand();
        LifeKey life = LifeKey.of(analysis.lives().get(handle.id().life()));
        row.print(
                life.run(),
                life.processLabel(),
                Units.device(handle.id().device()),
                handle.id().memory().label(),
                Units.address(handle.id().address()),
                handle.sizeBytes(),
                handle.occupiedBytes(),
                attribution.verdict().label(),
                attribution.confidence().label(),
                attribution.ruleId(),
                attribution.cacheEntry(),
                handle.allocatedAt(),
                handle.site().id(),
                Units.topFrame(handle.site(), evidence),
                evidence.because());
    }
}
