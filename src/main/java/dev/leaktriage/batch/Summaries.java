package dev.leaktriage.batch;

import dev.leaktriage.compare.SiteFold;
import dev.leaktriage.model.Analysis;
import dev.leaktriage.model.AttributionGroup;
import dev.leaktriage.model.BudgetResult;
import dev.leaktriage.model.Confidence;
import dev.leaktriage.model.Finding;
import dev.leaktriage.model.FindingId;
import dev.leaktriage.model.Integrity;
import dev.leaktriage.model.LogPosition;
import dev.leaktriage.model.LogSummary;
import dev.leaktriage.model.ProcessLife;
import dev.leaktriage.model.Recognition;
import dev.leaktriage.model.Site;
import dev.leaktriage.model.SiteHoldings;
import dev.leaktriage.model.SiteHoldings.Holding;
import dev.leaktriage.model.SiteSummary;
import dev.leaktriage.model.Sum;
import dev.leaktriage.model.Verdict;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What is kept of an analysis when many are added up. */
final class Summaries {
    private static final int FRAME_CHARACTERS = 240;

    private Summaries() {}

    static LogSummary.Figures figures(Analysis analysis) {
        SortedMap<Verdict, Sum> live = new TreeMap<>();
        Map<Confidence, Long> openLeaks = new EnumMap<>(Confidence.class);
        long suppressed = 0;
        for (AttributionGroup group : analysis.groups()) {
            live.merge(group.verdict(), group.sum(), Sum::plus);
            suppressed += group.isSuppressed() ? group.sum().handles() : 0;
            if (group.verdict() == Verdict.LEAK && !group.isSuppressed()) {
                openLeaks.merge(group.confidence(), group.sum().handles(), Long::sum);
            }
        }
        Recognition recognition = analysis.recognition();
        Integrity integrity = analysis.integrity();
        return new LogSummary.Figures(
                recognition.bytes(),
                recognition.lines(),
                recognition.records(),
                recognition.malformed(),
                analysis.totals(),
                live,
                new TreeMap<>(openLeaks),
                suppressed,
                findings(analysis),
                integrity.lostEventsAtLeast(),
                integrity.damages().size(),
                firstDamage(integrity),
                analysis.lives().stream().anyMatch(ProcessLife::endedEarly),
                exceeded(analysis));
    }

    private static SortedMap<FindingId, Long> findings(Analysis analysis) {
        SortedMap<FindingId, Long> findings = new TreeMap<>();
        for (Finding finding : analysis.findings()) {
            findings.merge(finding.id(), finding.count(), Long::sum);
        }
        return findings;
    }

    private static String firstDamage(Integrity integrity) {
        return integrity.damages().stream()
                .findFirst()
                .map(damage -> damage.at() + ": " + damage.message())
                .orElse("");
    }

    private static List<String> exceeded(Analysis analysis) {
        return analysis.policy().budgets().stream()
                .filter(result -> result.state() == BudgetResult.State.EXCEEDED)
                .map(result -> result.at() + ": " + result.budget() + ": " + result.message())
                .toList();
    }

    /** One for each site that the log holds, live or at its peak; sorted by id. */
    static List<SiteSummary> sites(String log, Analysis analysis) {
        return SiteFold.of(analysis).stream().map(held -> site(log, held)).toList();
    }

    private static SiteSummary site(String log, SiteHoldings held) {
        SortedMap<Verdict, Sum> live = new TreeMap<>();
        held.holdings().forEach(holding -> live.merge(holding.verdict(), holding.sum(), Sum::plus));
        boolean clear = !live.containsKey(Verdict.LEAK) && !live.containsKey(Verdict.UNRESOLVED);
        return new SiteSummary(face(held.site()), 1, clear ? 1 : 0, live, leaking(log, held));
    }

    private static SiteSummary.Face face(Site site) {
        String frame =
                site.stack().isEmpty() ? "" : site.stack().frames().get(0).display();
        return new SiteSummary.Face(site.id(), site.memory(), cut(site.operation()), cut(frame));
    }

    private static String cut(String text) {
        int length = text.codePointCount(0, text.length());
        return length <= FRAME_CHARACTERS ? text : text.substring(0, text.offsetByCodePoints(0, FRAME_CHARACTERS));
    }

    private static Optional<SiteSummary.Leaking> leaking(String log, SiteHoldings held) {
        List<Holding> leaks = held.holdings().stream()
                .filter(holding -> holding.verdict() == Verdict.LEAK)
                .toList();
        if (leaks.isEmpty()) {
            return Optional.empty();
        }
        Confidence strongest = leaks.stream()
                .map(Holding::confidence)
                .min(Comparator.naturalOrder())
                .orElseThrow();
        LogPosition at = leaks.stream()
                .map(Holding::firstAt)
                .min(Comparator.naturalOrder())
                .orElseThrow();
        SiteSummary.Worst worst = new SiteSummary.Worst(log, held.live(Verdict.LEAK), at);
        return Optional.of(new SiteSummary.Leaking(1, log, log, strongest, worst));
    }
}
