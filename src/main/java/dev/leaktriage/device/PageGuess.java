package dev.leaktriage.device;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The page size of a request that names only its size and what each bank had to hold.
 *
 * @param pageBytes a page size with which the allocator's formula gives exactly the share of a bank
 * @param because why this one, in plain English
 */
public record PageGuess(long pageBytes, String because) {
    private static final long MOST_PAGES_PER_BANK = 1 << 20;

    /** The tiles of 32 x 32 elements, in the order in which they are tried: by how common they are. */
    private static final List<PageGuess> TILES = List.of(
            new PageGuess(2048, "the tile of a 16-bit format"),
            new PageGuess(1088, "the tile of bfloat8_b"),
            new PageGuess(4096, "the tile of a 32-bit format"),
            new PageGuess(576, "the tile of bfloat4_b"));

    /**
     * Infers a page size from {@link Lockstep}'s formula, tiles first, then rows.
     *
     * @param sizeBytes of the request
     * @param neededPerBankBytes what each bank had to hold
     * @param alignmentBytes of the memory
     * @return empty if no page size fits
     */
    public static Optional<PageGuess> of(long sizeBytes, long neededPerBankBytes, long banks, long alignmentBytes) {
        if (sizeBytes <= 0 || neededPerBankBytes <= 0 || banks <= 0) {
            return Optional.empty();
        }
        for (PageGuess tile : TILES) {
            if (fits(sizeBytes, tile.pageBytes, neededPerBankBytes, banks, alignmentBytes)) {
                return Optional.of(tile);
            }
        }
        return row(sizeBytes, neededPerBankBytes, banks, alignmentBytes);
    }

    /** Rows of one tensor are as long as its last dimension, so any divisor of the size may be one. */
    private static Optional<PageGuess> row(long sizeBytes, long neededPerBankBytes, long banks, long alignmentBytes) {
        List<Long> rows = new ArrayList<>();
        for (long pages = 1; pages <= Math.min(MOST_PAGES_PER_BANK, neededPerBankBytes / alignmentBytes); pages++) {
            long alignedBytes = neededPerBankBytes / pages;
            if (alignedBytes * pages != neededPerBankBytes || alignedBytes % alignmentBytes != 0) {
                continue;
            }
            for (long page = alignedBytes; page > alignedBytes - alignmentBytes; page--) {
                if (fits(sizeBytes, page, neededPerBankBytes, banks, alignmentBytes)) {
                    rows.add(page);
                }
            }
        }
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        String because = rows.size() == 1 ? "no other size does" : "the largest of " + rows.size() + " sizes that do";
        return Optional.of(new PageGuess(rows.get(0), because));
    }

    private static boolean fits(
            long sizeBytes, long pageBytes, long neededPerBankBytes, long banks, long alignmentBytes) {
        return sizeBytes % pageBytes == 0
                && Lockstep.bytesPerBank(sizeBytes, pageBytes, banks, alignmentBytes) == neededPerBankBytes;
    }
}
