package dev.leaktriage.policy;

/** Counts with their nouns, for messages. */
final class Told {
    private Told() {}

    static String handles(long count) {
        return count + (count == 1 ? " buffer" : " buffers");
    }

    /** Such as {@code 7 buffers of 114688 B}. */
    static String sum(long handles, long sizeBytes) {
        return handles(handles) + " of " + Quantity.inBytes(sizeBytes);
    }
}
