package dev.leaktriage.report;

import java.util.Arrays;
import java.util.List;

/**
 * A titled table with remarks, before it is laid out for a terminal or a page.
 *
 * @param notes sentences below the table
 */
record Section(String title, List<Column> columns, List<Row> rows, List<String> notes) {
    Section {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
        notes = List.copyOf(notes);
    }

    boolean isEmpty() {
        return rows.isEmpty() && notes.isEmpty();
    }

    /**
     * One column.
     *
     * @param number true if its cells are numbers, which are set to the right
     * @param whole true if its cells are of no use unless they are whole, such as positions
     */
    record Column(String title, boolean number, boolean whole) {
        static Column text(String title) {
            return new Column(title, false, false);
        }

        static Column number(String title) {
            return new Column(title, true, false);
        }

        /** Of positions, {@code file:line}. */
        static Column position(String title) {
            return new Column(title, false, true);
        }
    }

    /** One piece of text. */
    record Cell(String text, Tone tone) {
        static Cell of(String text) {
            return new Cell(text, Tone.PLAIN);
        }
    }

    /**
     * One row.
     *
     * @param below sentences that belong to it
     * @param block lines that belong to it and keep their spaces; empty if there are none
     */
    record Row(List<Cell> cells, List<String> below, String block) {
        Row {
            cells = List.copyOf(cells);
            below = below.stream().filter(line -> !line.isEmpty()).toList();
        }

        static Row of(String... cells) {
            return new Row(Arrays.stream(cells).map(Cell::of).toList(), List.of(), "");
        }
    }
}
