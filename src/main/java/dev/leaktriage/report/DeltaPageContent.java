package dev.leaktriage.report;

import dev.leaktriage.model.Analysis;
import dev.leaktriage.model.Attribution;
import dev.leaktriage.model.ChangeKind;
import dev.leaktriage.model.Delta;
import dev.leaktriage.model.MatchTier;
import dev.leaktriage.model.Site;
import dev.leaktriage.model.SiteChange;
import dev.leaktriage.model.SiteChange.Reclassification;
import dev.leaktriage.model.SiteHoldings;
import dev.leaktriage.model.SiteHoldings.Holding;
import dev.leaktriage.model.Sum;
import dev.leaktriage.model.Timeline;
import dev.leaktriage.model.Verdict;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What the page of a difference knows, as JSON; numbers of rows are bounded, sums never are. */
final class DeltaPageContent {
    /** The schema of what the scripts of the page read. */
    static final String SCHEMA = "leaktriage/diff-page/1";

    /** Stands for a site that a run does not have. */
    private static final int NONE = -1;

    private final DeltaDigest digest;
    private final Delta delta;
    private final List<SiteChange> rows;
    private final Dictionary<Site> sites = new Dictionary<>();
    private final Dictionary<String> frames = new Dictionary<>();

    private DeltaPageContent(DeltaDigest digest) {
        this.digest = digest;
        this.delta = digest.delta();
        this.rows = delta.sites()
                .subList(0, Math.min(PageContent.MOST_ROWS, delta.sites().size()));
    }

    static void write(DeltaDigest digest, Writer out) throws IOException {
        JsonOutput.writeCompact(out, new DeltaPageContent(digest)::write);
    }

    private void write(JsonOutput json) throws IOException {
        json.text("schema", SCHEMA);
        json.object("glance", this::glance);
        json.object("base", side -> side(side, delta.base(), digest.base()));
        json.object("current", side -> side(side, delta.current(), digest.current()));
        json.objects("verdicts", List.of(Verdict.values()), (entry, verdict) -> {
            entry.text("verdict", verdict.label());
            sums(
                    entry,
                    "live",
                    digest.base().accounts().of(verdict),
                    digest.current().accounts().of(verdict));
        });
        json.object("totals", totals -> {
            sums(totals, "live", digest.baseLive(), digest.current().accounts().live());
            sums(
                    totals,
                    "peak",
                    PeakPart.sum(delta.base().timeline().peak()),
                    PeakPart.sum(delta.current().timeline().peak()));
        });
        json.objects("rows", rows, this::row);
        json.object("rowsOmitted", this::rowsOmitted);
        json.number("changes", delta.changes().size());
        json.objects("tiers", List.of(MatchTier.values()), (entry, tier) -> {
            entry.text("tier", tier.label());
            entry.text("meaning", tier.meaning());
        });
        sections(json);
        json.objects("sites", sites.values(), this::site);
        json.texts("frames", frames.values());
    }

    private void glance(JsonOutput json) throws IOException {
        DeltaHeadline headline = DeltaHeadline.of(digest);
        DeltaProse prose = new DeltaProse(digest);
        json.text("word", headline.word());
        json.text("sentence", headline.sentence());
        json.text("tone", headline.tone().name().toLowerCase(Locale.ROOT));
        json.text("accounts", prose.accounts());
        json.texts("integrity", prose.integrity());
        json.flag("intact", !digest.damaged());
    }

    private static void side(JsonOutput json, Analysis analysis, Digest of) throws IOException {
        json.texts("sources", analysis.sources());
        JsonRun.integrity(json, analysis.integrity());
        json.text("trust", new Prose(of).integrity());
        Timeline timeline = analysis.timeline();
        json.object("course", LiveCourse.of(timeline)::write);
        json.object("timeline", entry -> PageHistory.marks(entry, timeline));
        json.object("peak", entry -> {
            entry.number("event", timeline.peak().event());
            entry.position("at", timeline.peak().at());
        });
    }

    private void row(JsonOutput json, SiteChange change) throws IOException {
        json.text("change", change.kind().label());
        json.text("confidence", change.confidence().label());
        json.text("tier", change.tier().map(MatchTier::label).orElse(""));
        if (change.reclassified().isPresent()) {
            json.object(
                    "reclassified",
                    entry -> reclassified(entry, change.reclassified().get()));
        }
        sums(json, "live", change.baseLive(), change.currentLive());
        sums(json, "leak", change.baseLive(Verdict.LEAK), change.currentLive(Verdict.LEAK));
        sums(json, "peak", change.basePeak(), change.currentPeak());
        boolean changed = change.kind() != ChangeKind.SAME;
        json.object("base", side -> side(side, change.base(), digest.baseFirsts(), changed));
        json.object("current", side -> side(side, change.current(), digest.currentFirsts(), changed));
    }

    private static void reclassified(JsonOutput json, Reclassification handles) throws IOException {
        json.text("from", handles.from().label());
        json.text("to", handles.to().label());
        json.number("handles", handles.handles());
    }

    private void side(JsonOutput json, Optional<SiteHoldings> side, FirstHandles firsts, boolean withEvidence)
            throws IOException {
        json.number("site", side.map(held -> sites.of(held.site())).orElse(NONE));
        if (side.isPresent()) {
            SiteHoldings held = side.get();
            json.text(
                    "devices",
                    held.devices().isEmpty() ? "" : Units.devices(held.devices().keySet()));
            json.objects(
                    "holdings",
                    held.holdings(),
                    (entry, holding) ->
                            holding(entry, holding, withEvidence ? firsts.of(held.site(), holding) : Optional.empty()));
        }
    }

    private static void holding(JsonOutput json, Holding holding, Optional<Attribution> first) throws IOException {
        json.text("verdict", holding.verdict().label());
        json.text("confidence", holding.confidence().label());
        json.text("rule", holding.ruleId());
        json.flag("suppressed", holding.suppressed());
        sum(json, "sum", holding.sum());
        json.position("at", holding.firstAt());
        json.textUnlessEmpty(
                "because", first.map(told -> told.evidence().because()).orElse(""));
        json.textUnlessEmpty("freedBy", first.map(Attribution::freedBy).orElse(""));
    }

    private void rowsOmitted(JsonOutput json) throws IOException {
        List<SiteChange> rest = delta.sites().subList(rows.size(), delta.sites().size());
        Sum base = rest.stream().map(SiteChange::baseLive).reduce(Sum.ZERO, Sum::plus);
        Sum current = rest.stream().map(SiteChange::currentLive).reduce(Sum.ZERO, Sum::plus);
        json.number("rows", rest.size());
        json.number("occupied", Math.max(base.occupiedBytes(), current.occupiedBytes()));
        sums(json, "live", base, current);
    }

    /** What the other reports for people have as tables, by the view that shows it. */
    private void sections(JsonOutput json) throws IOException {
        json.objects(
                "events",
                List.of(
                        DeltaEventSections.findings(digest),
                        DeltaEventSections.cacheEntries(digest),
                        PolicySections.suppressions(digest.current()),
                        PolicySections.budgets(digest.current())),
                PageContent::section);
        json.objects(
                "devices",
                List.of(DeltaAccountSections.devices(digest), DeltaAccountSections.peaks(digest)),
                PageContent::section);
        json.objects(
                "trust",
                List.of(
                        FindingSections.damages("Damage of the base", digest.base()),
                        FindingSections.damages("Damage of the current run", digest.current()),
                        DeltaSiteSections.matching(digest)),
                PageContent::section);
    }

    private void site(JsonOutput json, Site site) throws IOException {
        json.text("id", site.id());
        json.text("memory", site.memory().label());
        json.text("operation", site.operation());
        json.flag("complete", site.stack().complete());
        json.numbers(
                "frames",
                site.stack().frames().stream()
                        .mapToLong(frame -> frames.of(frame.display()))
                        .toArray());
    }

    /** The base's sum and the current run's. */
    private static void sums(JsonOutput json, String name, Sum base, Sum current) throws IOException {
        json.object(name, both -> {
            sum(both, "base", base);
            sum(both, "current", current);
        });
    }

    /** Handles, logical bytes, occupied bytes. */
    private static void sum(JsonOutput json, String name, Sum sum) throws IOException {
        json.numbers(name, new long[] {sum.handles(), sum.sizeBytes(), sum.occupiedBytes()});
    }
}
