package dev.leaktriage.runtime;

/**
 * What a buffer takes from the banks of one device.
 *
 * @param perBankBytes bytes taken from every bank, whether it holds pages of the buffer or not
 */
public record Footprint(long perBankBytes, int banks) {
    /**
     * Spreads pages over banks in lockstep: every bank reserves what the fullest one needs.
     *
     * @throws IllegalArgumentException if the size is not a whole number of pages
     */
    public static Footprint of(long sizeBytes, long pageSizeBytes, int banks, long pageAlignmentBytes) {
        if (pageSizeBytes < 1 || sizeBytes < 0 || sizeBytes % pageSizeBytes != 0) {
            throw new IllegalArgumentException(
                    "a buffer of " + sizeBytes + " B is not a whole number of pages of " + pageSizeBytes + " B");
        }
        long pages = sizeBytes / pageSizeBytes;
        long pagesInFullestBank = (pages + banks - 1) / banks;
        return new Footprint(pagesInFullestBank * roundUp(pageSizeBytes, pageAlignmentBytes), banks);
    }

    /** Bytes taken from the device. */
    public long occupiedBytes() {
        return perBankBytes * banks;
    }

    static long roundUp(long bytes, long unitBytes) {
        return (bytes + unitBytes - 1) / unitBytes * unitBytes;
    }
}
