package dev.leaktriage.document;

import dev.leaktriage.model.EventKind;
import dev.leaktriage.model.LogEvent;
import dev.leaktriage.model.Memory;
import dev.leaktriage.model.Stacks;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads {@code detailed_memory_usage.csv}: for each memory its totals, and the allocator's table of blocks as text
 * between them.
 *
 * <p>An address in the table is relative to the part of a bank that the allocator manages.
 */
final class MemoryReport {
    private static final LogEvent.Form FORM = LogEvent.Form.SNAPSHOT;
    private static final Pattern HEAD = Pattern.compile("([^,]*),(DRAM|L1|L1_SMALL|TRACE)\\s*");
    private static final Pattern TOTAL =
            Pattern.compile(",+Total (allocatable|allocated|free) \\((KB|B)\\):[, ]\\s*(.*?)\\s*");
    private static final Pattern BLOCK =
            Pattern.compile("\\s*\\d+\\s+(\\d{1,15})\\s+(\\d{1,15})\\s+\\S+\\s+\\S+\\s+(yes|no)\\s*");
    /** What begins like a row; the line above the rows does not. */
    private static final Pattern ROW = Pattern.compile("\\s*\\d");

    private static final int KIB = 1024;

    private final DocumentEvents events;
    private final Snapshots snapshots;
    private int line;

    private Section section;
    private boolean inTable;

    /** What is read of one memory. */
    private static final class Section {
        final Memory memory;
        final Place at;
        final List<Snapshots.Block> blocks = new ArrayList<>();
        boolean table;
        /** True if a row of it cannot be read, so that nothing can be said of the whole. */
        boolean rowsMissing;

        long unitBytes = 1;
        long allocatable = -1;
        long allocated = -1;
        long tableBytes;
        long allocatedInTable;
        long largestFree;
        final long program;

        Section(long program, Memory memory, Place at) {
            this.program = program;
            this.memory = memory;
            this.at = at;
        }

        /** The totals are over all banks, the table is one bank's; -1 if the one does not divide the other. */
        long banks() {
            if (tableBytes == 0 || allocatable <= 0 || rowsMissing) {
                return -1;
            }
            long banks = Math.round((double) allocatable / tableBytes);
            return Math.abs(banks * tableBytes - allocatable) < unitBytes ? Math.max(1, banks) : -1;
        }
    }

    private MemoryReport(DocumentEvents events) {
        this.events = events;
        this.snapshots = new Snapshots(events);
    }

    /**
     * Reads a report.
     *
     * @throws IOException if it cannot be read
     */
    static void read(InputStream text, DocumentEvents events) throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(text, StandardCharsets.ISO_8859_1));
        new MemoryReport(events).report(lines);
    }

    private void report(BufferedReader lines) throws IOException {
        for (String text = lines.readLine(); text != null && events.wanted(); text = lines.readLine()) {
            line++;
            line(text);
        }
        end();
        if (section != null && !section.table) {
            events.cut(FORM, new Place(Math.max(1, line), 1));
        }
    }

    private void line(String text) throws IOException {
        Matcher head = HEAD.matcher(text);
        Matcher total = TOTAL.matcher(text);
        Matcher block = BLOCK.matcher(text);
        if (head.matches()) {
            end();
            section = new Section(
                    program(head.group(1).strip()),
                    Memory.ofLabel(head.group(2)).orElse(Memory.UNSTATED),
                    here());
            inTable = false;
            events.recognised();
        } else if (section != null && total.matches()) {
            total(total);
        } else if (text.startsWith("Block table:")) {
            inTable = section != null;
        } else if (inTable && block.matches()) {
            block(block);
        } else if (inTable && ROW.matcher(text).lookingAt()) {
            section.rowsMissing = true;
            events.malformed(
                    FORM,
                    here(),
                    "a row of the table of blocks has no address, size and 'yes' or 'no' where they stand");
        }
    }

    private static long program(String named) {
        return named.matches("\\d{1,18}") ? Long.parseLong(named) : LogEvent.UNSTATED;
    }

    private Place here() {
        return new Place(line, 1);
    }

    private void total(Matcher total) throws IOException {
        String digits = total.group(3);
        if (!digits.matches("\\d{1,15}")) {
            events.malformed(
                    FORM,
                    here(),
                    "total " + total.group(1) + " is '" + digits + "'; expected a whole number of " + total.group(2));
            return;
        }
        section.unitBytes = total.group(2).equals("KB") ? KIB : 1;
        long bytes = Long.parseLong(digits) * section.unitBytes;
        switch (total.group(1)) {
            case "allocatable" -> section.allocatable = bytes;
            case "allocated" -> section.allocated = bytes;
            default -> {}
        }
        events.recognised();
    }

    private void block(Matcher block) {
        long address = Long.parseLong(block.group(1));
        long bytes = Long.parseLong(block.group(2));
        boolean allocated = block.group(3).equals("yes");
        section.table = true;
        section.tableBytes += bytes;
        section.allocatedInTable += allocated ? bytes : 0;
        section.largestFree = allocated ? section.largestFree : Math.max(section.largestFree, bytes);
        if (allocated) {
            section.blocks.add(new Snapshots.Block(0, section.memory, address, bytes, bytes, -1, here()));
        }
        events.recognised();
    }

    /** A memory is complete: its table is a snapshot, its totals check it. */
    private void end() throws IOException {
        if (section == null || !section.table) {
            return;
        }
        long banks = section.banks();
        long stated = section.allocated;
        boolean fits =
                banks < 0 || stated < 0 || Math.abs(section.allocatedInTable * banks - stated) < section.unitBytes;
        if (!fits) {
            events.malformed(
                    FORM,
                    section.at,
                    "the totals state " + stated + " B allocated in all, the table of blocks "
                            + section.allocatedInTable + " B in each of " + banks + " banks");
        }
        List<Snapshots.Block> blocks = section.blocks.stream()
                .map(block -> new Snapshots.Block(
                        0, block.memory(), block.address(), block.sizeBytes(), block.perBankBytes(), banks, block.at()))
                .toList();
        snapshots.take(blocks, List.of(section.memory), Stacks.NO_STACK, section.at);
        LogEvent state = events.begin(EventKind.MEMORY_STATE, FORM, section.at);
        state.memory = section.memory;
        state.identity = section.program;
        state.bankBytes = section.tableBytes;
        if (!section.rowsMissing) {
            state.banks = banks;
            state.allocatedPerBankBytes = section.allocatedInTable;
            state.freePerBankBytes = section.tableBytes - section.allocatedInTable;
            state.largestFreeBytes = section.largestFree;
        }
        state.text = section.memory.label() + ": " + section.allocatedInTable + " B of " + section.tableBytes
                + " B allocated in each bank";
        events.send();
    }
}
