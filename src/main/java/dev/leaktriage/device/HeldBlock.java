package dev.leaktriage.device;

/**
 * A part of a bank that a live owner holds.
 *
 * @param address where it begins, an offset inside the bank
 * @param bytes what it takes of the bank
 * @param handle the caller's number of the owner
 */
public record HeldBlock(long address, long bytes, int handle) {
    public HeldBlock {
        if (bytes < 0 || address < 0) {
            throw new IllegalArgumentException(
                    "a block has an address and a size from 0, not " + address + " and " + bytes);
        }
    }

    long end() {
        return address + bytes;
    }
}
