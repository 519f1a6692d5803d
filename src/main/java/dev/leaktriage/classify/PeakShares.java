package dev.leaktriage.classify;

import dev.leaktriage.model.Analysis.VerdictShare;
import dev.leaktriage.model.Attribution;
import dev.leaktriage.model.AttributionGroup;
import dev.leaktriage.model.Each;
import dev.leaktriage.model.LiveHandle;
import dev.leaktriage.model.LogPosition;
import dev.leaktriage.model.MemoryHistory;
import dev.leaktriage.model.Order;
import dev.leaktriage.model.Sum;
import dev.leaktriage.model.Timeline.Peak;
import dev.leaktriage.model.Timeline.SiteShare;
import dev.leaktriage.model.Verdict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Divides the peak by verdict.
 *
 * <p>What a site held at the peak goes first to its handles that are live at the end and are old enough, oldest
 * first; the rest was freed later, unless its stack shows a cached program, a trace or a system buffer.
 */
final class PeakShares {
    private static final Verdict[] VERDICTS = Verdict.values();

    private final Peak peak;
    private final FreedCategories freed;
    private final Attributions judged;
    private final Map<Place, Survivors> survivors = new HashMap<>();
    private final Map<Place, List<Attribution>> oldestFirst = new HashMap<>();
    private final Map<String, VerdictShare> shares = new HashMap<>();
    private final Survivors none = new Survivors();

    private record Place(int life, String site) {
        static Place of(LiveHandle handle) {
            return new Place(handle.id().life(), handle.site().id());
        }

        static Place of(SiteShare share) {
            return new Place(share.life(), share.site().id());
        }

        /** By hand, as is {@link #equals}: to link a record's own methods takes milliseconds of every start. */
        @Override
        public int hashCode() {
            return 31 * life + site.hashCode();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Place place && place.life == life && place.site.equals(site);
        }
    }

    /** What is live at the end of one place and was old enough at the peak, added up. */
    private static final class Survivors {
        private final Sum[] byVerdict = new Sum[VERDICTS.length];
        private Sum all = Sum.ZERO;

        void add(Verdict verdict, Sum sum) {
            Sum known = byVerdict[verdict.ordinal()];
            byVerdict[verdict.ordinal()] = known == null ? sum : known.plus(sum);
            all = all.plus(sum);
        }

        boolean fit(SiteShare share) {
            return all.handles() <= share.liveHandles()
                    && all.sizeBytes() <= share.liveBytes()
                    && all.occupiedBytes() <= share.occupiedBytes();
        }
    }

    PeakShares(Peak peak, FreedCategories freed, Attributions judged) {
        this.peak = peak;
        this.freed = freed;
        this.judged = judged;
        List<AttributionGroup> groups = judged.groups();
        Each.below(groups.size(), group -> take(groups.get(group)));
    }

    /** Handles that are alike are all old enough, or none of them is. */
    private void take(AttributionGroup group) {
        if (oldEnough(group.handle())) {
            survivors
                    .computeIfAbsent(Place.of(group.handle()), unseen -> new Survivors())
                    .add(group.verdict(), group.sum());
        }
    }

    /** The shares that are not empty, in the order of verdicts; what was freed later comes last. */
    List<VerdictShare> shares() {
        contested();
        peak.bySite().forEach(this::divide);
        return Stream.concat(Stream.of(Verdict.values()).map(Verdict::label), Stream.of(MemoryHistory.FREED_LATER))
                .filter(shares::containsKey)
                .map(shares::get)
                .toList();
    }

    /** Where the survivors of a place are more than one of its shares, their order decides. */
    private void contested() {
        for (SiteShare share : peak.bySite()) {
            Place place = Place.of(share);
            if (!survivorsAt(place).fit(share)) {
                oldestFirst.putIfAbsent(place, new ArrayList<>());
            }
        }
        if (oldestFirst.isEmpty()) {
            return;
        }
        for (Attribution attribution : judged) {
            List<Attribution> here = oldestFirst.get(Place.of(attribution.handle()));
            if (here != null && oldEnough(attribution.handle())) {
                here.add(attribution);
            }
        }
        oldestFirst
                .values()
                .forEach(here -> here.sort(Order.comparingLong(
                        attribution -> attribution.handle().id().generation())));
    }

    private Survivors survivorsAt(Place place) {
        return survivors.getOrDefault(place, none);
    }

    private void divide(SiteShare share) {
        Place place = Place.of(share);
        Survivors here = survivorsAt(place);
        VerdictShare taken = here.fit(share) ? takeAll(here) : takeOldest(place, share);
        long handles = share.liveHandles() - taken.handles();
        long liveBytes = share.liveBytes() - taken.liveBytes();
        long occupiedBytes = share.occupiedBytes() - taken.occupiedBytes();
        if (handles > 0 || liveBytes > 0 || occupiedBytes > 0) {
            add(new VerdictShare(freed.of(share.site()), handles, liveBytes, occupiedBytes));
        }
    }

    /** Where everything fits, the order in which it is taken is of no account. */
    private VerdictShare takeAll(Survivors here) {
        for (Verdict verdict : VERDICTS) {
            Sum sum = here.byVerdict[verdict.ordinal()];
            if (sum != null) {
                add(share(verdict.label(), sum));
            }
        }
        return share("", here.all);
    }

    private static VerdictShare share(String label, Sum sum) {
        return new VerdictShare(label, sum.handles(), sum.sizeBytes(), sum.occupiedBytes());
    }

    private VerdictShare takeOldest(Place place, SiteShare share) {
        VerdictShare taken = new VerdictShare("", 0, 0, 0);
        for (Attribution survivor : oldestFirst.get(place)) {
            LiveHandle handle = survivor.handle();
            VerdictShare one =
                    new VerdictShare(survivor.verdict().label(), 1, handle.sizeBytes(), handle.occupiedBytes());
            VerdictShare both = sum(taken, one);
            boolean fits = both.handles() <= share.liveHandles()
                    && both.liveBytes() <= share.liveBytes()
                    && both.occupiedBytes() <= share.occupiedBytes();
            if (fits) {
                add(one);
                taken = both;
            }
        }
        return taken;
    }

    private boolean oldEnough(LiveHandle handle) {
        if (peak.at().isEmpty()) {
            return true;
        }
        LogPosition at = peak.at().get();
        LogPosition allocated = handle.allocatedAt();
        return !at.file().equals(allocated.file()) || allocated.line() <= at.line();
    }

    private void add(VerdictShare share) {
        shares.merge(share.verdict(), share, PeakShares::sum);
    }

    private static VerdictShare sum(VerdictShare left, VerdictShare right) {
        return new VerdictShare(
                left.verdict(),
                left.handles() + right.handles(),
                left.liveBytes() + right.liveBytes(),
                left.occupiedBytes() + right.occupiedBytes());
    }
}
