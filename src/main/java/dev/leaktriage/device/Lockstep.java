package dev.leaktriage.device;

/** What an allocation takes from a device: every bank reserves the same number of whole pages. */
public final class Lockstep {
    private Lockstep() {}

    /**
     * The bytes that an allocation takes from all banks together: {@code ceil(pages / banks) *
     * round_up(pageBytes, alignmentBytes) * banks}, the formula of the allocator's {@code
     * calculate_bank_size_spread}.
     *
     * @param sizeBytes the logical size
     * @param pageBytes 0 or less if unknown
     * @param banks 0 or less if unknown
     * @param alignmentBytes at least 1
     * @return the size itself where page size or banks are unknown, or where the result exceeds a long: no real
     *     device has that much, so the log's numbers are broken
     */
    public static long occupiedBytes(long sizeBytes, long pageBytes, long banks, long alignmentBytes) {
        if (pageBytes <= 0 || banks <= 0 || sizeBytes <= 0) {
            return sizeBytes;
        }
        try {
            return Math.multiplyExact(bytesPerBank(sizeBytes, pageBytes, banks, alignmentBytes), banks);
        } catch (ArithmeticException overflow) {
            return sizeBytes;
        }
    }

    /**
     * The bytes that an allocation takes from each bank.
     *
     * @param sizeBytes at least 1, as are the other parameters
     * @throws ArithmeticException if the result exceeds a long
     */
    public static long bytesPerBank(long sizeBytes, long pageBytes, long banks, long alignmentBytes) {
        long pagesPerBank = ceilDivide(ceilDivide(sizeBytes, pageBytes), banks);
        long alignedPageBytes = Math.multiplyExact(ceilDivide(pageBytes, alignmentBytes), alignmentBytes);
        return Math.multiplyExact(pagesPerBank, alignedPageBytes);
    }

    private static long ceilDivide(long dividend, long divisor) {
        return dividend / divisor + (dividend % divisor == 0 ? 0 : 1);
    }
}
