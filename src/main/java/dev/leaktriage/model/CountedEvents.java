package dev.leaktriage.model;

/**
 * Allocations and deallocations that stand one after the other in a log and carry no addresses: a carrier that the
 * reader fills anew.
 *
 * <p>A log of this sort defines kinds first ({@link EventKind#KIND_DEFINED}): a size and a call stack. An event then
 * is the number of a kind. The fields are public and primitive because there may be a hundred million of them.
 */
public final class CountedEvents {
    /** How many events fit. */
    public static final int MOST = 1 << 13;

    /** For an allocation the number of its kind, for a deallocation the complement ({@code ~}) of that. */
    public final int[] kinds = new int[MOST];
    /** How many of {@link #kinds} are filled. */
    public int count;
    /** Index of the file in the order of reading. */
    public int file;
    /** 1-based line of the first event; each has a line of its own, and no other line stands between them. */
    public long line;
}
