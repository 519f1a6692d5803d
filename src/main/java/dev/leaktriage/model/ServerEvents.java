package dev.leaktriage.model;

/**
 * Allocations and frees of an allocation server that follow each other in a log: a view of words that the reader fills.
 *
 * <p>A server's log has a record for every hundred bytes, and to carry each as a {@link LogEvent} costs more than to read
 * it. So those of which every number is small, nearly all of them, are {@value #WORDS} words each.
 */
public final class ServerEvents {
    /** How many words an event takes. */
    public static final int WORDS = 3;

    private static final Memory[] MEMORIES = Memory.values();

    /** Where the parts of the first word lie; its sign says that it is one of these events. */
    private static final int FREED_SHIFT = 62;

    private static final int MEMORY_SHIFT = 57;
    private static final int MEMORY_MASK = 15;
    private static final int PREFIXED_SHIFT = 56;
    private static final int REFERENCES_SHIFT = 48;
    private static final int REFERENCES_UNSTATED = 255;
    private static final int DEVICE_SHIFT = 32;
    private static final int DEVICE_MASK = 0xffff;
    private static final long LINE_MASK = 0xffff_ffffL;

    private static final int PROCESS_BITS = 24;
    private static final long PROCESS_MASK = (1L << PROCESS_BITS) - 1;
    private static final int SIZE_BITS = Long.SIZE - PROCESS_BITS - 1;

    private long[] words = {};
    private int from;
    private int count;
    /** Index of the file in the order of reading. */
    public int file;
    /** What is added to the line of each. */
    private long linesBefore;

    /** The events whose words begin at a position. */
    public void view(long[] ofWords, int begin, int events, int ofFile, long before) {
        words = ofWords;
        from = begin;
        count = events;
        file = ofFile;
        linesBefore = before;
    }

    /** True if a word is the first one of such an event; the first word of any other event is not negative. */
    public static boolean begins(long word) {
        return word < 0;
    }

    /** True if the numbers of an event are small enough; all but the references must be stated. */
    public static boolean fits(long line, long process, long device, long sizeBytes, long references) {
        return (line & ~LINE_MASK) == 0
                && (process & ~PROCESS_MASK) == 0
                && (device & ~DEVICE_MASK) == 0
                && sizeBytes >>> SIZE_BITS == 0
                && references >= LogEvent.UNSTATED
                && references < REFERENCES_UNSTATED;
    }

    /**
     * Puts an event whose numbers fit into words.
     *
     * @param freed false for an allocation
     */
    public static void put(
            long[] words,
            int at,
            boolean freed,
            Memory memory,
            boolean prefixed,
            long line,
            long process,
            long device,
            long address,
            long sizeBytes,
            long references) {
        words[at] = Long.MIN_VALUE
                | (freed ? 1L << FREED_SHIFT : 0)
                | (long) memory.ordinal() << MEMORY_SHIFT
                | (prefixed ? 1L << PREFIXED_SHIFT : 0)
                | (references & 255) << REFERENCES_SHIFT
                | device << DEVICE_SHIFT
                | line;
        words[at + 1] = sizeBytes << PROCESS_BITS | process;
        words[at + 2] = address;
    }

    /** How many there are. */
    public int count() {
        return count;
    }

    private long first(int i) {
        return words[from + WORDS * i];
    }

    /** True for a free, false for an allocation. */
    public boolean isFree(int i) {
        return (first(i) >>> FREED_SHIFT & 1) != 0;
    }

    /** Of which memory it is. */
    public Memory memory(int i) {
        return MEMORIES[(int) (first(i) >>> MEMORY_SHIFT) & MEMORY_MASK];
    }

    /** How many references there are after the event; {@link LogEvent#UNSTATED} if its record does not say. */
    public int references(int i) {
        int stated = (int) (first(i) >>> REFERENCES_SHIFT) & 255;
        return stated == REFERENCES_UNSTATED ? (int) LogEvent.UNSTATED : stated;
    }

    /** On which device it is. */
    public int device(int i) {
        return (int) (first(i) >>> DEVICE_SHIFT) & DEVICE_MASK;
    }

    /** 1-based line of its record. */
    public long line(int i) {
        return linesBefore + (first(i) & LINE_MASK);
    }

    /** The process that its record names. */
    public long process(int i) {
        return words[from + WORDS * i + 1] & PROCESS_MASK;
    }

    /** Its size in bytes. */
    public long sizeBytes(int i) {
        return words[from + WORDS * i + 1] >>> PROCESS_BITS;
    }

    /** Its address. */
    public long address(int i) {
        return words[from + WORDS * i + 2];
    }

    /** Makes an event that says the same. */
    public void get(int i, LogEvent event) {
        event.clear();
        event.kind = isFree(i) ? EventKind.FREED : EventKind.ALLOCATED;
        event.form = LogEvent.Form.SERVER;
        event.file = file;
        event.line = line(i);
        event.process = process(i);
        event.device = device(i);
        event.memory = memory(i);
        event.address = address(i);
        event.sizeBytes = sizeBytes(i);
        event.references = references(i);
        event.prefixed = (first(i) >>> PREFIXED_SHIFT & 1) != 0;
    }
}
