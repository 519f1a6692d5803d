package dev.leaktriage.export;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** A format of another tool. */
public enum ExportFormat {
    /** One line for each stack, as {@code flamegraph.pl} reads it. */
    FOLDED,
    /** JSON for speedscope. */
    SPEEDSCOPE,
    /** A gzipped {@code profile.proto}, for pprof. */
    PPROF,
    /** JSON in the trace-event format, for Perfetto. */
    PERFETTO,
    /** One row for each event, as RFC 4180. */
    CSV_EVENTS;

    /** The lower-case, hyphenated form that the command line uses. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The constant with that label; empty if there is none. */
    public static Optional<ExportFormat> ofLabel(String label) {
        return Arrays.stream(values())
                .filter(format -> format.label().equals(label))
                .findFirst();
    }

    /** True if the format has weights of stacks; the other ones follow the run through time. */
    public boolean isOfStacks() {
        return switch (this) {
            case FOLDED, SPEEDSCOPE, PPROF -> true;
            case PERFETTO, CSV_EVENTS -> false;
        };
    }

    /** True if a terminal cannot show it. */
    public boolean isBinary() {
        return this == PPROF;
    }

    /** The quantities that it shows where none is named: its file has room for one or for all. */
    public Set<Quantity> usualQuantities() {
        return this == FOLDED ? Set.of(Quantity.LIVE) : Set.of(Quantity.values());
    }

    /**
     * True if a file was certainly written in this format by this program. A folded file bears no mark and is nobody's.
     *
     * @param head the first bytes of the file
     */
    public boolean wrote(byte[] head) {
        return switch (this) {
            case FOLDED -> false;
            case SPEEDSCOPE -> text(head).startsWith(SpeedscopeExport.HEAD);
            case PPROF -> PprofExport.wrote(head);
            case PERFETTO -> text(head).startsWith(PerfettoExport.HEAD);
            case CSV_EVENTS -> text(head).startsWith(String.join(",", EventsCsv.COLUMNS) + "\n");
        };
    }

    /** The labels of all formats. */
    public static List<String> labels() {
        return Arrays.stream(values()).map(ExportFormat::label).toList();
    }

    private static String text(byte[] head) {
        return new String(head, StandardCharsets.UTF_8);
    }
}
