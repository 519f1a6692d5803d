package dev.leaktriage.export;

import dev.leaktriage.model.RunAccounts;
import dev.leaktriage.model.Site;
import java.io.IOException;
import java.io.Writer;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** {@code root;...;leaf bytes}, one line for each stack, sorted: what {@code flamegraph.pl} and its like read. */
public final class FoldedExport {
    private final SortedMap<String, Long> lines = new TreeMap<>();

    private FoldedExport() {}

    /** Takes the first of the quantities; stacks without bytes of it are left out. */
    public static FoldedExport of(RunAccounts accounts, ExportOptions options) {
        Quantity quantity = options.quantities().iterator().next();
        FoldedExport export = new FoldedExport();
        for (StackWeight weight : StackWeights.of(accounts, options)) {
            export.lines.merge(line(weight.site()), options.bytes().of(weight.sum(quantity)), Long::sum);
        }
        export.lines.values().removeIf(bytes -> bytes == 0);
        return export;
    }

    /** True if there is no line to write. */
    public boolean isEmpty() {
        return lines.isEmpty();
    }

    /** Writes the lines; the writer stays open. */
    public void write(Writer out) throws IOException {
        for (Map.Entry<String, Long> line : lines.entrySet()) {
            out.write(line.getKey() + " " + line.getValue() + "\n");
        }
    }

    private static String line(Site site) {
        return SourceFrame.rootFirst(SourceFrame.leafFirst(site.stack())).stream()
                .map(frame -> ExportText.folded(frame.display()))
                .collect(Collectors.joining(";"));
    }
}
