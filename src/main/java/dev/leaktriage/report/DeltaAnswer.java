package dev.leaktriage.report;

import dev.leaktriage.model.ChangeKind;
import dev.leaktriage.model.Confidence;
import dev.leaktriage.model.Delta;
import dev.leaktriage.model.FindingId;
import dev.leaktriage.model.LogPosition;
import dev.leaktriage.model.SiteChange;
import dev.leaktriage.model.SiteChange.Reclassification;
import dev.leaktriage.model.SiteHoldings.Holding;
import dev.leaktriage.model.Sum;
import dev.leaktriage.model.Verdict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The answer to the question that two runs are compared for, in sentences: does the current one leak more? */
final class DeltaAnswer {
    private static final int NAME_COLUMNS = 80;

    private final Delta delta;
    private final boolean damaged;
    private final boolean onlyFailed;
    private final List<SiteChange> worse;
    private final List<SiteChange> better;

    private DeltaAnswer(DeltaDigest digest) {
        this.delta = digest.delta();
        this.damaged = digest.damaged();
        this.onlyFailed = digest.onlyFailed();
        this.worse = delta.sites().stream()
                .filter(change -> change.live(Verdict.LEAK).sign() > 0)
                .toList();
        this.better = delta.sites().stream()
                .filter(change -> change.live(Verdict.LEAK).sign() < 0)
                .toList();
    }

    static String of(DeltaDigest digest) {
        return String.join(" ", new DeltaAnswer(digest).sentences());
    }

    private List<String> sentences() {
        List<String> sentences = new ArrayList<>();
        if (delta.isEmpty()) {
            sentences.add("Nothing changed: by site, verdict, handles and bytes both runs hold the same.");
        } else {
            sentences.addAll(changed());
        }
        if (onlyFailed) {
            sentences.add("A log shows no allocation but failed ones: of its run nothing can be said.");
        }
        if (damaged) {
            sentences.add("A log is damaged: no change is certain, and some may be missing here.");
        }
        return sentences;
    }

    private List<String> changed() {
        List<String> sentences = new ArrayList<>();
        if (!worse.isEmpty()) {
            sentences.add(leaks());
        }
        if (!better.isEmpty()) {
            sentences.add(fixed());
        }
        if (sentences.isEmpty()) {
            sentences.add("No leak is new and none is gone.");
        }
        List<String> others = others();
        if (others.isEmpty()) {
            sentences.add("Nothing else changed.");
        }
        sentences.addAll(others);
        return sentences;
    }

    private String leaks() {
        Sum more = sum(worse);
        SiteChange worst = worse.get(0);
        boolean fresh =
                worse.stream().allMatch(change -> change.baseLive(Verdict.LEAK).handles() == 0);
        boolean possible = worse.stream().allMatch(DeltaAnswer::onlyPossible);
        String what = more.handles() <= 0
                ? "Leaks are larger by " + Units.bytes(more.sizeBytes())
                : Units.grouped(more.handles()) + (fresh ? " new" : " more") + (possible ? " possible" : "")
                        + (more.handles() == 1 ? " leak" : " leaks") + " of " + Units.bytes(more.sizeBytes());
        return what + (worse.size() == 1 ? ", " : " at " + worse.size() + " sites, the worst ") + place(worst)
                + before() + accepted() + ".";
    }

    private String accepted() {
        long suppressed = worse.stream()
                .flatMap(change -> change.current().stream())
                .flatMap(held -> held.holdings().stream())
                .filter(holding -> holding.verdict() == Verdict.LEAK && holding.suppressed())
                .mapToLong(holding -> holding.sum().handles())
                .sum();
        return suppressed == 0 ? "" : "; " + Units.grouped(suppressed) + " suppressed";
    }

    private static String place(SiteChange change) {
        String at = change.current().stream()
                .flatMap(held -> held.holdings().stream())
                .filter(holding -> holding.verdict() == Verdict.LEAK)
                .map(Holding::firstAt)
                .min(Comparator.naturalOrder())
                .map(LogPosition::toString)
                .map(" at "::concat)
                .orElse("");
        return Visible.cut(DeltaDigest.name(change.site()), NAME_COLUMNS) + at;
    }

    private String before() {
        String before = worse.stream()
                .map(SiteChange::reclassified)
                .flatMap(Optional::stream)
                .filter(handles -> handles.to() == Verdict.LEAK)
                .collect(Collectors.groupingBy(
                        Reclassification::from, Collectors.summingLong(Reclassification::handles)))
                .entrySet()
                .stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> Units.grouped(entry.getValue()) + " of them "
                        + entry.getKey().label() + " before")
                .collect(Collectors.joining(", "));
        return before.isEmpty() ? "" : "; " + before;
    }

    private String fixed() {
        Sum fewer = sum(better);
        return fewer.handles() >= 0
                ? "Leaks are smaller by " + Units.bytes(-fewer.sizeBytes()) + "."
                : Units.count(-fewer.handles(), "leak", "leaks") + " of " + Units.bytes(Math.abs(fewer.sizeBytes()))
                        + (fewer.handles() == -1 ? " is" : " are") + " gone.";
    }

    private List<String> others() {
        List<SiteChange> sites = delta.changes().stream()
                .filter(change -> change.live(Verdict.LEAK).sign() == 0)
                .toList();
        return Stream.of(
                        sentence(
                                "Other sites",
                                Arrays.stream(ChangeKind.values())
                                        .map(kind -> counted(
                                                sites.stream()
                                                        .filter(site -> site.kind() == kind)
                                                        .count(),
                                                kind.label()))),
                        sentence(
                                "Program cache",
                                Arrays.stream(CacheMove.values())
                                        .map(move -> counted(
                                                delta.cacheEntries().stream()
                                                        .filter(change -> CacheMove.of(change) == move)
                                                        .count(),
                                                move.label()))),
                        sentence(
                                "Other findings",
                                Arrays.stream(FindingMove.values())
                                        .map(move -> counted(
                                                delta.findings().stream()
                                                        .filter(change -> change.id() != FindingId.LEAK
                                                                && FindingMove.of(change) == move)
                                                        .count(),
                                                move.label()))))
                .filter(sentence -> !sentence.isEmpty())
                .toList();
    }

    private static String sentence(String about, Stream<String> counts) {
        String all = counts.filter(count -> !count.isEmpty()).collect(Collectors.joining(", "));
        return all.isEmpty() ? "" : about + ": " + all + ".";
    }

    private static String counted(long count, String label) {
        return count == 0 ? "" : Units.grouped(count) + " " + label;
    }

    private static boolean onlyPossible(SiteChange change) {
        return change.current().stream()
                .flatMap(held -> held.holdings().stream())
                .filter(holding -> holding.verdict() == Verdict.LEAK)
                .allMatch(holding -> holding.confidence() == Confidence.POSSIBLE);
    }

    private static Sum sum(List<SiteChange> changes) {
        return changes.stream().map(change -> change.live(Verdict.LEAK)).reduce(Sum.ZERO, Sum::plus);
    }
}
