package dev.leaktriage.log;

import dev.leaktriage.model.EventKind;
import dev.leaktriage.model.LogEvent;
import dev.leaktriage.model.Memory;
import dev.leaktriage.model.ServerEvents;
import dev.leaktriage.model.Stacks;
import dev.leaktriage.model.TestRun;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;

/**
 * Events that wait for those before them: as many words each as they state numbers, and two.
 *
 * <p>The first word has what is small and says which numbers follow. Those of a server take less, see
 * {@link ServerEvents}.
 */
final class EventBatch {
    private static final EventKind[] KINDS = EventKind.values();
    private static final LogEvent.Form[] FORMS = LogEvent.Form.values();
    private static final Memory[] MEMORIES = Memory.values();
    private static final LogEvent.Ownership[] OWNERSHIPS = LogEvent.Ownership.values();
    private static final int MOST_WORDS = 16;

    private static final int KIND_BITS = 6;
    private static final int FORM_BITS = 4;
    private static final int MEMORY_BITS = 4;
    private static final int OWNERSHIP_BITS = 2;
    /** One less than it might be: the sign tells the events apart that are {@link ServerEvents}. */
    private static final int LINES_BITS = 31;

    private static final int FLAG_BITS = 4;

    /** Which numbers an event states; they stand in this order. */
    private static final int STATES_DEVICE = 1 << 2;

    private static final int STATES_ADDRESS = 1 << 4;

    /** How many events are announced at once: more are no longer in the nearest cache when their turn comes. */
    private static final int ANNOUNCED = 64;

    /** How many events of a server are handed on at once, at the most. */
    private static final int SERVED = 256;

    /** What few events have. */
    private record Rare(
            String text,
            String devices,
            String arch,
            TestRun.Outcome outcome,
            boolean stackCut,
            long node,
            long hostPointer,
            long neededPerBankBytes,
            long bankBytes,
            long allocatedPerBankBytes,
            long freePerBankBytes,
            long largestFreeBytes,
            long limitAddress,
            long roundedBytes) {
        static Rare of(LogEvent event) {
            return new Rare(
                    event.text,
                    event.devices,
                    event.arch,
                    event.outcome,
                    event.stackCut,
                    event.node,
                    event.hostPointer,
                    event.neededPerBankBytes,
                    event.bankBytes,
                    event.allocatedPerBankBytes,
                    event.freePerBankBytes,
                    event.largestFreeBytes,
                    event.limitAddress,
                    event.roundedBytes);
        }

        void fill(LogEvent event) {
            event.text = text;
            event.devices = devices;
            event.arch = arch;
            event.outcome = outcome;
            event.stackCut = stackCut;
            event.node = node;
            event.hostPointer = hostPointer;
            event.neededPerBankBytes = neededPerBankBytes;
            event.bankBytes = bankBytes;
            event.allocatedPerBankBytes = allocatedPerBankBytes;
            event.freePerBankBytes = freePerBankBytes;
            event.largestFreeBytes = largestFreeBytes;
            event.limitAddress = limitAddress;
            event.roundedBytes = roundedBytes;
        }
    }

    private final ServerEvents served = new ServerEvents();
    private final List<Rare> rares = new ArrayList<>();
    private final LogEvent event = new LogEvent();
    private long[] words = new long[1 << 12];
    private int end;
    private boolean ofServerOnly = true;

    // Where the handing on is.
    private int next;
    private int nextRare;
    /** How many of the next events were announced. */
    private int announced;

    private final long[] devices = new long[ANNOUNCED];
    private final long[] addresses = new long[ANNOUNCED];

    /** Forgets the events. */
    void clear() {
        end = 0;
        rares.clear();
        ofServerOnly = true;
    }

    boolean isEmpty() {
        return end == 0;
    }

    /** True if there are many events, and all are {@link ServerEvents}, which refer to nothing. */
    boolean isManyOfServer() {
        return ofServerOnly && end >= SERVED * ServerEvents.WORDS;
    }

    /** Moves the events, which refer to nothing, to an empty batch. */
    void moveTo(EventBatch empty) {
        long[] room = empty.words;
        empty.words = words;
        empty.end = end;
        words = room;
        end = 0;
    }

    /** Adds an event, whatever its file. */
    boolean add(LogEvent event) {
        if (end + MOST_WORDS > words.length) {
            words = Arrays.copyOf(words, words.length * 2);
        }
        if (isOfServer(event)) {
            return add(
                    event.kind == EventKind.FREED,
                    event.memory,
                    event.prefixed,
                    event.line,
                    event.process,
                    event.device,
                    event.address,
                    event.sizeBytes,
                    event.references);
        }
        ofServerOnly = false;
        int first = end++;
        words[end++] = event.line;
        int stated = 0;
        stated = number(event.process, stated, 0);
        stated = number(event.sequence, stated, 1);
        stated = number(event.device, stated, 2);
        stated = number(event.mesh, stated, 3);
        stated = number(event.address, stated, 4);
        stated = number(event.sizeBytes, stated, 5);
        stated = number(event.pageBytes, stated, 6);
        stated = number(event.banks, stated, 7);
        stated = number(event.references, stated, 8);
        stated = number(event.count, stated, 9);
        stated = number(event.stack - 1, stated, 10);
        stated = number(event.identity, stated, 11);
        boolean rare = isRare(event);
        if (rare) {
            rares.add(Rare.of(event));
        }
        words[first] = small(event, stated, rare);
        return true;
    }

    /**
     * Adds an allocation or free of which nothing but small numbers is known.
     *
     * @return false if they are not small enough, and nothing was added
     */
    boolean add(
            boolean freed,
            Memory memory,
            boolean prefixed,
            long line,
            long process,
            long device,
            long address,
            long sizeBytes,
            long references) {
        if (!ServerEvents.fits(line, process, device, sizeBytes, references)) {
            return false;
        }
        if (end + MOST_WORDS > words.length) {
            words = Arrays.copyOf(words, words.length * 2);
        }
        ServerEvents.put(words, end, freed, memory, prefixed, line, process, device, address, sizeBytes, references);
        end += ServerEvents.WORDS;
        return true;
    }

    /** True if an event is an allocation or free of a server of which nothing but small numbers is known. */
    static boolean isOfServer(LogEvent event) {
        return event.form == LogEvent.Form.SERVER
                && (event.kind == EventKind.ALLOCATED || event.kind == EventKind.FREED)
                && event.lines == 1
                && event.stackComplete
                && !event.cut
                && event.ownership == LogEvent.Ownership.UNSTATED
                && event.sequence == LogEvent.UNSTATED
                && event.mesh == LogEvent.UNSTATED
                && event.address != LogEvent.UNSTATED
                && event.pageBytes == LogEvent.UNSTATED
                && event.banks == LogEvent.UNSTATED
                && event.count == LogEvent.UNSTATED
                && event.stack == Stacks.NO_STACK
                && event.identity == LogEvent.UNSTATED
                && ServerEvents.fits(event.line, event.process, event.device, event.sizeBytes, event.references)
                && !isRare(event);
    }

    private int number(long value, int stated, int field) {
        if (value == LogEvent.UNSTATED) {
            return stated;
        }
        words[end++] = value;
        return stated | 1 << field;
    }

    private static boolean isRare(LogEvent event) {
        return !event.text.isEmpty()
                || !event.devices.isEmpty()
                || !event.arch.isEmpty()
                || event.outcome != TestRun.Outcome.UNKNOWN
                || event.stackCut
                || event.node != LogEvent.UNSTATED
                || event.hostPointer != LogEvent.UNSTATED
                || event.neededPerBankBytes != LogEvent.UNSTATED
                || event.bankBytes != LogEvent.UNSTATED
                || event.allocatedPerBankBytes != LogEvent.UNSTATED
                || event.freePerBankBytes != LogEvent.UNSTATED
                || event.largestFreeBytes != LogEvent.UNSTATED
                || event.limitAddress != LogEvent.UNSTATED
                || event.roundedBytes != 0;
    }

    private static long small(LogEvent event, int stated, boolean rare) {
        long word = stated;
        word = word << 1 | (rare ? 1 : 0);
        word = word << 1 | (event.stackComplete ? 1 : 0);
        word = word << 1 | (event.cut ? 1 : 0);
        word = word << 1 | (event.prefixed ? 1 : 0);
        word = word << OWNERSHIP_BITS | event.ownership.ordinal();
        word = word << MEMORY_BITS | event.memory.ordinal();
        word = word << FORM_BITS | event.form.ordinal();
        word = word << KIND_BITS | event.kind.ordinal();
        return word << LINES_BITS | event.lines;
    }

    /**
     * Hands the events on in the order in which they came.
     *
     * @param file the index of their file
     * @param linesBefore what is added to their lines
     * @param stacks what their stack numbers are to be
     * @return false if the receiver wanted no more
     */
    boolean replay(int file, long linesBefore, IntUnaryOperator stacks, RecordScanner.Receiver receiver)
            throws IOException {
        next = 0;
        nextRare = 0;
        announced = 0;
        while (next < end) {
            if (!(ServerEvents.begins(words[next])
                    ? served(file, linesBefore, receiver)
                    : event(file, linesBefore, stacks, receiver))) {
                return false;
            }
        }
        return true;
    }

    private boolean served(int file, long linesBefore, RecordScanner.Receiver receiver) throws IOException {
        int count = serverEvents(next);
        served.view(words, next, count, file, linesBefore);
        next += count * ServerEvents.WORDS;
        announced = 0;
        return receiver.accept(served);
    }

    /**
     * Hands one event on. A JVM compiles this after some two hundred events; as a part of the loop that calls it, it
     * would be interpreted for the first 60,000.
     */
    private boolean event(int file, long linesBefore, IntUnaryOperator stacks, RecordScanner.Receiver receiver)
            throws IOException {
        if (announced == 0) {
            announce(next, receiver);
            announced = ANNOUNCED;
        }
        announced--;
        long word = words[next++];
        event.clear();
        event.file = file;
        event.line = linesBefore + words[next++];
        event.lines = (int) word & Integer.MAX_VALUE;
        word >>>= LINES_BITS;
        event.kind = KINDS[(int) word & (1 << KIND_BITS) - 1];
        word >>>= KIND_BITS;
        event.form = FORMS[(int) word & (1 << FORM_BITS) - 1];
        word >>>= FORM_BITS;
        event.memory = MEMORIES[(int) word & (1 << MEMORY_BITS) - 1];
        word >>>= MEMORY_BITS;
        event.ownership = OWNERSHIPS[(int) word & (1 << OWNERSHIP_BITS) - 1];
        word >>>= OWNERSHIP_BITS;
        event.prefixed = (word & 1) != 0;
        event.cut = (word & 2) != 0;
        event.stackComplete = (word & 4) != 0;
        if ((word & 8) != 0) {
            rares.get(nextRare++).fill(event);
        }
        next = numbers((int) (word >>> FLAG_BITS), next, stacks);
        return receiver.accept(event);
    }

    /** How many events of a server follow each other, as far as they are handed on at once. */
    private int serverEvents(int from) {
        int count = 0;
        for (int at = from; at < end && count < SERVED && ServerEvents.begins(words[at]); at += ServerEvents.WORDS) {
            count++;
        }
        return count;
    }

    /** Tells which buffers the next events are about. */
    private void announce(int from, RecordScanner.Receiver receiver) {
        int count = 0;
        int at = from;
        for (int events = 0; events < ANNOUNCED && at < end && !ServerEvents.begins(words[at]); events++) {
            int small = KIND_BITS + FORM_BITS + MEMORY_BITS + OWNERSHIP_BITS + FLAG_BITS;
            int stated = (int) (words[at] >>> LINES_BITS + small);
            int numbers = at + 2;
            if ((stated & STATES_DEVICE) != 0 && (stated & STATES_ADDRESS) != 0) {
                devices[count] = words[numbers + Integer.bitCount(stated & STATES_DEVICE - 1)];
                addresses[count++] = words[numbers + Integer.bitCount(stated & STATES_ADDRESS - 1)];
            }
            at = numbers + Integer.bitCount(stated);
        }
        receiver.expect(count, devices, addresses);
    }

    private int numbers(int stated, int from, IntUnaryOperator stacks) {
        int at = from;
        event.process = (stated & 1) != 0 ? words[at++] : LogEvent.UNSTATED;
        event.sequence = (stated & 1 << 1) != 0 ? words[at++] : LogEvent.UNSTATED;
        event.device = (stated & 1 << 2) != 0 ? words[at++] : LogEvent.UNSTATED;
        event.mesh = (stated & 1 << 3) != 0 ? words[at++] : LogEvent.UNSTATED;
        event.address = (stated & 1 << 4) != 0 ? words[at++] : LogEvent.UNSTATED;
        event.sizeBytes = (stated & 1 << 5) != 0 ? words[at++] : LogEvent.UNSTATED;
        event.pageBytes = (stated & 1 << 6) != 0 ? words[at++] : LogEvent.UNSTATED;
        event.banks = (stated & 1 << 7) != 0 ? words[at++] : LogEvent.UNSTATED;
        event.references = (stated & 1 << 8) != 0 ? words[at++] : LogEvent.UNSTATED;
        event.count = (stated & 1 << 9) != 0 ? words[at++] : LogEvent.UNSTATED;
        event.stack = (stated & 1 << 10) != 0 ? stacks.applyAsInt((int) words[at++] + 1) : 0;
        event.identity = (stated & 1 << 11) != 0 ? words[at++] : LogEvent.UNSTATED;
        return at;
    }
}
