package dev.leaktriage.report;

import dev.leaktriage.model.Analysis;
import dev.leaktriage.model.Sum;
import dev.leaktriage.model.Verdict;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;

/** {@code devices.csv}: one row for each process, device and memory, with the figures of each verdict. */
final class DevicesCsv implements Report {
    private static final CsvTable TABLE = new CsvTable(columns());

    @Override
    public void write(Analysis analysis, ReportOptions options, Writer out) throws IOException {
        TABLE.write(out, row -> {
            for (DeviceAccount account : DeviceAccounts.of(analysis)) {
                row.print(cells(account));
            }
        });
    }

    @Override
    public boolean wrote(List<String> firstLines) {
        return TABLE.heads(firstLines);
    }

    private static String[] columns() {
        List<String> columns = new ArrayList<>(
                List.of("run", "process", "device", "memory", "handles", "size_bytes", "occupied_bytes"));
        for (Verdict verdict : Verdict.values()) {
            String prefix = verdict.label().replace('-', '_');
            columns.add(prefix + "_handles");
            columns.add(prefix + "_size_bytes");
            columns.add(prefix + "_occupied_bytes");
        }
        columns.addAll(List.of("suppressed_handles", "suppressed_size_bytes", "suppressed_occupied_bytes"));
        return columns.toArray(String[]::new);
    }

    private static Object[] cells(DeviceAccount account) {
        List<Object> cells = new ArrayList<>(List.of(
                account.key().life().run(),
                account.key().life().processLabel(),
                Units.device(account.key().device()),
                account.key().memory().label()));
        add(cells, account.sums().all());
        for (Verdict verdict : Verdict.values()) {
            add(cells, account.sums().of(verdict));
        }
        add(cells, account.sums().suppressed());
        return cells.toArray();
    }

    private static void add(List<Object> cells, Sum sum) {
        cells.addAll(List.of(sum.handles(), sum.sizeBytes(), sum.occupiedBytes()));
    }
}
