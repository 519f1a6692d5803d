package dev.leaktriage.model;

/**
 * One event on its way from the reader to the ledger: a carrier that the reader fills anew for every record.
 *
 * <p>The fields are public and primitive because a log may hold a hundred million of them: an object for
 * each would cost more than everything else together. A receiver must copy what it wants to keep.
 */
public final class LogEvent {
    /** The value of a number that the record does not state. */
    public static final long UNSTATED = -1;

    /** Which family of records the event comes from; they differ in what identifies a handle. */
    public enum Form {
        /** Tracker lines: a free names its process and is matched within it. */
        TRACKER,
        /** Allocation-server lines: a free names a device and an id, and the process it names is a guess. */
        SERVER,
        /** Block records and creation logs: no process; the device may be a mesh. */
        BLOCK,
        /** Recordings that count allocations by kind: neither process, device nor address. */
        COUNTED,
        /** Lines of the runtime and of the operating system. */
        RUNTIME,
        /** Lines of test runners, which name neither process nor device. */
        TEST_RUNNER,
        /** Lines of an allocator that numbers neither processes nor devices: all is system memory of device 0. */
        ALLOCATOR,
        /** Nodes of a captured graph of operations: no process; the device may be a mesh. */
        GRAPH,
        /** Snapshots of what was allocated at a moment: neither process nor order within a snapshot. */
        SNAPSHOT
    }

    /** What a record says about the ownership of its buffer. */
    public enum Ownership {
        UNSTATED,
        OWNS,
        BORROWS
    }

    public EventKind kind;
    public Form form;
    /** Index of the file in the order of reading. */
    public int file;
    /** 1-based line of the record's header. */
    public long line;
    /** The number that the document gives the record, where the line holds several; else {@link #UNSTATED}. */
    public long node;
    /** How many lines the record has. */
    public int lines;

    public long process;
    /** Number of the event within its process, from 1. */
    public long sequence;

    public long device;
    public long mesh;
    public Memory memory;
    public long address;
    public long sizeBytes;
    public long pageBytes;
    public long banks;
    /** For a server record how many references remain after the event (0 for the final free). */
    public long references;
    /** A count that the record states: cache entries, events, live buffers, removed buffers. */
    public long count;
    /** The buffer object's host address, which tells apart handles of the same address. */
    public long hostPointer;
    /**
     * What tells the buffer apart from others at the same address of its process: itself, or its allocator; unstated
     * where the address does. Of a memory's state, the program that it belongs to.
     */
    public long identity;

    /** For an allocation that failed: what each bank would have had to hold; likewise the next four. */
    public long neededPerBankBytes;

    public long bankBytes;
    public long allocatedPerBankBytes;
    public long freePerBankBytes;
    public long largestFreeBytes;
    /** Likewise the address below which no buffer of L1 may lie; the one that does has the event's address. */
    public long limitAddress;
    /** By how much the figures of a memory's state may be rounded, either way. */
    public long roundedBytes;

    public Ownership ownership;
    /** Number of the stack in {@link Stacks}. */
    public int stack;
    /** False if the text shows that frames of the stack are missing. */
    public boolean stackComplete;
    /** True if the record has more than {@link Stacks#MOST_FRAMES} frames, of which the stack has the first ones. */
    public boolean stackCut;
    /** True if the record's header line is the file's last and has no line end. */
    public boolean cut;
    /** True if something stood before the record on its line. */
    public boolean prefixed;

    /** A name or message that the record carries; empty if none. */
    public String text;
    /** The device numbers of a mesh, as the log lists them; empty if none. */
    public String devices;
    /** The architecture that the record names; empty if none. */
    public String arch;
    /** How a test ended. */
    public TestRun.Outcome outcome;

    /** Forgets everything, so that the next record can be filled in. */
    public void clear() {
        kind = EventKind.NOTE;
        form = Form.RUNTIME;
        line = 0;
        node = UNSTATED;
        lines = 1;
        process = UNSTATED;
        sequence = UNSTATED;
        device = UNSTATED;
        mesh = UNSTATED;
        memory = Memory.UNSTATED;
        address = UNSTATED;
        sizeBytes = UNSTATED;
        pageBytes = UNSTATED;
        banks = UNSTATED;
        references = UNSTATED;
        count = UNSTATED;
        hostPointer = UNSTATED;
        identity = UNSTATED;
        neededPerBankBytes = UNSTATED;
        bankBytes = UNSTATED;
        allocatedPerBankBytes = UNSTATED;
        freePerBankBytes = UNSTATED;
        largestFreeBytes = UNSTATED;
        limitAddress = UNSTATED;
        roundedBytes = 0;
        ownership = Ownership.UNSTATED;
        stack = Stacks.NO_STACK;
        stackComplete = true;
        stackCut = false;
        cut = false;
        prefixed = false;
        text = "";
        devices = "";
        arch = "";
        outcome = TestRun.Outcome.UNKNOWN;
    }

    /** Becomes equal to another event. */
    public void copy(LogEvent other) {
        kind = other.kind;
        form = other.form;
        file = other.file;
        line = other.line;
        lines = other.lines;
        process = other.process;
        sequence = other.sequence;
        device = other.device;
        mesh = other.mesh;
        memory = other.memory;
        address = other.address;
        sizeBytes = other.sizeBytes;
        pageBytes = other.pageBytes;
        banks = other.banks;
        references = other.references;
        count = other.count;
        hostPointer = other.hostPointer;
        neededPerBankBytes = other.neededPerBankBytes;
        bankBytes = other.bankBytes;
        allocatedPerBankBytes = other.allocatedPerBankBytes;
        freePerBankBytes = other.freePerBankBytes;
        largestFreeBytes = other.largestFreeBytes;
        limitAddress = other.limitAddress;
        roundedBytes = other.roundedBytes;
        ownership = other.ownership;
        stack = other.stack;
        stackComplete = other.stackComplete;
        cut = other.cut;
        prefixed = other.prefixed;
        text = other.text;
        devices = other.devices;
        arch = other.arch;
        identity = other.identity;
        node = other.node;
        stackCut = other.stackCut;
        outcome = other.outcome;
    }
}
