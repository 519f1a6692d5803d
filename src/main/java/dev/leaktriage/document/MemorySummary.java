package dev.leaktriage.document;

import dev.leaktriage.model.EventKind;
import dev.leaktriage.model.LogEvent;
import dev.leaktriage.model.Memory;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads {@code memory_usage_summary.csv} and {@code l1_usage_summary.csv}: in each row what one bank has, of DRAM and L1
 * in turn or of L1 only. They name no buffer, so they are marks on the timeline and figures to check others by.
 *
 * <p>Trap: what counts is the unit of the first column. When kibibytes were given up, the headings of the last two
 * columns kept their name.
 */
final class MemorySummary {
    private static final LogEvent.Form FORM = LogEvent.Form.SNAPSHOT;
    private static final int KIB = 1024;

    private final DocumentEvents events;
    private static final Pattern UNIT = Pattern.compile(" \\((KB|B)\\)");

    private boolean withUsage;
    private long unitBytes = 1;
    private int rows;

    private MemorySummary(DocumentEvents events) {
        this.events = events;
    }

    static void read(InputStream text, DocumentEvents events) throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(text, StandardCharsets.ISO_8859_1));
        new MemorySummary(events).summary(lines);
    }

    private void summary(BufferedReader lines) throws IOException {
        int line = 0;
        for (String text = lines.readLine(); text != null && events.wanted(); text = lines.readLine()) {
            line++;
            Matcher unit = UNIT.matcher(text);
            if (unit.find()) {
                withUsage = text.contains("Total Allocated");
                unitBytes = unit.group(1).equals("KB") ? KIB : 1;
                events.recognised();
            } else if (text.contains(",")) {
                row(text, new Place(line, 1));
            }
        }
    }

    private void row(String text, Place at) throws IOException {
        List<String> cells = Arrays.asList(text.strip().split(",", -1));
        int numbers = withUsage ? 4 : 2;
        boolean whole = cells.size() == numbers + 1
                && cells.stream().skip(1).allMatch(cell -> cell.strip().matches("\\d{1,12}"));
        if (!whole) {
            events.malformed(FORM, at, "expected a program or nothing, and " + numbers + " whole numbers");
            return;
        }
        List<Long> bytes = cells.stream()
                .skip(1)
                .map(cell -> Long.parseLong(cell.strip()) * unitBytes)
                .toList();
        events.recognised();
        LogEvent state = events.begin(EventKind.MEMORY_STATE, FORM, at);
        String program = cells.get(0).strip();
        String of = program.isEmpty() ? "" : " in program " + program;
        state.identity = program.matches("\\d{1,18}") ? Long.parseLong(program) : LogEvent.UNSTATED;
        state.roundedBytes = unitBytes - 1;
        if (withUsage) {
            state.bankBytes = bytes.get(0);
            state.allocatedPerBankBytes = bytes.get(1);
            state.freePerBankBytes = bytes.get(2);
            state.largestFreeBytes = bytes.get(3);
            state.memory = rows++ % 2 == 0 ? Memory.DRAM : Memory.L1;
            state.text = state.memory.label() + of + ": " + bytes.get(1) + " B of " + bytes.get(0)
                    + " B allocated in each bank, the largest free block has " + bytes.get(3) + " B";
        } else {
            state.memory = Memory.L1;
            state.largestFreeBytes = bytes.get(0);
            // The second column is the first one times the banks.
            state.banks = bytes.get(0) > 0 ? bytes.get(1) / bytes.get(0) : LogEvent.UNSTATED;
            state.text = "L1" + of + ": the largest free block has " + bytes.get(0) + " B in each bank";
        }
        events.send();
    }
}
