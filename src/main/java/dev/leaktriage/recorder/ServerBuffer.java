package dev.leaktriage.recorder;

import dev.leaktriage.model.Memory;

/**
 * What an allocation server knows of the buffers at one place, all counted as one.
 *
 * @param pid the process of the first one
 * @param memory the kind of the first one
 * @param sizeBytes logical bytes of the first one
 * @param references how many there are
 */
record ServerBuffer(Key key, long pid, Memory memory, long sizeBytes, int references) {
    /** A place as the server tells places apart: memory kinds and processes are not looked at. */
    record Key(int device, long address) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int byDevice = Integer.compare(device, other.device);
            return byDevice != 0 ? byDevice : Long.compareUnsigned(address, other.address);
        }
    }

    ServerBuffer with(int count) {
        return new ServerBuffer(key, pid, memory, sizeBytes, count);
    }
}
