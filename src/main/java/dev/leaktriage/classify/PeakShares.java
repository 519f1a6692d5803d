package dev.leaktriage.classify;

import dev.leaktriage.model.Analysis.VerdictShare;
import dev.leaktriage.model.Attribution;
import dev.leaktriage.model.LiveHandle;
import dev.leaktriage.model.LogPosition;
import dev.leaktriage.model.Timeline.Peak;
import dev.leaktriage.model.Timeline.SiteShare;
import dev.leaktriage.model.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Divides the peak by verdict.
 *
 * <p>What a site held at the peak goes first to its handles that are live at the end and are old enough, oldest
 * first; the rest was freed later, unless its stack shows a cached program, a trace or a system buffer.
 */
final class PeakShares {
    private static final String FREED_LATER = "freed-later";

    private final Optional<LogPosition> peakAt;
    private final Judge judge;
    private final DemangledSites sites;
    private final Map<Place, List<Attribution>> survivors = new HashMap<>();
    private final Map<String, VerdictShare> shares = new HashMap<>();

    private record Place(int life, String site) {}

    private PeakShares(Peak peak, List<Attribution> attributions, Judge judge, DemangledSites sites) {
        this.peakAt = peak.at();
        this.judge = judge;
        this.sites = sites;
        attributions.stream()
                .sorted(Comparator.comparingLong(
                        attribution -> attribution.handle().id().generation()))
                .forEach(attribution -> survivors
                        .computeIfAbsent(placeOf(attribution.handle()), place -> new ArrayList<>())
                        .add(attribution));
        peak.bySite().forEach(this::divide);
    }

    /** The shares that are not empty, in the order of verdicts; what was freed later comes last. */
    static List<VerdictShare> of(Peak peak, List<Attribution> attributions, Judge judge, DemangledSites sites) {
        PeakShares divided = new PeakShares(peak, attributions, judge, sites);
        return Stream.concat(Stream.of(Verdict.values()).map(Verdict::label), Stream.of(FREED_LATER))
                .filter(divided.shares::containsKey)
                .map(divided.shares::get)
                .toList();
    }

    private void divide(SiteShare share) {
        long handles = share.liveHandles();
        long liveBytes = share.liveBytes();
        long occupiedBytes = share.occupiedBytes();
        for (Attribution survivor :
                survivors.getOrDefault(new Place(share.life(), share.site().id()), List.of())) {
            LiveHandle handle = survivor.handle();
            long size = handle.role().isView() ? 0 : handle.sizeBytes();
            boolean fits = handles > 0 && size <= liveBytes && handle.occupiedBytes() <= occupiedBytes;
            if (fits && oldEnough(handle)) {
                add(survivor.verdict().label(), 1, size, handle.occupiedBytes());
                handles--;
                liveBytes -= size;
                occupiedBytes -= handle.occupiedBytes();
            }
        }
        if (handles > 0 || liveBytes > 0 || occupiedBytes > 0) {
            add(freedAs(share), handles, liveBytes, occupiedBytes);
        }
    }

    private boolean oldEnough(LiveHandle handle) {
        return peakAt.filter(at -> at.file().equals(handle.allocatedAt().file()))
                .map(at -> handle.allocatedAt().line() <= at.line())
                .orElse(true);
    }

    private String freedAs(SiteShare share) {
        Verdict verdict =
                judge.attribution(Example.ofSite(sites.of(share.site()))).verdict();
        return switch (verdict) {
            case PROGRAM_CACHE, TRACE, SYSTEM -> verdict.label();
            case VIEW, LEAK, UNRESOLVED -> FREED_LATER;
        };
    }

    private void add(String verdict, long handles, long liveBytes, long occupiedBytes) {
        shares.merge(
                verdict,
                new VerdictShare(verdict, handles, liveBytes, occupiedBytes),
                (left, right) -> new VerdictShare(
                        verdict,
                        left.handles() + right.handles(),
                        left.liveBytes() + right.liveBytes(),
                        left.occupiedBytes() + right.occupiedBytes()));
    }

    private static Place placeOf(LiveHandle handle) {
        return new Place(handle.id().life(), handle.site().id());
    }
}
