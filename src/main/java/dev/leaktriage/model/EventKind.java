package dev.leaktriage.model;

/** What a record of a log says. */
public enum EventKind {
    ALLOCATED,
    FREED,
    /** A buffer is to get another size; its address and that size. */
    REALLOCATING,
    /** It has that size; its new address. */
    REALLOCATED,
    /** The allocation server was told of a free that it could not match. */
    FREE_UNKNOWN,
    DEVICE_OPENING,
    DEVICE_OPENED,
    DEVICE_CLOSING,
    DEVICE_CLOSED,
    CACHE_CLEARING,
    CACHE_CLEARED,
    CHECKPOINT,
    RECORDING_STARTED,
    RECORDING_ENDED,
    /** The text of a recording is whole; it says nothing about the end of its process. */
    RECORDING_WHOLE,
    /** A size and a call stack, by whose number allocations without addresses are counted from here on. */
    KIND_DEFINED,
    /** The allocation server removed what a dead process had left. */
    PROCESS_SWEPT,
    SERVER_STARTED,
    SERVER_STOPPED,
    /** A process was killed by a signal, aborted or terminated. */
    PROCESS_DIED,
    /** A fatal error was thrown; the process may survive it. */
    EXCEPTION,
    OUT_OF_MEMORY,
    /** A statistics line that states how many buffers are live. */
    LIVE_COUNT,
    /** The state of a memory as its allocator tells it. */
    MEMORY_STATE,
    /** A block that an allocator has given out; the state of the memory that it lies in follows. */
    MEMORY_BLOCK,
    /** A line that counts an allocation of a size, and says neither where it lies nor when it is freed. */
    ALLOCATION_COUNTED,
    /** A line that begins like a record and does not parse: an event was here, and is lost. */
    MALFORMED,
    /** A test runner begins; the names that follow are tests that run. */
    TESTS_STARTED,
    TEST_STARTED,
    /** A test has ended: the one that is named, else the one that runs. */
    TEST_ENDED,
    /** A summary says how a test had ended. */
    TEST_TOLD,
    /** A test runner has run its last test; the names that follow are its summary. */
    TESTS_ENDED,
    /** Recognised, and of no meaning for the accounts. */
    NOTE;

    /** True if a test runner says so: its lines are no records of allocations. */
    public boolean isOfTests() {
        return switch (this) {
            case TESTS_STARTED, TEST_STARTED, TEST_ENDED, TEST_TOLD, TESTS_ENDED -> true;
            default -> false;
        };
    }
}
