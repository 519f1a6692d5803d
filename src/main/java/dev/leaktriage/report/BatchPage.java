package dev.leaktriage.report;

import dev.leaktriage.model.BatchSummary;
import dev.leaktriage.model.LogSummary;
import dev.leaktriage.model.SiteSummary;
import dev.leaktriage.model.Sum;
import dev.leaktriage.model.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * {@code batch.html}: many logs as one page, whose only script sorts and filters the rows that stand in it; nothing in a
 * log can become one.
 */
final class BatchPage implements BatchReport {
    /** A page with more rows is of no use to people; the tables for programs have them all. */
    private static final int MOST_ROWS = 2000;

    private static final String FIRST_LINE = "<!DOCTYPE html>";
    private static final String SECOND_LINE = "<html lang=\"en\"><!-- leaktriage batch -->";

    @Override
    public void write(BatchSummary summary, ReportOptions options, Writer out) throws IOException {
        String style = part("batch.css");
        String script = part("batch.js");
        out.write(FIRST_LINE + "\n" + SECOND_LINE + "\n<head>\n<meta charset=\"utf-8\">\n");
        out.write("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src 'sha256-"
                + Markup.sha256(script) + "'; style-src 'sha256-" + Markup.sha256(style)
                + "'; base-uri 'none'; form-action 'none'\">\n");
        out.write("<meta name=\"viewport\" content=\"width=device-width\">\n<title>leaktriage: "
                + Units.count(summary.logs().size(), "log", "logs") + "</title>\n<style>" + style
                + "</style>\n</head>\n<body>\n");
        head(new Markup(out), summary);
        sites(new Markup(out), summary);
        logs(new Markup(out), summary);
        out.write("<script>" + script + "</script>\n</body>\n</html>\n");
        out.flush();
    }

    @Override
    public boolean wrote(List<String> firstLines) {
        return firstLines.size() >= 2
                && firstLines.get(0).equals(FIRST_LINE)
                && firstLines.get(1).equals(SECOND_LINE);
    }

    private static String part(String name) {
        try (InputStream in = BatchPage.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    private static void head(Markup page, BatchSummary summary) throws IOException {
        page.element("h1", "", BatchWords.answer(summary));
        page.element("p", "", BatchWords.accounts(summary));
        String integrity = BatchWords.integrity(summary);
        page.element("p", integrity.startsWith("all") ? "" : "bad", integrity);
    }

    private static void sites(Markup page, BatchSummary summary) throws IOException {
        List<SiteSummary> sites = summary.sitesWorstFirst().stream()
                .filter(site -> site.total().handles() > 0)
                .toList();
        page.table(
                "Sites over all logs, worst first",
                List.of("site", "recurrence", "#leaking in", "#held by", "#leaks", "#leaked", "#occupied", "#live"));
        for (SiteSummary site : sites.subList(0, Math.min(MOST_ROWS, sites.size()))) {
            page.row();
            site(page, site);
        }
        page.endTable(leftOut(sites.size(), "sites", "batch-sites.csv"));
    }

    private static void site(Markup page, SiteSummary site) throws IOException {
        Sum leaks = site.live(Verdict.LEAK);
        String memory = site.face().memory().label();
        page.name(
                leaks.handles() > 0 ? "bad" : "",
                BatchWords.name(site.face()),
                List.of(site.face().id() + (memory.isEmpty() ? "" : " in " + memory), BatchWords.worst(site)));
        page.text(site.recurrence().label());
        page.number(site.leaking().map(SiteSummary.Leaking::logs).orElse(0L));
        page.number(site.logs());
        page.number(leaks.handles());
        page.bytes(leaks.sizeBytes());
        page.bytes(leaks.occupiedBytes());
        page.number(site.total().handles());
    }

    private static void logs(Markup page, BatchSummary summary) throws IOException {
        List<LogSummary> logs = summary.tellingLogsWorstFirst();
        page.table(
                "Logs, worst first",
                List.of("log", "state", "#leaks", "#leaked", "#unresolved", "#live", "#records", "#text"));
        for (LogSummary log : logs.subList(0, Math.min(MOST_ROWS, logs.size()))) {
            page.row();
            log(page, log);
        }
        page.endTable(leftOut(logs.size(), "logs", "batch.csv"));
    }

    private static void log(Markup page, LogSummary log) throws IOException {
        Optional<LogSummary.Figures> found = log.figures();
        String tone = switch (BatchWords.tone(log)) {
            case BAD -> "bad";
            case DOUBTFUL -> "doubtful";
            case PLAIN, QUIET, STRONG, GOOD -> "";
        };
        page.name(
                tone,
                log.log(),
                List.of(
                        log.problem(),
                        found.map(LogSummary.Figures::firstDamage).orElse(""),
                        found.map(BatchWords::findings).orElse("")));
        page.text(BatchWords.state(log));
        if (found.isEmpty()) {
            return;
        }
        LogSummary.Figures figures = found.get();
        Sum leaks = figures.live(Verdict.LEAK);
        page.number(leaks.handles());
        page.bytes(leaks.sizeBytes());
        page.number(figures.live(Verdict.UNRESOLVED).handles());
        page.number(figures.totals().live());
        page.number(figures.records());
        page.bytes(figures.bytes());
    }

    private static String leftOut(int rows, String what, String file) {
        return rows <= MOST_ROWS ? "" : Units.grouped(rows - MOST_ROWS) + " more " + what + " are in " + file + ".";
    }
}
