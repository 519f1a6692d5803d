package dev.leaktriage.join;

import dev.leaktriage.model.EventKind;
import dev.leaktriage.model.LogEvent;
import dev.leaktriage.model.Stacks;
import java.util.Locale;
import java.util.Optional;

/**
 * A family of records of allocations that one printer writes; the ones that tell most of a run come first, and of the
 * streams of a run the first one has the rows.
 */
public enum Stream {
    TRACKER,
    SERVER,
    /** The stack traces of a client, and other records of single devices that name their process. */
    STACK_TRACE,
    /** One record for a mesh buffer; its device is the mesh. */
    BUFFER_DEBUG,
    /** Mirrors and views on device 0, without frees: never the rows where anything else is there. */
    CREATION_LOG,
    /** Nodes of a captured graph, a window of the run; its device is the mesh, and its operations stand for a stack. */
    GRAPH_CAPTURE,
    /** A foreign allocator's log; it lends nothing. */
    UMPIRE,
    /** What was live at some moments; it lends nothing either, but what it states of a memory can be checked. */
    SNAPSHOT;

    /** The lower-case, hyphenated name, which is that of the dialect. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** True if its records may be the same allocations as the rows. */
    boolean lends() {
        return this != UMPIRE && this != SNAPSHOT;
    }

    /**
     * The stream that a record belongs to; empty if it is none of an allocation's life.
     *
     * @throws IllegalArgumentException if it is of a recording that counts allocations, which no other text can tell of;
     *     the message is one line
     */
    public static Optional<Stream> of(LogEvent event) {
        return switch (event.form) {
            case TRACKER -> event.kind == EventKind.MALFORMED ? Optional.empty() : Optional.of(TRACKER);
            case SERVER -> server(event.kind);
            case BLOCK -> block(event);
            case GRAPH -> Optional.of(GRAPH_CAPTURE);
            case ALLOCATOR -> Optional.of(UMPIRE);
            case SNAPSHOT -> Optional.of(SNAPSHOT);
            case RUNTIME, TEST_RUNNER -> Optional.empty();
            case COUNTED ->
                throw new IllegalArgumentException(
                        "a recording of the program's heap is no part of a log; analyze it by itself");
        };
    }

    /** A server's statistics and remarks also stand in what its clients print. */
    private static Optional<Stream> server(EventKind kind) {
        return switch (kind) {
            case ALLOCATED, FREED, FREE_UNKNOWN -> Optional.of(SERVER);
            default -> Optional.empty();
        };
    }

    private static Optional<Stream> block(LogEvent event) {
        return switch (event.kind) {
            case ALLOCATED -> Optional.of(allocated(event));
            case FREED -> Optional.of(event.hostPointer == LogEvent.UNSTATED ? STACK_TRACE : BUFFER_DEBUG);
            case RECORDING_STARTED -> Optional.of(STACK_TRACE);
            default -> Optional.empty();
        };
    }

    private static Stream allocated(LogEvent event) {
        if (event.hostPointer == LogEvent.UNSTATED) {
            return STACK_TRACE;
        }
        boolean made = event.ownership == LogEvent.Ownership.BORROWS && event.stack == Stacks.NO_STACK;
        return made ? CREATION_LOG : BUFFER_DEBUG;
    }

    /** True if its records stand for the buffers of a mesh as a whole. */
    boolean ofMeshes() {
        return this == BUFFER_DEBUG || this == GRAPH_CAPTURE;
    }

    /** True if it tells of a part of the run, and nothing tells which part that is. */
    boolean isWindow() {
        return this == GRAPH_CAPTURE;
    }

    /** True if it has a record for each buffer that owns memory, and says so. */
    boolean statesOwnership() {
        return this == BUFFER_DEBUG;
    }
}
