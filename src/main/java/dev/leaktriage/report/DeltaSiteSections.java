package dev.leaktriage.report;

import dev.leaktriage.model.Attribution;
import dev.leaktriage.model.ChangeKind;
import dev.leaktriage.model.MatchTier;
import dev.leaktriage.model.Memory;
import dev.leaktriage.model.Site;
import dev.leaktriage.model.SiteChange;
import dev.leaktriage.model.SiteHoldings;
import dev.leaktriage.model.SiteHoldings.Holding;
import dev.leaktriage.model.Sum;
import dev.leaktriage.model.Verdict;
import dev.leaktriage.report.Section.Cell;
import dev.leaktriage.report.Section.Column;
import dev.leaktriage.report.Section.Row;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What became of each site, and how the sites of the two runs were matched. */
final class DeltaSiteSections {
    private static final int FRAME_COLUMNS = 72;

    private DeltaSiteSections() {}

    static Section sites(DeltaDigest digest) {
        List<SiteChange> changes = digest.delta().changes();
        return new Section(
                "Sites, the worst change first (bytes over all devices)",
                List.of(
                        Column.text("change"),
                        Column.text("verdict"),
                        Column.number("handles"),
                        Column.number("size"),
                        Column.number("occupied"),
                        Column.number("peak"),
                        Column.number("share"),
                        Column.text("confidence")),
                digest.top(changes).stream().map(change -> row(digest, change)).toList(),
                digest.leftOut(changes, "sites", DeltaDigest::total));
    }

    /** How many sites each tier matched. */
    static Section matching(DeltaDigest digest) {
        List<SiteChange> sites = digest.delta().sites();
        String tiers = Arrays.stream(MatchTier.values())
                .filter(tier -> count(sites, Optional.of(tier)) > 0)
                .map(tier -> Units.grouped(count(sites, Optional.of(tier))) + " " + byTier(tier))
                .collect(Collectors.joining(", "));
        long matched = sites.size() - count(sites, Optional.empty());
        String one = Stream.of(
                        only(sites, site -> site.current().isEmpty(), "the base"),
                        only(sites, site -> site.base().isEmpty(), "the current run"))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(", "));
        String note = Units.count(matched, "site", "sites") + " matched" + (tiers.isEmpty() ? "" : ": " + tiers)
                + (one.isEmpty() ? "" : "; " + one) + ".";
        return new Section("Matching", List.of(), List.of(), List.of(note));
    }

    /** What a tier does, as a phrase behind a number of sites. */
    static String byTier(MatchTier tier) {
        return switch (tier) {
            case EXACT -> "by " + tier.meaning();
            case SOURCE_LINE, MODULE, TEMPLATE -> "with " + tier.meaning();
            case MOVED -> tier.meaning();
        };
    }

    private static Row row(DeltaDigest digest, SiteChange change) {
        Sum live = change.live();
        return new Row(
                List.of(
                        new Cell(change.kind().label(), tone(change)),
                        Cell.of(verdict(change)),
                        Cell.of(arrow(
                                Units.grouped(change.baseLive().handles()),
                                Units.grouped(change.currentLive().handles()))),
                        Cell.of(Units.signedBytes(live.sizeBytes())),
                        Cell.of(Units.signedBytes(live.occupiedBytes())),
                        Cell.of(Units.signedBytes(change.peak().occupiedBytes())),
                        Cell.of(Units.share(live.sizeBytes(), digest.baseLive().sizeBytes())),
                        Cell.of(change.confidence().label())),
                below(digest, change),
                "");
    }

    private static List<String> below(DeltaDigest digest, SiteChange change) {
        List<String> below = new ArrayList<>();
        below.add(origin(change));
        below.add("size "
                + arrow(
                        bytes(change.baseLive().sizeBytes()),
                        bytes(change.currentLive().sizeBytes()))
                + ", occupied "
                + arrow(
                        bytes(change.baseLive().occupiedBytes()),
                        bytes(change.currentLive().occupiedBytes()))
                + ", at the peak "
                + arrow(
                        bytes(change.basePeak().occupiedBytes()),
                        bytes(change.currentPeak().occupiedBytes())));
        below.add(byVerdict(change));
        below.add(change.tier()
                .filter(tier -> tier != MatchTier.EXACT)
                .map(tier -> "matched " + (tier == MatchTier.MOVED ? "as " : "") + byTier(tier))
                .orElse(""));
        below.add(why(digest, change));
        return below;
    }

    private static String origin(SiteChange change) {
        Site site = change.site();
        String frame =
                site.stack().isEmpty() ? "" : site.stack().frames().get(0).display();
        String base = firstAt(change, change.base()).map(at -> ", base " + at).orElse("");
        String current =
                firstAt(change, change.current()).map(at -> ", current " + at).orElse("");
        return site.id()
                + (site.memory() == Memory.UNSTATED
                        ? ""
                        : " in " + site.memory().label()) + ": "
                + (frame.isEmpty() ? "no stack" : FrameText.shorten(frame, FRAME_COLUMNS))
                + (site.operation().isEmpty() || site.operation().equals(frame)
                        ? ""
                        : " for " + Visible.cut(site.operation(), FRAME_COLUMNS))
                + base + current;
    }

    /** Each verdict's handles, where there is more than one verdict. */
    private static String byVerdict(SiteChange change) {
        List<Verdict> verdicts = verdicts(change);
        return verdicts.size() < 2
                ? ""
                : verdicts.stream()
                        .map(verdict -> verdict.label() + " "
                                + arrow(
                                        Units.grouped(change.baseLive(verdict).handles()),
                                        Units.grouped(
                                                change.currentLive(verdict).handles())))
                        .collect(Collectors.joining(", "));
    }

    /** The rule behind what the site is now, or was if it is gone, with its reason. */
    private static String why(DeltaDigest digest, SiteChange change) {
        Optional<Holding> now = worst(change, change.current());
        Optional<Holding> holding = now.or(() -> worst(change, change.base()));
        if (holding.isEmpty()) {
            return "";
        }
        FirstHandles side = now.isPresent() ? digest.currentFirsts() : digest.baseFirsts();
        Site site = (now.isPresent() ? change.current() : change.base())
                .orElseThrow()
                .site();
        Verdict verdict = holding.get().verdict();
        boolean questioned =
                verdict == Verdict.LEAK || verdict == Verdict.UNRESOLVED || change.kind() == ChangeKind.RECLASSIFIED;
        String because = side.of(site, holding.get())
                .filter(first -> questioned)
                .map(Attribution::evidence)
                .map(evidence -> ": " + evidence.because())
                .orElse("");
        return (now.isPresent() ? "" : "was ") + verdict.label() + ", "
                + holding.get().confidence().label() + ", by "
                + holding.get().ruleId() + because;
    }

    /** What is said of the verdict that the change is about. */
    private static Optional<Holding> worst(SiteChange change, Optional<SiteHoldings> held) {
        Verdict leading = leading(change);
        return held.stream()
                .flatMap(site -> site.holdings().stream())
                .min(Comparator.comparing((Holding holding) -> holding.verdict() != leading)
                        .thenComparing(Holding::confidence));
    }

    private static String verdict(SiteChange change) {
        return change.reclassified()
                .map(handles -> arrow(handles.from().label(), handles.to().label()))
                .orElseGet(
                        () -> verdicts(change).isEmpty() ? "" : leading(change).label());
    }

    /** The verdict that a reader should see: the leak if there is one, else what changed most. */
    private static Verdict leading(SiteChange change) {
        if (change.reclassified().isPresent()) {
            return change.reclassified().get().to();
        }
        return Arrays.stream(Verdict.values())
                .max(Comparator.comparing((Verdict verdict) ->
                                verdict == Verdict.LEAK && change.live(verdict).sign() != 0)
                        .thenComparing(verdict -> Math.abs(change.live(verdict).sizeBytes()))
                        .thenComparing(verdict -> Math.abs(change.live(verdict).handles()))
                        .thenComparing(verdict -> change.currentLive(verdict).handles())
                        .thenComparing(verdict -> change.baseLive(verdict).handles()))
                .orElseThrow();
    }

    private static List<Verdict> verdicts(SiteChange change) {
        return Arrays.stream(Verdict.values())
                .filter(verdict -> change.baseLive(verdict).handles() > 0
                        || change.currentLive(verdict).handles() > 0)
                .toList();
    }

    /** Where the first handle of the verdict that the change is about was allocated. */
    private static Optional<String> firstAt(SiteChange change, Optional<SiteHoldings> held) {
        return worst(change, held).map(Holding::firstAt).map(Object::toString);
    }

    private static Tone tone(SiteChange change) {
        if (change.live(Verdict.LEAK).sign() > 0) {
            return Tone.BAD;
        }
        if (change.live(Verdict.LEAK).sign() < 0) {
            return Tone.GOOD;
        }
        return change.kind() == ChangeKind.MOVED ? Tone.QUIET : Tone.PLAIN;
    }

    private static String arrow(String base, String current) {
        return base + " -> " + current;
    }

    private static String bytes(long bytes) {
        return Units.bytes(bytes);
    }

    private static String only(List<SiteChange> sites, Predicate<SiteChange> missing, String where) {
        long count = sites.stream().filter(missing).count();
        return count == 0 ? "" : Units.grouped(count) + " only in " + where;
    }

    private static long count(List<SiteChange> sites, Optional<MatchTier> tier) {
        return sites.stream().filter(site -> site.tier().equals(tier)).count();
    }
}
