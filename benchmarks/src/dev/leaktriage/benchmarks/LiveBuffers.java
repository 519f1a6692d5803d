package dev.leaktriage.benchmarks;

import java.util.Arrays;

/** The buffers of a generated log that are live; the address of a freed one is handed out again at once. */
final class LiveBuffers {
    private static final long SPACING_BYTES = 1 << 18;

    private long[] keys = new long[1024];
    private long[] sizes = new long[1024];
    private int count;
    private final long[] unused = new long[1024];
    private int unusedCount;
    private long next;
    private long key;
    private long sizeBytes;

    int count() {
        return count;
    }

    /** Takes the next place; afterwards {@link #device}, {@link #address} and {@link #sizeBytes} tell it. */
    void allocate(int ofDevice, long ofBytes) {
        long slot = unusedCount > 0 ? unused[--unusedCount] : next++;
        key = slot << 3 | ofDevice;
        sizeBytes = ofBytes;
        if (count == keys.length) {
            keys = Arrays.copyOf(keys, count * 2);
            sizes = Arrays.copyOf(sizes, count * 2);
        }
        keys[count] = key;
        sizes[count++] = sizeBytes;
    }

    /** Gives back the {@code index}-th; afterwards the accessors tell what it was. */
    void free(int index) {
        key = keys[index];
        sizeBytes = sizes[index];
        keys[index] = keys[--count];
        sizes[index] = sizes[count];
        if (unusedCount < unused.length) {
            unused[unusedCount++] = key >>> 3;
        }
    }

    int device() {
        return (int) (key & 7);
    }

    long address() {
        return (key >>> 3) * SPACING_BYTES + 32;
    }

    long sizeBytes() {
        return sizeBytes;
    }
}
