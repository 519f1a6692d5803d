package dev.leaktriage.join;

import dev.leaktriage.model.EventKind;
import dev.leaktriage.model.LogEvent;
import dev.leaktriage.model.Memory;
import dev.leaktriage.model.Stacks;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The allocations that one stream lends, in the order of the log: columns of primitives, about 120 bytes for each.
 *
 * <p>A block record has some 1,200 bytes of text, so that a tenth of the file is kept at most. A free is kept with its
 * allocation; one that fits none is only counted.
 */
final class LentRecords {
    static final int NONE = -1;
    static final long NOWHERE = 0;

    private static final Memory[] MEMORIES = Memory.values();
    private static final int OWNS = 1;
    private static final int BORROWS = 2;
    private static final int INCOMPLETE = 4;
    private static final int AMBIGUOUS = 8;
    private static final int HANDED_OUT = 16;

    private static final int LINE_BITS = 44;

    private final Stream stream;
    private final boolean byDevice;
    private final Map<Long, Integer> live = new HashMap<>();
    private final Map<Long, Integer> owners = new HashMap<>();
    private final Set<Long> devices = new HashSet<>();
    private final Set<Long> processes = new HashSet<>();
    /** Of a window, keys that allocations outside it seem to have too. */
    private final Set<Long> seenOutside = new HashSet<>();

    private int count;

    private long[] key = new long[256];
    private long[] address = new long[256];
    private long[] sizeBytes = new long[256];
    private long[] at = new long[256];
    /** The node of a record, where its line holds several; else 0 or less. */
    private int[] node = new int[256];

    private long[] freedAt = new long[256];
    private int[] freedNode = new int[256];
    private int[] freedAfter = new int[256];
    private long[] firstRow = new long[256];
    private long[] lastRow = new long[256];
    private int[] device = new int[256];
    private int[] stack = new int[256];
    private int[] rows = new int[256];
    private byte[] memory = new byte[256];
    private byte[] flags = new byte[256];
    private long[] hostPointer = new long[256];

    /**
     * Makes an empty list.
     *
     * @param byDevice true if the device of a record is that of the rows
     */
    LentRecords(Stream stream, boolean byDevice) {
        this.stream = stream;
        this.byDevice = byDevice;
    }

    /** A place in a file as one number: the file's index above the line. */
    static long pack(int file, long line) {
        return (long) file << LINE_BITS | line;
    }

    static int file(long packed) {
        return (int) (packed >>> LINE_BITS);
    }

    static long line(long packed) {
        return packed & (1L << LINE_BITS) - 1;
    }

    /** Takes an allocation or a free; others are passed over. */
    void take(LogEvent event) {
        if (event.process != LogEvent.UNSTATED) {
            processes.add(event.process);
        }
        if (event.kind == EventKind.ALLOCATED && event.address != 0) {
            allocated(event);
        } else if (event.kind == EventKind.FREED) {
            freed(event);
        }
    }

    private void allocated(LogEvent event) {
        if (count == key.length) {
            widen(count * 2);
        }
        int record = count++;
        key[record] = Units.key(event, byDevice);
        address[record] = event.address;
        sizeBytes[record] = event.sizeBytes;
        at[record] = pack(event.file, event.line);
        node[record] = (int) event.node;
        device[record] = (int) event.device;
        stack[record] = event.stack;
        memory[record] = (byte) event.memory.ordinal();
        hostPointer[record] = event.hostPointer;
        flags[record] = (byte) (event.stackComplete ? 0 : INCOMPLETE);
        switch (event.ownership) {
            case OWNS -> flags[record] |= OWNS;
            case BORROWS -> flags[record] |= BORROWS;
            case UNSTATED -> {}
        }
        devices.add(event.device);
        live.put(buffer(event, event.hostPointer), record);
        if (owns(record)) {
            handedOut(record, event);
        }
    }

    /** Memory that is handed out again was given back, even if the record that says so is missing. */
    private void handedOut(int record, LogEvent event) {
        Integer before = owners.put(buffer(event, event.memory.ordinal()), record);
        if (before != null && freedAt[before] == NOWHERE) {
            freedAt[before] = at[record];
            freedNode[before] = node[record];
            freedAfter[before] = record;
            flags[before] |= HANDED_OUT;
        }
    }

    private void freed(LogEvent event) {
        Integer record = live.remove(buffer(event, event.hostPointer));
        if (record != null) {
            freedAt[record] = pack(event.file, event.line);
            freedNode[record] = (int) event.node;
            freedAfter[record] = count;
            flags[record] &= ~HANDED_OUT;
        }
    }

    private static long buffer(LogEvent event, long and) {
        long mixed = (event.address * 0x9e3779b97f4a7c15L ^ event.device) * 0xff51afd7ed558ccdL;
        return (mixed ^ mixed >>> 31 ^ and) * 0xc4ceb9fe1a85ec53L;
    }

    private void widen(int capacity) {
        key = Arrays.copyOf(key, capacity);
        address = Arrays.copyOf(address, capacity);
        sizeBytes = Arrays.copyOf(sizeBytes, capacity);
        at = Arrays.copyOf(at, capacity);
        node = Arrays.copyOf(node, capacity);
        freedAt = Arrays.copyOf(freedAt, capacity);
        freedNode = Arrays.copyOf(freedNode, capacity);
        freedAfter = Arrays.copyOf(freedAfter, capacity);
        firstRow = Arrays.copyOf(firstRow, capacity);
        lastRow = Arrays.copyOf(lastRow, capacity);
        device = Arrays.copyOf(device, capacity);
        stack = Arrays.copyOf(stack, capacity);
        rows = Arrays.copyOf(rows, capacity);
        memory = Arrays.copyOf(memory, capacity);
        flags = Arrays.copyOf(flags, capacity);
        hostPointer = Arrays.copyOf(hostPointer, capacity);
    }

    Stream stream() {
        return stream;
    }

    int count() {
        return count;
    }

    /** The only process that the records name; {@link LogEvent#UNSTATED} if it is none or several. */
    long onlyProcess() {
        return processes.size() == 1 ? processes.iterator().next() : LogEvent.UNSTATED;
    }

    /** True if allocations of that device can be among the records. */
    boolean covers(long ofDevice) {
        return !byDevice || devices.contains(ofDevice);
    }

    /** The keys of all records, sorted. */
    long[] sortedKeys() {
        long[] sorted = Arrays.copyOf(key, count);
        Arrays.sort(sorted);
        return sorted;
    }

    /** True if a record can be the same allocation as events of the rows. */
    boolean fits(int record, Unit unit) {
        Memory named = MEMORIES[memory[record]];
        return key[record] == unit.key
                && (named == unit.memory || named == Memory.UNSTATED || unit.memory == Memory.UNSTATED);
    }

    boolean sameKey(int record, int other) {
        return key[record] == key[other];
    }

    /** True if two records lend the same, so that it does not matter which of them is meant. */
    boolean lendTheSame(int record, int other) {
        return stack[record] == stack[other] && ((flags[record] ^ flags[other]) & (OWNS | BORROWS)) == 0;
    }

    boolean owns(int record) {
        return (flags[record] & OWNS) != 0;
    }

    boolean borrows(int record) {
        return (flags[record] & BORROWS) != 0;
    }

    int device(int record) {
        return device[record];
    }

    long at(int record) {
        return at[record];
    }

    /** The number that its document gives a record, where its line holds several; else 0. */
    int node(int record) {
        return Math.max(0, node[record]);
    }

    /** Likewise the record that says that its memory was given back. */
    int freedNode(int record) {
        return Math.max(0, freedNode[record]);
    }

    long sizeBytes(int record) {
        return sizeBytes[record];
    }

    long address(int record) {
        return address[record];
    }

    /** Where its memory was given back; {@link #NOWHERE} if no record says so. */
    long freedAt(int record) {
        return freedAt[record];
    }

    /** How many allocations stand before the record that says that its memory was given back. */
    int freedAfter(int record) {
        return freedAfter[record];
    }

    /** True if only a later owner of its memory shows that it was given back. */
    boolean handedOut(int record) {
        return (flags[record] & HANDED_OUT) != 0;
    }

    /** True if another record may be meant by the events that it was matched with. */
    boolean ambiguous(int record) {
        return (flags[record] & AMBIGUOUS) != 0 || seenOutside.contains(key[record]);
    }

    /** Notes an allocation without a partner that looks like one in the window. */
    void seenOutside(Unit unit) {
        seenOutside.add(unit.key);
    }

    /** How many events of the rows it was matched with. */
    int rows(int record) {
        return rows[record];
    }

    long firstRow(int record) {
        return firstRow[record];
    }

    long lastRow(int record) {
        return lastRow[record];
    }

    /** Lends what a record knows to an event that is the same allocation. */
    void lend(int record, boolean doubtful, LogEvent event) {
        long row = pack(event.file, event.line);
        firstRow[record] = rows[record] == 0 ? row : Math.min(firstRow[record], row);
        lastRow[record] = Math.max(lastRow[record], row);
        rows[record]++;
        if (doubtful) {
            flags[record] |= AMBIGUOUS;
        }
        if (event.hostPointer == LogEvent.UNSTATED) {
            event.hostPointer = hostPointer[record];
        }
        // Who knows its stack knows more than a guess could add.
        boolean poor = event.stack == Stacks.NO_STACK;
        if (poor && stack[record] != Stacks.NO_STACK) {
            event.stack = stack[record];
            event.stackComplete = (flags[record] & INCOMPLETE) == 0;
        }
        if (stream.statesOwnership() && event.ownership == LogEvent.Ownership.UNSTATED && (poor || !doubtful)) {
            event.ownership = ownership(record);
        }
    }

    private LogEvent.Ownership ownership(int record) {
        if (owns(record)) {
            return LogEvent.Ownership.OWNS;
        }
        return borrows(record) ? LogEvent.Ownership.BORROWS : LogEvent.Ownership.UNSTATED;
    }
}
