package dev.leaktriage.report;

import dev.leaktriage.model.Attribution;
import dev.leaktriage.model.LiveHandle;
import dev.leaktriage.model.Order;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.stream.IntStream;

/** The live handles as columns; where they are too many for a page, the worst of them. */
final class PageHandles {
    /** Up to so many handles, every one has its row. */
    static final int MOST = 100_000;
    /** How many rows there are where the handles are more. */
    static final int WORST = 20_000;

    private static final Comparator<Ranked> BEST_FIRST = Order.comparingInt(Ranked::rank)
            .thenComparing(Ranked::occupiedBytes, Comparator.reverseOrder())
            .thenComparingInt(Ranked::index)
            .reversed();

    private final LongColumn life = new LongColumn();
    private final LongColumn device = new LongColumn();
    private final LongColumn memory = new LongColumn();
    private final LongColumn address = new LongColumn();
    private final LongColumn sizeBytes = new LongColumn();
    private final LongColumn occupiedBytes = new LongColumn();
    private final LongColumn known = new LongColumn();
    private final LongColumn view = new LongColumn();
    private final LongColumn file = new LongColumn();
    private final LongColumn line = new LongColumn();
    private final LongColumn site = new LongColumn();
    private final LongColumn reason = new LongColumn();
    private final LongColumn meshAllocation = new LongColumn();
    private final int count;
    private final int omitted;

    private record Ranked(int index, int rank, long occupiedBytes) {
        static Ranked of(int index, Attribution attribution) {
            int rank = 4 * SiteAccount.rank(attribution.verdict(), attribution.isSuppressed())
                    + attribution.confidence().ordinal();
            return new Ranked(index, rank, attribution.handle().occupiedBytes());
        }
    }

    private PageHandles(int count, int omitted) {
        this.count = count;
        this.omitted = omitted;
    }

    static PageHandles of(List<Attribution> attributions, PageDictionaries dictionaries) {
        int[] chosen = attributions.size() <= MOST
                ? IntStream.range(0, attributions.size()).toArray()
                : worst(attributions);
        PageHandles handles = new PageHandles(chosen.length, attributions.size() - chosen.length);
        for (int index : chosen) {
            handles.add(attributions.get(index), dictionaries);
        }
        return handles;
    }

    /** The places of the worst, in the order of the list. */
    private static int[] worst(List<Attribution> attributions) {
        PriorityQueue<Ranked> worst = new PriorityQueue<>(BEST_FIRST);
        int index = 0;
        for (Attribution attribution : attributions) {
            Ranked ranked = Ranked.of(index++, attribution);
            if (worst.size() < WORST) {
                worst.add(ranked);
            } else if (BEST_FIRST.compare(ranked, worst.element()) > 0) {
                worst.remove();
                worst.add(ranked);
            }
        }
        return worst.stream().mapToInt(Ranked::index).sorted().toArray();
    }

    private void add(Attribution attribution, PageDictionaries dictionaries) {
        LiveHandle handle = attribution.handle();
        life.add(handle.id().life());
        device.add(handle.id().device());
        memory.add(handle.id().memory().ordinal());
        address.add(handle.id().address());
        sizeBytes.add(handle.sizeBytes());
        occupiedBytes.add(handle.occupiedBytes());
        known.add(handle.occupiedKnown() ? 1 : 0);
        view.add(handle.role().isView() ? 1 : 0);
        file.add(dictionaries.file(handle.allocatedAt()));
        line.add(handle.allocatedAt().line());
        site.add(dictionaries.site(handle.site()));
        reason.add(dictionaries.reason(attribution));
        meshAllocation.add(handle.meshAllocation());
    }

    void write(JsonOutput json) throws IOException {
        json.number("count", count);
        json.number("omitted", omitted);
        life.write(json, "life");
        device.write(json, "device");
        memory.write(json, "memory");
        address.writeAddresses(json, "address");
        sizeBytes.write(json, "size");
        occupiedBytes.write(json, "occupied");
        known.write(json, "known");
        view.write(json, "view");
        file.write(json, "file");
        line.writeDistances(json, "line");
        site.write(json, "site");
        reason.write(json, "reason");
        meshAllocation.writeDistances(json, "mesh");
    }
}
