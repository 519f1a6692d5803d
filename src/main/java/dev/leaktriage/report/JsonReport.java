package dev.leaktriage.report;

import dev.leaktriage.model.Analysis;
import dev.leaktriage.model.Attribution;
import dev.leaktriage.model.CacheEntry;
import dev.leaktriage.model.CacheUse;
import dev.leaktriage.model.Finding;
import dev.leaktriage.model.PostMortem;
import dev.leaktriage.model.Site;
import dev.leaktriage.model.Timeline;
import java.io.IOException;
import java.io.Writer;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** {@code report.json}: everything, exactly; documented in {@code docs/report-json.md}. */
public final class JsonReport implements Report {
    /** The schema of what is written; the number rises when a property changes its meaning or goes away. */
    public static final String SCHEMA = "leaktriage/report/1";

    @Override
    public void write(Analysis analysis, ReportOptions options, Writer out) throws IOException {
        JsonOutput.write(out, json -> {
            json.text("schema", SCHEMA);
            json.texts("sources", analysis.sources());
            JsonRun.accounts(json, analysis, Accounts.of(analysis));
            JsonRun.integrity(json, analysis.integrity());
            JsonRun.recognition(json, analysis.recognition());
            JsonRun.joining(json, analysis.joining());
            JsonInspection.write(json, analysis.inspection());
            JsonRun.processes(json, analysis);
            json.objects("findings", analysis.findings(), JsonReport::finding);
            JsonPolicy.write(json, analysis.policy());
            JsonTests.write(json, analysis.tests());
            JsonShortages.write(json, analysis.postMortems());
            JsonChecks.write(json, analysis.checks());
            json.objects("cache_entries", analysis.cacheEntries(), JsonReport::cacheEntry);
            if (!analysis.cacheUses().isEmpty()) {
                json.objects("cache_uses", analysis.cacheUses(), JsonReport::cacheUse);
            }
            json.objects("sites", sites(analysis), JsonOutput::site);
            json.objects("handles", analysis.attributions(), JsonHandle::write);
            JsonRun.peak(json, analysis);
            JsonRun.timeline(json, analysis.timeline());
        });
    }

    @Override
    public boolean wrote(List<String> firstLines) {
        return firstLines.size() >= 2
                && firstLines.get(0).equals("{")
                && firstLines.get(1).matches("  \"schema\": \"leaktriage/[a-z]+/\\d+\",");
    }

    static void finding(JsonOutput json, Finding finding) throws IOException {
        json.text("run", finding.run());
        json.text("id", finding.id().label());
        json.text("severity", finding.severity().label());
        json.number("process", finding.process());
        json.number("device", finding.device());
        json.number("count", finding.count());
        json.number("size_bytes", finding.sizeBytes());
        json.positions("at", finding.at());
        json.text("message", finding.message());
        json.textUnlessEmpty("detail", finding.detail());
    }

    static void cacheEntry(JsonOutput json, CacheEntry entry) throws IOException {
        json.text("id", entry.id());
        json.text("run", entry.run());
        json.number("life", entry.life());
        json.text("operation", entry.operation());
        json.text("memory", entry.memory().label());
        json.text("address", Units.address(entry.address()));
        json.numbers("devices", entry.devices());
        json.number("size_bytes", entry.sizeBytes());
        json.number("occupied_bytes", entry.occupiedBytes());
        json.text("confidence", entry.confidence().label());
        json.position("allocated_at", entry.allocatedAt());
        if (entry.workload().isPresent()) {
            json.object(
                    "workload",
                    workload ->
                            JsonInspection.workload(workload, entry.workload().get()));
        }
    }

    private static void cacheUse(JsonOutput json, CacheUse use) throws IOException {
        json.text("operation", use.operation());
        json.number("hits", use.hits());
        json.number("misses", use.misses());
    }

    private static Collection<Site> sites(Analysis analysis) {
        SortedMap<String, Site> sites = new TreeMap<>();
        for (Attribution attribution : analysis.attributions()) {
            sites.putIfAbsent(
                    attribution.handle().site().id(), attribution.handle().site());
        }
        for (Timeline.SiteShare share : analysis.timeline().peak().bySite()) {
            sites.putIfAbsent(share.site().id(), share.site());
        }
        analysis.postMortems().forEach(told -> sitesOf(told).forEach(site -> sites.putIfAbsent(site.id(), site)));
        return sites.values();
    }

    private static Stream<Site> sitesOf(PostMortem told) {
        Stream<PostMortem.Released> released = Stream.concat(
                told.remedies().stream().flatMap(remedy -> remedy.buffers().stream()),
                told.circular().stream().flatMap(region -> region.inTheWay().stream()));
        return Stream.of(
                        told.sites().stream().map(PostMortem.SiteHolding::site),
                        told.grown().stream().map(PostMortem.GrownPart::mostFrom),
                        released.map(PostMortem.Released::site))
                .flatMap(sites -> sites);
    }
}
