package dev.leaktriage.report;

import dev.leaktriage.model.BaselineResult;
import dev.leaktriage.model.BaselineResult.Row;
import dev.leaktriage.model.BaselineResult.State;
import dev.leaktriage.model.LogPosition;
import dev.leaktriage.model.MatchTier;
import dev.leaktriage.model.Sum;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Map;

/** The reports of a run held against a baseline, by the word that {@code --format} takes. */
public final class BaselineReports {
    /** The schema of the JSON; the number rises when a property changes its meaning or goes away. */
    static final String SCHEMA = "leaktriage/baseline/1";

    private static final Map<ReportFormat, BaselineReport> FORMATS = Map.of(
            ReportFormat.TEXT, BaselineReports::text,
            ReportFormat.JSON, BaselineReports::json,
            ReportFormat.CSV, BaselineReports::csv,
            ReportFormat.MARKDOWN, BaselineReports::markdown);

    private static final CsvTable TABLE = new CsvTable(
            "state",
            "verdict",
            "site",
            "memory",
            "operation",
            "tier",
            "handles",
            "allowed_handles",
            "over_handles",
            "size_bytes",
            "allowed_size_bytes",
            "over_size_bytes",
            "occupied_bytes",
            "allowed_occupied_bytes",
            "over_occupied_bytes",
            "rule",
            "at",
            "baseline_at");

    private BaselineReports() {}

    /** The formats that a result can be written in. */
    public static List<ReportFormat> formatsKnown() {
        return FORMATS.keySet().stream().sorted().toList();
    }

    /** The report in that format, one of {@link #formatsKnown}. */
    public static BaselineReport in(ReportFormat format) {
        return FORMATS.get(format);
    }

    private static void text(BaselineResult result, ReportOptions options, Writer out) throws IOException {
        TextPage page = new TextPage(out, options);
        page.line(BaselineProse.first(result), tone(result));
        for (String line : BaselineProse.remarks(result)) {
            page.prose(0, line);
        }
        page.section(BaselineProse.table(result, options));
        out.flush();
    }

    private static void markdown(BaselineResult result, ReportOptions options, Writer out) throws IOException {
        MarkdownPage page = new MarkdownPage(MarkdownReport.MOST_BYTES);
        page.paragraph("**" + MarkdownText.of(BaselineProse.first(result)) + "**");
        for (String line : BaselineProse.remarks(result)) {
            page.paragraph(MarkdownText.of(line));
        }
        MarkdownReport.write(BaselineProse.table(result, options), page);
        out.write(page.text());
        out.flush();
    }

    private static Tone tone(BaselineResult result) {
        if (!result.rows(State.BREACH).isEmpty()) {
            return Tone.BAD;
        }
        return result.integrity().intact() ? Tone.GOOD : Tone.DOUBTFUL;
    }

    private static void json(BaselineResult result, ReportOptions options, Writer out) throws IOException {
        JsonOutput.write(out, json -> {
            json.text("schema", SCHEMA);
            json.text("baseline", result.baseline());
            JsonRun.integrity(json, result.integrity());
            json.objects("sites", result.rows(), BaselineReports::site);
        });
    }

    private static void site(JsonOutput json, Row row) throws IOException {
        json.text("state", row.state().label());
        json.text("verdict", row.verdict().label());
        json.text("site", row.site().id());
        json.text("memory", row.site().memory().label());
        json.text("operation", row.site().operation());
        json.textUnlessEmpty("tier", row.tier().map(MatchTier::label).orElse(""));
        json.object("held", object -> sum(object, row.held()));
        json.object("allowed", object -> sum(object, row.allowed()));
        json.object("over", object -> sum(object, row.over()));
        json.textUnlessEmpty("rule", row.ruleId());
        json.position("at", row.at());
        json.position("baseline_at", row.baselineAt());
    }

    private static void sum(JsonOutput json, Sum sum) throws IOException {
        json.number("handles", sum.handles());
        json.number("size_bytes", sum.sizeBytes());
        json.number("occupied_bytes", sum.occupiedBytes());
    }

    private static void csv(BaselineResult result, ReportOptions options, Writer out) throws IOException {
        TABLE.write(out, cells -> {
            for (Row row : result.rows()) {
                cells.print(
                        row.state().label(),
                        row.verdict().label(),
                        row.site().id(),
                        row.site().memory().label(),
                        row.site().operation(),
                        row.tier().map(MatchTier::label).orElse(""),
                        row.held().handles(),
                        row.allowed().handles(),
                        row.over().handles(),
                        row.held().sizeBytes(),
                        row.allowed().sizeBytes(),
                        row.over().sizeBytes(),
                        row.held().occupiedBytes(),
                        row.allowed().occupiedBytes(),
                        row.over().occupiedBytes(),
                        row.ruleId(),
                        row.at().map(LogPosition::toString).orElse(""),
                        row.baselineAt().map(LogPosition::toString).orElse(""));
            }
        });
    }
}
