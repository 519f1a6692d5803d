package dev.leaktriage.report;

import dev.leaktriage.model.Analysis;
import dev.leaktriage.model.Attribution;
import dev.leaktriage.model.BudgetResult;
import dev.leaktriage.model.CacheEntry;
import dev.leaktriage.model.CacheUse;
import dev.leaktriage.model.CallStack;
import dev.leaktriage.model.CrossChecks;
import dev.leaktriage.model.Finding;
import dev.leaktriage.model.Inspection;
import dev.leaktriage.model.Joining;
import dev.leaktriage.model.Memory;
import dev.leaktriage.model.MemoryCheck;
import dev.leaktriage.model.PolicyResult;
import dev.leaktriage.model.PostMortem;
import dev.leaktriage.model.ProcessLife;
import dev.leaktriage.model.Site;
import dev.leaktriage.model.Suppression;
import dev.leaktriage.model.TestRun;
import dev.leaktriage.model.TestRuns;
import dev.leaktriage.model.Timeline;
import dev.leaktriage.model.Totals;
import dev.leaktriage.model.VolumeCheck;
import dev.leaktriage.model.WorkloadLife;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The parts of a saved report, in whatever order they come, until all of them are there. */
final class SavedParts {
    private static final List<String> REQUIRED = List.of(
            "schema",
            "sources",
            "totals",
            "integrity",
            "recognition",
            "processes",
            "findings",
            "cache_entries",
            "sites",
            "handles",
            "peak",
            "timeline");

    private final Set<String> present = new HashSet<>();
    private final Map<String, JsonObject> objects = new HashMap<>();
    private final List<String> sources = new ArrayList<>();
    private final List<ProcessLife> lives = new ArrayList<>();
    private final List<Totals> totalsByLife = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();
    private final List<Suppression> suppressions = new ArrayList<>();
    private final List<BudgetResult> budgets = new ArrayList<>();
    private final List<TestRun> tests = new ArrayList<>();
    private final List<JsonObject> postMortems = new ArrayList<>();
    private final List<MemoryCheck> memoryChecks = new ArrayList<>();
    private final List<CacheUse> cacheUses = new ArrayList<>();
    private final List<VolumeCheck> volumeChecks = new ArrayList<>();
    private long unlistedTests;
    private Joining joining = Joining.NONE;
    private final List<WorkloadLife> workloads = new ArrayList<>();
    private final List<CacheEntry> cacheEntries = new ArrayList<>();
    private final Map<String, Site> sites = new HashMap<>();
    private final List<Attribution> attributions = new ArrayList<>();
    /** Who refers to a site or a process first: where to complain if there is none. */
    private final Map<String, JsonObject> siteUses = new LinkedHashMap<>();

    private final Map<Integer, JsonObject> lifeUses = new LinkedHashMap<>();

    /** Reads the value of a property; one that is not known is skipped. */
    void read(JsonInput json, String name) throws IOException {
        present.add(name);
        switch (name) {
            case "sources" -> sources.addAll(json.texts());
            case "totals", "integrity", "recognition", "peak", "timeline", "inspector" ->
                objects.put(name, json.object());
            case "processes" -> json.objects(this::process);
            case "findings" -> json.objects(finding -> findings.add(SavedRun.finding(finding)));
            case "suppressions" -> json.objects(rule -> suppressions.add(SavedPolicy.suppression(rule)));
            case "budgets" -> json.objects(budget -> budgets.add(SavedPolicy.budget(budget)));
            case "tests" -> json.objects(test -> tests.add(SavedTests.test(test, tests.size())));
            case "out_of_memory" -> json.objects(postMortems::add);
            case "memory_checks" -> json.objects(check -> memoryChecks.add(SavedChecks.memory(check)));
            case "cache_uses" -> json.objects(use -> cacheUses.add(SavedRun.cacheUse(use)));
            case "volume_checks" -> json.objects(check -> volumeChecks.add(SavedChecks.volume(check)));
            case "unlisted_tests" -> unlistedTests = json.number();
            case "workloads" -> json.objects(workload -> workloads.add(SavedInspection.workload(workload)));
            case "joined" -> joining = SavedRun.joining(json.object());
            case "cache_entries" -> json.objects(this::cacheEntry);
            case "sites" -> json.objects(this::site);
            case "handles" -> json.objects(this::handle);
            default -> json.skip();
        }
    }

    /**
     * Puts the parts together.
     *
     * @throws IOException if parts are missing or do not fit; the message is one line that names the place
     */
    Analysis analysis(String path) throws IOException {
        checkComplete(path);
        JsonObject peak = objects.get("peak");
        List<Timeline.SiteShare> shares = new ArrayList<>();
        for (JsonObject share : peak.objects("by_site")) {
            shares.add(share(share));
        }
        checkReferences();
        checkBalance();
        attributions.replaceAll(this::withSite);
        return new Analysis(
                sources,
                SavedRun.recognition(objects.get("recognition")),
                lives,
                attributions,
                findings,
                cacheEntries,
                SavedRun.totals(objects.get("totals")),
                totalsByLife,
                SavedRun.timeline(objects.get("timeline"), SavedRun.peak(peak, shares)),
                SavedRun.byVerdict(peak),
                SavedRun.integrity(objects.get("integrity")),
                new PolicyResult(suppressions, budgets),
                new TestRuns(tests, unlistedTests),
                postMortems(),
                joining,
                inspection(),
                new CrossChecks(memoryChecks, volumeChecks),
                cacheUses);
    }

    private Inspection inspection() throws IOException {
        return objects.containsKey("inspector")
                ? SavedInspection.read(objects.get("inspector"), workloads)
                : Inspection.NONE;
    }

    /** Read last of all, since the list of sites may stand behind them. */
    private List<PostMortem> postMortems() throws IOException {
        SavedShortages shortages = new SavedShortages(sites);
        List<PostMortem> told = new ArrayList<>();
        for (JsonObject json : postMortems) {
            told.add(shortages.postMortem(json));
        }
        return told;
    }

    private void process(JsonObject json) throws IOException {
        lives.add(SavedRun.life(json, lives.size()));
        totalsByLife.add(SavedRun.totals(json.object("totals")));
    }

    private void cacheEntry(JsonObject json) throws IOException {
        CacheEntry entry = SavedRun.cacheEntry(json);
        lifeUses.putIfAbsent(entry.life(), json);
        cacheEntries.add(entry);
    }

    private void site(JsonObject json) throws IOException {
        Site site = SavedRun.site(json);
        if (sites.put(site.id(), site) != null) {
            throw json.wrong("id", "the site '" + site.id() + "' stands twice in the list");
        }
    }

    private void handle(JsonObject json) throws IOException {
        Attribution attribution = SavedHandle.read(json, siteOf(json));
        lifeUses.putIfAbsent(attribution.handle().id().life(), json);
        attributions.add(attribution);
    }

    private Timeline.SiteShare share(JsonObject json) throws IOException {
        int life = json.index("life");
        lifeUses.putIfAbsent(life, json);
        return new Timeline.SiteShare(
                life,
                siteOf(json),
                json.number("live_handles"),
                json.number("live_bytes"),
                json.number("occupied_bytes"));
    }

    /** The site that an object refers to; until it is read, one that has its id only. */
    private Site siteOf(JsonObject json) throws IOException {
        String id = json.sharedText("site");
        siteUses.putIfAbsent(id, json);
        Site known = sites.get(id);
        return known == null ? new Site(id, Memory.UNSTATED, CallStack.NONE, "") : known;
    }

    private Attribution withSite(Attribution attribution) {
        Site site = sites.get(attribution.handle().site().id());
        if (site == attribution.handle().site()) {
            return attribution;
        }
        return new Attribution(
                attribution.handle().withSite(site),
                attribution.verdict(),
                attribution.confidence(),
                attribution.ruleId(),
                attribution.evidence(),
                attribution.freedBy(),
                attribution.cacheEntry(),
                attribution.suppressedBy());
    }

    private void checkComplete(String path) throws IOException {
        for (String name : REQUIRED) {
            if (!present.contains(name)) {
                throw new IOException(path + ":1:1: error: '" + name + "' is missing; a whole report has "
                        + String.join(", ", REQUIRED));
            }
        }
    }

    private void checkReferences() throws IOException {
        for (Map.Entry<String, JsonObject> use : siteUses.entrySet()) {
            if (!sites.containsKey(use.getKey())) {
                throw use.getValue().wrong("site", "the list of sites has no '" + use.getKey() + "'");
            }
        }
        for (Map.Entry<Integer, JsonObject> use : lifeUses.entrySet()) {
            if (use.getKey() < 0 || use.getKey() >= lives.size()) {
                throw use.getValue().wrong("life", "the list of processes has no " + use.getKey());
            }
        }
    }

    /** Reports add handles up and insist that the sums are the totals. */
    private void checkBalance() throws IOException {
        JsonObject stated = objects.get("totals");
        Totals totals = SavedRun.totals(stated);
        long bytes = 0;
        for (Attribution attribution : attributions) {
            bytes += attribution.handle().sizeBytes();
        }
        if (totals.live() != attributions.size() || totals.liveBytes() != bytes) {
            throw stated.wrong(
                    "live",
                    "the totals say " + Units.handles(totals.live()) + " of " + totals.liveBytes() + " B, listed are "
                            + Units.handles(attributions.size()) + " of " + bytes + " B; the file was changed");
        }
    }
}
