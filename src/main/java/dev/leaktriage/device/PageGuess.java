package dev.leaktriage.device;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The page size of a request that names only its size and what each bank had to hold.
 *
 * @param pageBytes a page size with which the allocator's formula gives exactly the share of a bank
 * @param because why this one, in plain English
 */
public record PageGuess(long pageBytes, String because) {
    private static final long MOST_PAGES_PER_BANK = 1 << 20;
    private static final int MOST_NAMED = 3;

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
        List<PageGuess> tiles = TILES.stream()
                .filter(tile -> fits(sizeBytes, tile.pageBytes, neededPerBankBytes, banks, alignmentBytes))
                .toList();
        if (!tiles.isEmpty()) {
            return Optional.of(first(tiles));
        }
        return row(sizeBytes, neededPerBankBytes, banks, alignmentBytes);
    }

    /** The most common one; where others would do as well, it says so. */
    private static PageGuess first(List<PageGuess> tiles) {
        PageGuess first = tiles.get(0);
        List<PageGuess> others = tiles.subList(1, tiles.size());
        if (others.isEmpty()) {
            return first;
        }
        return new PageGuess(
                first.pageBytes,
                first.because
                        + others.stream()
                                .map(tile -> "; so do pages of " + bytes(tile.pageBytes) + ", " + tile.because)
                                .collect(Collectors.joining()));
    }

    private static String bytes(long bytes) {
        return String.format(Locale.ROOT, "%,d B", bytes);
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
        return Optional.of(new PageGuess(rows.get(0), rowBecause(rows)));
    }

    private static String rowBecause(List<Long> rows) {
        if (rows.size() == 1) {
            return "no other size does";
        }
        String others =
                rows.stream().skip(1).limit(MOST_NAMED).map(PageGuess::bytes).collect(Collectors.joining(", "));
        String smaller = rows.size() > 1 + MOST_NAMED ? " and smaller ones" : "";
        return "the largest of " + rows.size() + " sizes that do, besides " + others + smaller;
    }

    private static boolean fits(
            long sizeBytes, long pageBytes, long neededPerBankBytes, long banks, long alignmentBytes) {
        return sizeBytes % pageBytes == 0
                && Lockstep.bytesPerBank(sizeBytes, pageBytes, banks, alignmentBytes) == neededPerBankBytes;
    }
}
