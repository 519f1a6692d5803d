package dev.leaktriage.export;

import dev.leaktriage.model.AddressHistory;
import dev.leaktriage.model.AddressHistory.What;
import dev.leaktriage.model.EventJournal;
import dev.leaktriage.model.LogEvent;
import dev.leaktriage.model.LogPosition;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.QuoteMode;

/** A row for each event with what the ledger made of it: RFC 4180 with {@code \n}, written while the log is read. */
public final class EventsCsv implements EventJournal {
    static final List<String> COLUMNS = List.of(
            "event",
            "at",
            "kind",
            "execution",
            "process",
            "seq",
            "mesh",
            "device",
            "memory",
            "address",
            "size_bytes",
            "site",
            "outcome",
            "generation",
            "owner_generation",
            "superseded",
            "text");

    private static final CSVFormat FORMAT = CSVFormat.RFC4180
            .builder()
            .setRecordSeparator("\n")
            .setQuoteMode(QuoteMode.MINIMAL)
            .get();

    private final CSVPrinter printer;

    /** Makes a table and writes its header; the writer stays open. */
    public EventsCsv(Writer out) throws IOException {
        printer = new CSVPrinter(out, FORMAT);
        printer.printRecord(COLUMNS);
    }

    @Override
    public void accept(
            long number, LogEvent event, LogPosition at, OptionalInt execution, List<AddressHistory.Event> changes)
            throws IOException {
        printer.printRecord(
                number,
                at,
                event.kind.name().toLowerCase(Locale.ROOT).replace('_', '-'),
                execution.isPresent() ? execution.getAsInt() : "",
                stated(event.process),
                stated(event.sequence),
                stated(event.mesh),
                stated(event.device),
                event.memory.label(),
                event.address == LogEvent.UNSTATED ? "" : "0x" + Long.toHexString(event.address),
                stated(event.sizeBytes),
                site(changes),
                each(changes, change -> change.what() != What.SUPERSEDED, EventsCsv::outcome),
                each(changes, EventsCsv::isOfHandle, change -> Long.toString(change.generation())),
                each(changes, EventsCsv::looksIntoOwner, change -> Long.toString(change.ofGeneration())),
                each(changes, change -> change.what() == What.SUPERSEDED, change -> Long.toString(change.generation())),
                ExportText.wellFormed(event.text));
    }

    /** Writes what is still on its way. */
    public void flush() throws IOException {
        printer.flush();
    }

    private static Object stated(long number) {
        return number == LogEvent.UNSTATED ? "" : number;
    }

    /** Handles that one free closes at once may come from several sites; the first is named. */
    private static String site(List<AddressHistory.Event> changes) {
        for (AddressHistory.Event change : changes) {
            if (change.what() != What.SUPERSEDED) {
                return change.site().id();
            }
        }
        return "";
    }

    private static boolean isOfHandle(AddressHistory.Event change) {
        return change.what() != What.SUPERSEDED && change.generation() != 0;
    }

    private static boolean looksIntoOwner(AddressHistory.Event change) {
        return change.what() == What.VIEWED && change.ofGeneration() != 0;
    }

    private static String outcome(AddressHistory.Event change) {
        return switch (change.what()) {
            case ALLOCATED -> "owner";
            case VIEWED -> "view";
            case FREED -> "freed";
            case VIEW_FREED -> "view-freed";
            case FREED_LATE -> "freed-late";
            case SUPERSEDED -> "superseded";
            case FREE_FITS_NOTHING -> change.note();
            case SWEPT -> "swept";
        };
    }

    /** Most events have one change or none, and a hundred million of them may pass here. */
    private static String each(
            List<AddressHistory.Event> changes,
            Predicate<AddressHistory.Event> wanted,
            Function<AddressHistory.Event, String> text) {
        if (changes.isEmpty()) {
            return "";
        }
        if (changes.size() == 1) {
            return wanted.test(changes.get(0)) ? text.apply(changes.get(0)) : "";
        }
        return changes.stream().filter(wanted).map(text).collect(Collectors.joining(" "));
    }
}
