package dev.leaktriage.report;

import dev.leaktriage.model.Analysis;
import dev.leaktriage.model.Attribution;
import dev.leaktriage.model.HandleId;
import dev.leaktriage.model.Memory;
import dev.leaktriage.model.MemoryHistory.Bank;
import dev.leaktriage.model.Verdict;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One bank at the end of a run, added up in equal parts: for banks that have too many blocks to list.
 *
 * <p>Blocks come in the order of their addresses. Where one lies beyond the last part, two parts become one.
 */
final class BankFilling {
    private static final int BINS = 256;
    private static final long FIRST_BIN_BYTES = 64;

    private final Place place;
    private final long banks;
    private final long start;
    private final long limit;
    private final long[][] used = new long[Verdict.values().length][BINS];
    private long binBytes = FIRST_BIN_BYTES;
    private long end;
    private long usedBytes;
    private long free;
    private long largest;
    private long holes;

    private record Place(int life, int device, Memory memory) {
        static Place of(HandleId id) {
            return new Place(id.life(), id.device(), id.memory());
        }

        static Place of(Bank bank) {
            return new Place(bank.life(), bank.device(), bank.memory());
        }
    }

    private BankFilling(Place place, long banks, long start, long limit) {
        this.place = place;
        this.banks = banks;
        this.start = start;
        this.limit = limit;
        this.end = start;
    }

    /** The banks of a run that has more live handles than the page has rows; none otherwise. */
    static Collection<BankFilling> of(Analysis analysis) {
        if (analysis.attributions().size() <= PageHandles.MOST) {
            return List.of();
        }
        Map<Place, Bank> known = new LinkedHashMap<>();
        analysis.timeline().history().banks().forEach(bank -> known.put(Place.of(bank), bank));
        Map<Place, BankFilling> fillings = new LinkedHashMap<>();
        for (Attribution attribution : analysis.attributions()) {
            HandleId id = attribution.handle().id();
            if (attribution.handle().occupiedBytes() > 0 && id.address() >= 0) {
                fillings.computeIfAbsent(Place.of(id), place -> empty(place, known.get(place), id.address()))
                        .add(attribution);
            }
        }
        fillings.values().forEach(BankFilling::close);
        return fillings.values();
    }

    private static BankFilling empty(Place place, Bank bank, long lowest) {
        if (bank == null) {
            return new BankFilling(place, 1, lowest, 0);
        }
        long start = bank.fromAddress() < 0 ? lowest : Math.min(lowest, bank.fromAddress());
        long limit = bank.bankBytes() > 0 ? start + bank.bankBytes() : 0;
        return new BankFilling(place, Math.max(1, bank.banks()), start, limit);
    }

    private void add(Attribution attribution) {
        long from = attribution.handle().id().address();
        long to = from + attribution.handle().occupiedBytes() / banks;
        if (from > end) {
            hole(from - end);
        }
        while (to - start > BINS * binBytes) {
            widen();
        }
        long[] bins = used[attribution.verdict().ordinal()];
        for (long at = Math.max(from, start); at < to; ) {
            int bin = (int) ((at - start) / binBytes);
            long until = Math.min(to, start + (bin + 1) * binBytes);
            bins[bin] += until - at;
            at = until;
        }
        usedBytes += to - from;
        end = Math.max(end, to);
    }

    private void hole(long bytes) {
        holes++;
        free += bytes;
        largest = Math.max(largest, bytes);
    }

    private void widen() {
        for (long[] bins : used) {
            for (int bin = 0; bin < BINS / 2; bin++) {
                bins[bin] = bins[2 * bin] + bins[2 * bin + 1];
            }
            Arrays.fill(bins, BINS / 2, BINS, 0);
        }
        binBytes *= 2;
    }

    private void close() {
        while (limit - start > BINS * binBytes) {
            widen();
        }
        if (limit > end) {
            hole(limit - end);
        }
    }

    static void write(JsonOutput json, BankFilling filling) throws IOException {
        json.number("life", filling.place.life);
        json.number("device", filling.place.device);
        json.number("memory", filling.place.memory.ordinal());
        json.number("start", filling.start);
        json.number("limit", filling.limit);
        json.number("binBytes", filling.binBytes);
        json.number("usedBytes", filling.usedBytes);
        json.number("free", filling.free);
        json.number("largest", filling.largest);
        json.number("holes", filling.holes);
        json.objects("used", List.of(Verdict.values()), (entry, verdict) -> {
            entry.text("verdict", verdict.label());
            entry.numbers("bytes", filling.used[verdict.ordinal()]);
        });
    }
}
