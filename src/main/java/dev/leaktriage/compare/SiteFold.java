package dev.leaktriage.compare;

import dev.leaktriage.model.Analysis;
import dev.leaktriage.model.AttributionGroup;
import dev.leaktriage.model.Confidence;
import dev.leaktriage.model.LogPosition;
import dev.leaktriage.model.Site;
import dev.leaktriage.model.SiteHoldings;
import dev.leaktriage.model.Sum;
import dev.leaktriage.model.Timeline;
import dev.leaktriage.model.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Adds up a run by site, over all processes and devices. */
public final class SiteFold {
    private final SortedMap<String, Adding> sites = new TreeMap<>();

    private SiteFold() {}

    /** What a run holds of each site, live or at its peak; sorted by the site's id. */
    public static List<SiteHoldings> of(Analysis analysis) {
        SiteFold fold = new SiteFold();
        for (AttributionGroup group : analysis.groups()) {
            fold.at(group.handle().site()).add(group);
        }
        for (Timeline.SiteShare share : analysis.timeline().peak().bySite()) {
            Adding adding = fold.at(share.site());
            adding.peak = adding.peak.plus(new Sum(share.liveHandles(), share.liveBytes(), share.occupiedBytes()));
        }
        return fold.sites.values().stream().map(Adding::holdings).toList();
    }

    private Adding at(Site site) {
        return sites.computeIfAbsent(site.id(), unseen -> new Adding(site));
    }

    /** A site in the making: there may be millions of handles to add. */
    private static final class Adding {
        private final Site site;
        private final Map<Said, Counting> holdings = new LinkedHashMap<>();
        private final SortedMap<Integer, Counting> devices = new TreeMap<>();
        private Sum peak = Sum.ZERO;

        Adding(Site site) {
            this.site = site;
        }

        void add(AttributionGroup group) {
            Said said = new Said(group.verdict(), group.confidence(), group.ruleId(), group.isSuppressed());
            holdings.computeIfAbsent(said, unseen -> new Counting()).add(group);
            devices.computeIfAbsent(group.handle().id().device(), unseen -> new Counting())
                    .add(group);
        }

        SiteHoldings holdings() {
            List<SiteHoldings.Holding> live = new ArrayList<>();
            holdings.forEach((said, counting) -> live.add(new SiteHoldings.Holding(
                    said.verdict, said.confidence, said.ruleId, said.suppressed, counting.sum(), counting.firstAt)));
            SortedMap<Integer, Sum> byDevice = new TreeMap<>();
            devices.forEach((device, counting) -> byDevice.put(device, counting.sum()));
            return new SiteHoldings(site, live, byDevice, peak);
        }
    }

    private record Said(Verdict verdict, Confidence confidence, String ruleId, boolean suppressed) {}

    private static final class Counting {
        private long handles;
        private long sizeBytes;
        private long occupiedBytes;
        private LogPosition firstAt;

        void add(AttributionGroup group) {
            LogPosition at = group.earliestAt();
            firstAt = handles == 0 || at.compareTo(firstAt) < 0 ? at : firstAt;
            handles += group.sum().handles();
            sizeBytes += group.sum().sizeBytes();
            occupiedBytes += group.sum().occupiedBytes();
        }

        Sum sum() {
            return new Sum(handles, sizeBytes, occupiedBytes);
        }
    }
}
