package dev.leaktriage.report;

import java.io.IOException;
import java.io.Writer;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.QuoteMode;

/** The columns of a CSV file: RFC 4180, quoted where needed, {@code \n} line ends, text exactly as in the log. */
final class CsvTable {
    private static final CSVFormat FORMAT = CSVFormat.RFC4180
            .builder()
            .setRecordSeparator("\n")
            .setQuoteMode(QuoteMode.MINIMAL)
            .get();

    private final List<String> columns;

    CsvTable(String... columns) {
        this.columns = List.of(columns);
    }

    /** True if a file that begins so has exactly these columns. */
    boolean heads(List<String> firstLines) {
        return !firstLines.isEmpty() && firstLines.get(0).equals(String.join(",", columns));
    }

    void write(Writer out, Rows rows) throws IOException {
        CSVPrinter printer = new CSVPrinter(out, FORMAT);
        printer.printRecord(columns);
        rows.printTo(cells -> {
            if (cells.length != columns.size()) {
                throw new IllegalStateException(columns.size() + " columns, but " + Arrays.toString(cells));
            }
            printer.printRecord(cells);
        });
        printer.flush();
    }

    /** Hands over the rows, one after the other. */
    interface Rows {
        void printTo(Row row) throws IOException;
    }

    /** Takes one row. */
    interface Row {
        void print(Object... cells) throws IOException;
    }
}
