package dev.leaktriage.report;

import dev.leaktriage.model.Analysis;
import dev.leaktriage.model.CacheEntry;
import dev.leaktriage.model.Finding;
import dev.leaktriage.model.Memory;
import dev.leaktriage.model.ProcessLife;
import dev.leaktriage.model.Sum;
import dev.leaktriage.model.Timeline;
import dev.leaktriage.model.Timeline.SiteShare;
import dev.leaktriage.model.Verdict;
import java.io.IOException;
import java.io.Writer;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** What the page of a run knows, as JSON; numbers of rows are bounded, sums never are. */
final class PageContent {
    /** The schema of what the scripts of the page read. */
    static final String SCHEMA = "leaktriage/page/1";
    /** How many sites and findings have rows; the rest is added up. */
    static final int MOST_ROWS = 5_000;

    private final Analysis analysis;
    private final Digest digest;
    private final PageDictionaries dictionaries;
    /** Of lives; of several that are called alike the first. */
    private final Map<LifeKey, Integer> indices = new HashMap<>();

    private PageContent(Digest digest) {
        this.analysis = digest.analysis();
        this.digest = digest;
        this.dictionaries = new PageDictionaries(analysis.sources());
        analysis.lives().forEach(life -> indices.putIfAbsent(LifeKey.of(life), life.index()));
    }

    static void write(Digest digest, Writer out) throws IOException {
        JsonOutput.writeCompact(out, new PageContent(digest)::write);
    }

    private void write(JsonOutput json) throws IOException {
        json.text("schema", SCHEMA);
        json.texts("sources", analysis.sources());
        json.object("glance", this::glance);
        JsonRun.accounts(json, analysis, digest.accounts());
        json.objects("freedBy", List.of(Verdict.values()), (entry, verdict) -> {
            entry.text("verdict", verdict.label());
            entry.texts("ways", digest.accounts().sums().freedBy(verdict));
        });
        JsonRun.integrity(json, analysis.integrity());
        JsonRun.recognition(json, analysis.recognition());
        json.texts("memories", Arrays.stream(Memory.values()).map(Memory::label).toList());
        json.objects("lives", analysis.lives(), this::life);
        json.objects("devices", digest.devices(), this::device);
        json.objects("rows", first(digest.sites()), this::row);
        json.object("rowsOmitted", this::rowsOmitted);
        json.objects("findings", first(analysis.findings()), this::finding);
        json.number("findingsOmitted", Math.max(0, analysis.findings().size() - MOST_ROWS));
        json.objects("entries", first(analysis.cacheEntries()), PageContent::entry);
        json.texts("cacheUses", CacheSection.uses(digest));
        json.number("entriesOmitted", Math.max(0, analysis.cacheEntries().size() - MOST_ROWS));
        List<Section> joined = Stream.of(JoinSection.of(digest), InspectionSection.of(digest))
                .filter(section -> !section.isEmpty())
                .toList();
        json.objects("joined", joined, PageContent::section);
        sectionIfAny(json, "checks", CheckSection.of(digest));
        json.objects(
                "policy",
                List.of(PolicySections.suppressions(digest), PolicySections.budgets(digest)),
                PageContent::section);
        json.objects(
                "tests",
                analysis.tests().isEmpty() ? List.of() : List.of(TestSection.of(digest)),
                PageContent::section);
        json.objects(
                "shortages",
                analysis.postMortems().isEmpty() ? List.of() : List.of(ShortageSection.of(digest)),
                PageContent::section);
        json.object("peak", this::peak);
        json.object("handles", PageHandles.of(analysis.attributions(), dictionaries)::write);
        json.objects("fillings", BankFilling.of(analysis), BankFilling::write);
        json.object("timeline", entry -> PageHistory.timeline(entry, analysis.timeline()));
        new PageHistory(analysis.timeline().history(), dictionaries).write(json);
        dictionaries.write(json);
    }

    private static void sectionIfAny(JsonOutput json, String name, Section section) throws IOException {
        json.objects(name, section.isEmpty() ? List.of() : List.of(section), PageContent::section);
    }

    private static <T> List<T> first(List<T> all) {
        return all.subList(0, Math.min(MOST_ROWS, all.size()));
    }

    private void glance(JsonOutput json) throws IOException {
        Headline headline = Headline.of(digest);
        Prose prose = new Prose(digest);
        json.text("word", headline.word());
        json.text("sentence", headline.sentence());
        json.text("tone", headline.tone().name().toLowerCase(Locale.ROOT));
        json.text("accounts", prose.accounts());
        json.text("integrity", prose.integrity());
    }

    private void life(JsonOutput json, ProcessLife life) throws IOException {
        json.text("run", life.run());
        json.text("process", LifeKey.of(life).processLabel());
        json.text("name", digest.name(life));
        json.text("end", Prose.end(life.end()));
        json.text("because", Prose.because(life));
        json.number("lostEvents", life.lostEventsAtLeast());
        json.position("first", life.first());
        json.position("last", life.last());
    }

    private int indexOf(LifeKey key) {
        return indices.getOrDefault(key, -1);
    }

    private void device(JsonOutput json, DeviceAccount account) throws IOException {
        json.number("life", indexOf(account.key().life()));
        json.number("device", account.key().device());
        json.number("memory", account.key().memory().ordinal());
        json.number("mesh", account.mesh());
        sum(json, account.sums().all());
        json.objects("verdicts", List.of(Verdict.values()), (entry, verdict) -> {
            entry.text("verdict", verdict.label());
            sum(entry, account.sums().of(verdict));
        });
    }

    private void row(JsonOutput json, SiteAccount account) throws IOException {
        json.number("life", indexOf(account.life()));
        json.number("site", dictionaries.site(account.first().handle().site()));
        json.number("reason", dictionaries.reason(account.first().first().get()));
        json.number("file", dictionaries.file(account.first().handle().allocatedAt()));
        json.number("line", account.first().handle().allocatedAt().line());
        json.text("address", Units.address(account.first().handle().id().address()));
        json.text("fold", account.fold().label());
        json.text("devices", Units.devices(account.devices()));
        json.text(
                "frame",
                Units.topFrame(account.first().handle().site(), account.first().evidence()));
        sum(json, account.sum());
    }

    private void rowsOmitted(JsonOutput json) throws IOException {
        List<SiteAccount> rest = digest.sites()
                .subList(first(digest.sites()).size(), digest.sites().size());
        json.number("rows", rest.size());
        sum(json, rest.stream().map(SiteAccount::sum).reduce(Sum.ZERO, Sum::plus));
    }

    private void finding(JsonOutput json, Finding finding) throws IOException {
        json.text("run", finding.run());
        json.text("id", finding.id().label());
        json.text("severity", finding.severity().label());
        json.number("process", finding.process());
        json.number("device", finding.device());
        json.number("count", finding.count());
        json.number("size", finding.sizeBytes());
        json.positions("at", finding.at());
        json.text("message", finding.message());
        json.text("detail", finding.detail());
    }

    private static void entry(JsonOutput json, CacheEntry entry) throws IOException {
        json.text("id", entry.id());
        json.number("life", entry.life());
        json.text("operation", entry.operation());
        json.text("memory", entry.memory().label());
        json.text("address", Units.address(entry.address()));
        json.text("devices", Units.devices(entry.devices()));
        json.number("deviceCount", entry.devices().size());
        json.number("size", entry.sizeBytes());
        json.number("occupied", entry.occupiedBytes());
        json.text("confidence", entry.confidence().label());
        json.position("at", entry.allocatedAt());
        json.text("workload", entry.workload().map(Lifespan::sentence).orElse(""));
    }

    /** A section as the other reports for people have it. */
    static void section(JsonOutput json, Section section) throws IOException {
        json.text("title", section.title());
        json.texts(
                "columns", section.columns().stream().map(Section.Column::title).toList());
        json.objects("rows", section.rows(), (entry, row) -> {
            entry.texts("cells", row.cells().stream().map(Section.Cell::text).toList());
            entry.texts("below", row.below());
        });
        json.texts("notes", section.notes());
    }

    private void peak(JsonOutput json) throws IOException {
        Timeline.Peak peak = analysis.timeline().peak();
        json.number("event", peak.event());
        json.position("at", peak.at());
        json.number("handles", peak.liveHandles());
        json.number("size", peak.liveBytes());
        json.number("occupied", peak.occupiedBytes());
        json.objects("verdicts", analysis.peakByVerdict(), (entry, share) -> {
            entry.text("verdict", share.verdict());
            sum(entry, new Sum(share.handles(), share.liveBytes(), share.occupiedBytes()));
        });
        List<SiteShare> shares = peak.bySite().stream()
                .sorted(Comparator.comparingLong(SiteShare::occupiedBytes)
                        .thenComparingLong(SiteShare::liveBytes)
                        .reversed())
                .toList();
        json.objects("sites", first(shares), (entry, share) -> {
            entry.number("site", dictionaries.site(share.site()));
            sum(entry, sum(share));
        });
        json.object(
                "rest",
                rest -> sum(
                        rest,
                        shares.subList(first(shares).size(), shares.size()).stream()
                                .map(PageContent::sum)
                                .reduce(Sum.ZERO, Sum::plus)));
    }

    private static Sum sum(SiteShare share) {
        return new Sum(share.liveHandles(), share.liveBytes(), share.occupiedBytes());
    }

    private static void sum(JsonOutput json, Sum sum) throws IOException {
        json.number("handles", sum.handles());
        json.number("size", sum.sizeBytes());
        json.number("occupied", sum.occupiedBytes());
    }
}
