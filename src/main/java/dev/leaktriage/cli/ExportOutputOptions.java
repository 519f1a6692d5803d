package dev.leaktriage.cli;

import dev.leaktriage.export.ByteKind;
import dev.leaktriage.export.ExportFormat;
import dev.leaktriage.export.ExportOptions;
import dev.leaktriage.export.Quantity;
import dev.leaktriage.model.NearestWord;
import dev.leaktriage.model.Verdict;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The options that say what an export shows. */
final class ExportOutputOptions {
    private final Argument<String> format = Argument.option(String.class, "FORMAT", "--to")
            .required()
            .says(
                    "folded (flamegraph.pl), speedscope, pprof, perfetto (a trace), or csv-events (a row for each event).");

    private final Argument<List<String>> values = Argument.options(String.class, "VALUE", "--value")
            .split(",")
            .says(
                    "What is counted of each stack: live, peak, leaked or allocated. folded has one of them, by default live;"
                            + " speedscope and pprof have several, by default all.");

    private final Argument<String> by = Argument.option(String.class, "BYTES", "--by")
            .says(
                    "Which bytes: occupied (taken from the device) or size (stated by the log); default: occupied.",
                    "pprof has both, and shows these first.");

    private final Argument<List<String>> verdicts = Argument.options(String.class, "VERDICT", "--verdict")
            .split(",")
            .says("Count only live buffers of these verdicts.");

    /** In the order in which help shows them. */
    List<Argument<?>> arguments() {
        return List.of(format, values, by, verdicts);
    }

    /**
     * The format that was asked for.
     *
     * @throws IllegalArgumentException if there is none of that name; the message is one line
     */
    ExportFormat format() {
        return read("format", format.get(), ExportFormat::ofLabel, ExportFormat.labels());
    }

    /**
     * What was asked for, in that format.
     *
     * @throws IllegalArgumentException if a word is unknown or means nothing there; the message is one line
     */
    ExportOptions options() {
        ExportFormat to = format();
        ByteKind bytes =
                by.get() == null ? ByteKind.OCCUPIED : read("bytes", by.get(), ByteKind::ofLabel, ByteKind.labels());
        Set<Quantity> quantities = read("value", values.get(), Quantity::ofLabel, Quantity.labels());
        Set<Verdict> wanted = read(
                "verdict",
                verdicts.get(),
                Verdict::ofLabel,
                Arrays.stream(Verdict.values()).map(Verdict::label).toList());
        refuseWhatMeansNothing(to, quantities, wanted);
        return new ExportOptions(
                quantities.isEmpty() ? usual(to, wanted) : quantities,
                bytes,
                wanted.isEmpty() ? EnumSet.allOf(Verdict.class) : wanted);
    }

    private static Set<Quantity> usual(ExportFormat to, Set<Verdict> wanted) {
        return wanted.isEmpty() ? to.usualQuantities() : Set.of(Quantity.LIVE);
    }

    private void refuseWhatMeansNothing(ExportFormat to, Set<Quantity> quantities, Set<Verdict> wanted) {
        if (!to.isOfStacks() && !(quantities.isEmpty() && wanted.isEmpty())) {
            throw new IllegalArgumentException("--value and --verdict choose among stacks, and " + to.label()
                    + " follows the run through time; they go with folded, speedscope and pprof");
        }
        if (to == ExportFormat.CSV_EVENTS && by.get() != null) {
            throw new IllegalArgumentException("--by chooses bytes to add up, and csv-events has those of the log");
        }
        if (to == ExportFormat.FOLDED && quantities.size() > 1) {
            throw new IllegalArgumentException("--value: folded has one number for each stack; name one of "
                    + String.join(", ", Quantity.labels()) + ", or take speedscope or pprof");
        }
        boolean judged = quantities.stream().allMatch(quantity -> quantity == Quantity.LIVE);
        if (!wanted.isEmpty() && !judged) {
            throw new IllegalArgumentException(
                    "--verdict goes with --value live only: what is live at the end is judged, nothing else");
        }
    }

    private static <T extends Enum<T>> Set<T> read(
            String what, List<String> words, Function<String, Optional<T>> known, List<String> labels) {
        return words.stream().map(word -> read(what, word, known, labels)).collect(Collectors.toSet());
    }

    private static <T> T read(String what, String word, Function<String, Optional<T>> known, List<String> labels) {
        return known.apply(word)
                .orElseThrow(() -> new IllegalArgumentException("unknown " + what + " '" + word + "'"
                        + NearestWord.hint(word, labels) + " (one of " + String.join(", ", labels) + ")"));
    }
}
