package dev.leaktriage.cli;

import dev.leaktriage.model.NearestWord;
import dev.leaktriage.report.ReportFormat;
import java.util.Arrays;
import java.util.List;

/** Reads the word after {@code --format}. */
final class Formats {
    private Formats() {}

    /**
     * The format with that name.
     *
     * @param allowed the formats that the command can write
     * @throws IllegalArgumentException if it is none of these; the message is one line
     */
    static ReportFormat parse(String name, List<ReportFormat> allowed) {
        return ReportFormat.ofLabel(name).filter(allowed::contains).orElseThrow(() -> unknown(name, allowed));
    }

    static List<ReportFormat> all() {
        return Arrays.asList(ReportFormat.values());
    }

    private static IllegalArgumentException unknown(String name, List<ReportFormat> allowed) {
        List<String> names = allowed.stream().map(ReportFormat::label).toList();
        String what = ReportFormat.ofLabel(name).isPresent() ? "is not available here" : "is unknown";
        return new IllegalArgumentException("format '" + name + "' " + what + NearestWord.hint(name, names)
                + " (one of " + String.join(", ", names) + ")");
    }
}
