package dev.leaktriage.report;

import dev.leaktriage.model.BatchSummary;
import dev.leaktriage.model.Confidence;
import dev.leaktriage.model.LogSummary;
import dev.leaktriage.model.SiteSummary;
import dev.leaktriage.model.Sum;
import dev.leaktriage.model.Verdict;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** Logs and sites over all of them, exactly; {@link SavedSummary} reads it. */
final class SummaryJson implements BatchReport {
    /** The schema of what is written. */
    static final String SCHEMA = "leaktriage/summary/1";

    @Override
    public void write(BatchSummary summary, ReportOptions options, Writer out) throws IOException {
        JsonOutput.write(out, json -> {
            json.text("schema", SCHEMA);
            json.objects("logs", summary.logs(), SummaryJson::log);
            json.objects("sites", summary.sites(), SummaryJson::site);
        });
    }

    @Override
    public boolean wrote(List<String> firstLines) {
        return firstLines.size() >= 2
                && firstLines.get(0).equals("{")
                && firstLines.get(1).equals("  \"schema\": \"" + SCHEMA + "\",");
    }

    private static void log(JsonOutput json, LogSummary log) throws IOException {
        json.text("log", log.log());
        json.text("content", log.content());
        json.text("judged_by", log.judgedBy());
        json.text("state", log.state().label());
        json.textUnlessEmpty("problem", log.problem());
        Optional<LogSummary.Figures> figures = log.figures();
        if (figures.isPresent()) {
            figures(json, figures.get());
        }
    }

    private static void figures(JsonOutput json, LogSummary.Figures figures) throws IOException {
        json.number("bytes", figures.bytes());
        json.number("lines", figures.lines());
        json.number("records", figures.records());
        json.number("malformed", figures.malformed());
        json.object("totals", totals -> JsonRun.totals(totals, figures.totals()));
        verdicts(json, figures.live());
        json.objects("open_leaks", figures.openLeaks().entrySet(), (entry, leaks) -> {
            entry.text("confidence", leaks.getKey().label());
            entry.number("handles", leaks.getValue());
        });
        json.number("suppressed", figures.suppressed());
        json.objects("findings", figures.findings().entrySet(), (entry, finding) -> {
            entry.text("id", finding.getKey().label());
            entry.number("count", finding.getValue());
        });
        json.number("lost_events_at_least", figures.lostEventsAtLeast());
        json.number("damages", figures.damages());
        json.textUnlessEmpty("first_damage", figures.firstDamage());
        json.flag("ended_early", figures.endedEarly());
        json.objects("budgets_exceeded", figures.exceeded(), (entry, exceeded) -> entry.text("message", exceeded));
    }

    private static void verdicts(JsonOutput json, SortedMap<Verdict, Sum> live) throws IOException {
        json.objects("verdicts", live.entrySet(), (entry, verdict) -> {
            entry.text("verdict", verdict.getKey().label());
            JsonRun.sum(entry, verdict.getValue());
        });
    }

    private static void site(JsonOutput json, SiteSummary site) throws IOException {
        SiteSummary.Face face = site.face();
        json.text("id", face.id());
        json.text("memory", face.memory().label());
        json.text("operation", face.operation());
        json.text("top_frame", face.topFrame());
        json.number("logs", site.logs());
        json.number("clear_logs", site.clearLogs());
        json.text("recurrence", site.recurrence().label());
        verdicts(json, site.live());
        if (site.leaking().isPresent()) {
            json.object("leaking", object -> leaking(object, site.leaking().get()));
        }
    }

    private static void leaking(JsonOutput json, SiteSummary.Leaking leaking) throws IOException {
        Confidence strongest = leaking.strongest();
        json.number("logs", leaking.logs());
        json.text("first_log", leaking.first());
        json.text("last_log", leaking.last());
        json.text("confidence", strongest.label());
        json.text("worst_log", leaking.worst().log());
        JsonRun.sum(json, leaking.worst().sum());
        json.position("worst_at", leaking.worst().at());
    }
}
