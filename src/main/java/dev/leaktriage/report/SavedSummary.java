package dev.leaktriage.report;

import dev.leaktriage.model.BatchSummary;
import dev.leaktriage.model.Confidence;
import dev.leaktriage.model.FindingId;
import dev.leaktriage.model.LogSummary;
import dev.leaktriage.model.SiteSummary;
import dev.leaktriage.model.Sum;
import dev.leaktriage.model.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * {@code summary.json}, or a {@code batch.json}, read back.
 *
 * <p>Law: what was read and is written again is the same, byte for byte.
 */
public final class SavedSummary {
    private final List<LogSummary> logs = new ArrayList<>();
    private final List<SiteSummary> sites = new ArrayList<>();
    private boolean known;

    private SavedSummary() {}

    /**
     * Reads a summary.
     *
     * @param path what messages call the file
     * @throws IOException if it is none, or not whole; the message is one line that names the place
     */
    public static BatchSummary read(String path, InputStream in) throws IOException {
        SavedSummary saved = new SavedSummary();
        JsonInput.read(path, new InputStreamReader(in, StandardCharsets.UTF_8), saved::property);
        if (!saved.known) {
            throw new IOException(path + ":1:1: error: no summary: it has no schema; expected '" + SummaryJson.SCHEMA
                    + "', as 'leaktriage batch' writes it");
        }
        return new BatchSummary(saved.logs, saved.sites);
    }

    private void property(JsonInput json, String name) throws IOException {
        switch (name) {
            case "schema" -> {
                String schema = json.text();
                if (!schema.equals(SummaryJson.SCHEMA)) {
                    throw json.wrong("unknown schema '" + schema + "'; expected '" + SummaryJson.SCHEMA
                            + "', as 'leaktriage batch' writes it");
                }
                known = true;
            }
            case "logs" -> json.objects(object -> logs.add(log(object)));
            case "sites" -> json.objects(object -> sites.add(site(object)));
            default -> json.skip();
        }
    }

    private static LogSummary log(JsonObject json) throws IOException {
        LogSummary.State state = json.constant("state", LogSummary.State.class);
        Optional<LogSummary.Figures> figures =
                state == LogSummary.State.UNREADABLE ? Optional.empty() : Optional.of(figures(json));
        String log = json.text("log");
        if (log.isEmpty()) {
            throw json.wrong("log", "a log without a name");
        }
        return new LogSummary(
                log,
                json.sharedText("content"),
                json.sharedText("judged_by"),
                state,
                json.has("problem") ? json.text("problem") : "",
                figures);
    }

    private static LogSummary.Figures figures(JsonObject json) throws IOException {
        SortedMap<Confidence, Long> openLeaks = new TreeMap<>();
        for (JsonObject leaks : json.objects("open_leaks")) {
            openLeaks.put(leaks.constant("confidence", Confidence.class), leaks.number("handles"));
        }
        SortedMap<FindingId, Long> findings = new TreeMap<>();
        for (JsonObject finding : json.objects("findings")) {
            findings.put(finding.constant("id", FindingId.class), finding.number("count"));
        }
        List<String> exceeded = new ArrayList<>();
        for (JsonObject budget : json.objects("budgets_exceeded")) {
            exceeded.add(budget.text("message"));
        }
        return new LogSummary.Figures(
                json.number("bytes"),
                json.number("lines"),
                json.number("records"),
                json.number("malformed"),
                SavedRun.totals(json.object("totals")),
                verdicts(json),
                openLeaks,
                json.number("suppressed"),
                findings,
                json.number("lost_events_at_least"),
                json.number("damages"),
                json.has("first_damage") ? json.text("first_damage") : "",
                json.flag("ended_early"),
                exceeded);
    }

    private static SortedMap<Verdict, Sum> verdicts(JsonObject json) throws IOException {
        SortedMap<Verdict, Sum> live = new TreeMap<>();
        for (JsonObject verdict : json.objects("verdicts")) {
            live.put(verdict.constant("verdict", Verdict.class), sum(verdict));
        }
        return live;
    }

    private static Sum sum(JsonObject json) throws IOException {
        return new Sum(json.number("handles"), json.number("size_bytes"), json.number("occupied_bytes"));
    }

    private static SiteSummary site(JsonObject json) throws IOException {
        SiteSummary.Face face = new SiteSummary.Face(
                json.text("id"), json.memory("memory"), json.sharedText("operation"), json.sharedText("top_frame"));
        Optional<SiteSummary.Leaking> leaking =
                json.has("leaking") ? Optional.of(leaking(json.object("leaking"))) : Optional.empty();
        return new SiteSummary(face, json.number("logs"), json.number("clear_logs"), verdicts(json), leaking);
    }

    private static SiteSummary.Leaking leaking(JsonObject json) throws IOException {
        return new SiteSummary.Leaking(
                json.number("logs"),
                json.sharedText("first_log"),
                json.sharedText("last_log"),
                json.constant("confidence", Confidence.class),
                new SiteSummary.Worst(json.sharedText("worst_log"), sum(json), json.position("worst_at")));
    }
}
