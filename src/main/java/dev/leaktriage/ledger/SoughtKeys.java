package dev.leaktriage.ledger;

/** Keys of the next events, sought before their turn, many at once: a processor can wait for many cache misses at once. */
final class SoughtKeys {
    /** More are no longer in the nearest cache when their turn comes. */
    static final int MOST = 128;

    int count;
    final int[] places = new int[MOST];
    final int[] hashes = new int[MOST];
    /** The newest handle of a key or of another one with its hash; 0, which is some handle, where none was found at once. */
    final int[] handles = new int[MOST];
}
