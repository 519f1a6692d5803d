package dev.leaktriage.document;

import dev.leaktriage.model.LogEvent;
import dev.leaktriage.model.Memory;
import dev.leaktriage.model.Stacks;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteOpenMode;

/**
 * Reads the database that {@code ttnn.graph_report} makes: what was live after each operation, and the Python stack that
 * asked for the operation.
 *
 * <p>It is read from a copy: nothing is ever created beside the original, which may lie where nothing may be written.
 * A database has no lines; the number of an operation is told as the node of line 1.
 */
final class ReportDatabase {
    private static final LogEvent.Form FORM = LogEvent.Form.SNAPSHOT;
    private static final List<Memory> EVERY_MEMORY = List.of(Memory.values());
    private static final Memory[] NUMBERED = {
        Memory.DRAM, Memory.L1, Memory.SYSTEM_MEMORY, Memory.L1_SMALL, Memory.TRACE
    };
    private static final Pattern PYTHON_FRAME = Pattern.compile("\\s*(File \"[^\"]+\", line \\d+, in \\S.*?)\\s*");
    private static final Place WHOLE = new Place(1, 1);

    private final Connection database;
    private final DocumentEvents events;
    private final Map<Long, Long> l1Banks = new HashMap<>();
    /** The sizes of tensors by device and address; for an address that several had, the one that it had last. */
    private final Map<Long, Map<Long, Long>> tensorBytes = new HashMap<>();

    private ReportDatabase(Connection database, DocumentEvents events) {
        this.database = database;
        this.events = events;
    }

    /**
     * Reads a database.
     *
     * @throws IOException if it is none, or one of something else; the message is one line
     */
    static void read(InputStream bytes, DocumentEvents events) throws IOException {
        Path copy = Files.createTempFile("leaktriage", ".sqlite");
        try {
            Files.copy(bytes, copy, StandardCopyOption.REPLACE_EXISTING);
            SQLiteConfig config = new SQLiteConfig();
            config.setReadOnly(true);
            config.setOpenMode(SQLiteOpenMode.OPEN_URI);
            try (Connection database = config.createConnection("jdbc:sqlite:" + copy.toUri() + "?immutable=1")) {
                new ReportDatabase(database, events).report();
            }
        } catch (SQLException unreadable) {
            throw events.wrong(
                    WHOLE,
                    "this is no report of ttnn.graph_report, or a damaged one ("
                            + String.valueOf(unreadable.getMessage())
                                    .lines()
                                    .findFirst()
                                    .orElse("") + ")");
        } finally {
            Files.delete(copy);
        }
    }

    private void report() throws SQLException, IOException {
        require("operations", "operation_id", "name");
        require("buffers", "operation_id", "device_id", "address", "max_size_per_bank", "buffer_type");
        readDevices();
        readTensors();
        Map<Long, Integer> stacks = stacks();
        Snapshots snapshots = new Snapshots(events);
        try (PreparedStatement operations =
                        database.prepareStatement("SELECT operation_id, name FROM operations ORDER BY operation_id");
                PreparedStatement buffers = database.prepareStatement(
                        "SELECT device_id, address, max_size_per_bank, buffer_type FROM buffers"
                                + " WHERE operation_id = ? ORDER BY device_id, buffer_type, address");
                ResultSet rows = operations.executeQuery()) {
            while (rows.next() && events.wanted()) {
                long operation = rows.getLong(1);
                Place at = WHOLE.ofNode(operation);
                int caller = stacks.getOrDefault(operation, Stacks.NO_STACK);
                int stack = events.stacks.called(caller, String.valueOf(rows.getString(2)));
                events.recognised();
                buffers.setLong(1, operation);
                snapshots.take(blocks(buffers, at), EVERY_MEMORY, stack, at);
            }
        }
        if (events.none()) {
            throw events.wrong(WHOLE, "the database has no operation");
        }
    }

    /** Says what is missing in words, before a query would fail. */
    private void require(String table, String... columns) throws SQLException, IOException {
        Set<String> there = columns(table);
        for (String column : columns) {
            if (!there.contains(column)) {
                throw events.wrong(
                        WHOLE,
                        "the database has no column '" + column + "' in a table '" + table
                                + "'; expected a report of ttnn.graph_report");
            }
        }
    }

    private Set<String> columns(String table) throws SQLException {
        Set<String> names = new HashSet<>();
        try (PreparedStatement query = database.prepareStatement("SELECT name FROM pragma_table_info(?)")) {
            query.setString(1, table);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    names.add(rows.getString(1));
                }
            }
        }
        return names;
    }

    private void readDevices() throws SQLException {
        if (!columns("devices").containsAll(Set.of("device_id", "l1_num_banks"))) {
            return;
        }
        try (PreparedStatement query = database.prepareStatement("SELECT device_id, l1_num_banks FROM devices");
                ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                l1Banks.put(rows.getLong(1), rows.getLong(2));
            }
        }
    }

    private void readTensors() throws SQLException {
        if (!columns("tensors").containsAll(Set.of("tensor_id", "device_id", "address", "size"))) {
            return;
        }
        try (PreparedStatement query = database.prepareStatement(
                        "SELECT device_id, address, size FROM tensors WHERE address IS NOT NULL ORDER BY tensor_id");
                ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                tensorBytes
                        .computeIfAbsent(rows.getLong(1), device -> new HashMap<>())
                        .put(rows.getLong(2), rows.getLong(3));
            }
        }
    }

    private Map<Long, Integer> stacks() throws SQLException {
        Map<Long, Integer> stacks = new HashMap<>();
        if (!columns("stack_traces").containsAll(Set.of("operation_id", "stack_trace"))) {
            return stacks;
        }
        try (PreparedStatement query = database.prepareStatement("SELECT operation_id, stack_trace FROM stack_traces");
                ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                stacks.put(rows.getLong(1), stack(String.valueOf(rows.getString(2))));
            }
        }
        return stacks;
    }

    /** Python's frames stand innermost first; the lines of source between them say nothing new. */
    private int stack(String text) {
        List<String> frames = text.lines()
                .map(PYTHON_FRAME::matcher)
                .filter(Matcher::matches)
                .map(frame -> frame.group(1))
                .toList();
        int stack = Stacks.NO_STACK;
        for (int i = frames.size() - 1; i >= 0; i--) {
            stack = events.stacks.called(stack, frames.get(i));
        }
        return stack;
    }

    private List<Snapshots.Block> blocks(PreparedStatement buffers, Place at) throws SQLException, IOException {
        List<Snapshots.Block> blocks = new ArrayList<>();
        try (ResultSet rows = buffers.executeQuery()) {
            while (rows.next()) {
                long device = rows.getLong(1);
                long address = rows.getLong(2);
                long perBank = rows.getLong(3);
                long type = rows.getLong(4);
                boolean sound = device >= 0
                        && device <= Integer.MAX_VALUE
                        && address >= 0
                        && perBank >= 0
                        && perBank < 1L << 48;
                if (!sound) {
                    events.malformed(
                            FORM,
                            at,
                            "a buffer has device " + device + ", address " + address + " and " + perBank
                                    + " B in each bank");
                    continue;
                }
                blocks.add(block(device, address, perBank, type, at));
            }
        }
        return blocks;
    }

    private Snapshots.Block block(long device, long address, long perBank, long type, Place at) {
        Memory memory = type >= 0 && type < NUMBERED.length ? NUMBERED[(int) type] : Memory.UNSTATED;
        boolean l1 = memory == Memory.L1 || memory == Memory.L1_SMALL;
        long banks = l1 ? l1Banks.getOrDefault(device, -1L) : -1;
        long tensor = tensorBytes.getOrDefault(device, Map.of()).getOrDefault(address, -1L);
        boolean plausible = tensor >= perBank && (banks < 0 || tensor <= perBank * banks);
        return new Snapshots.Block(device, memory, address, plausible ? tensor : perBank, perBank, banks, at);
    }
}
