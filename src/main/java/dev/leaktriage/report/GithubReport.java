package dev.leaktriage.report;

import dev.leaktriage.model.Analysis;
import dev.leaktriage.model.Severity;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Workflow commands: what GitHub Actions turns into annotations when a step prints it. */
final class GithubReport implements Report {
    /** GitHub drops what a step tells beyond that, of each kind, without a word. */
    private static final int MOST_OF_A_KIND = 10;

    private static final int DETAIL_COLUMNS = 600;
    private static final String TOOL = "leaktriage";

    @Override
    public void write(Analysis analysis, ReportOptions options, Writer out) throws IOException {
        Digest digest = Digest.of(analysis, options);
        List<Problem> problems = Problems.of(digest);
        Prose prose = new Prose(digest);
        out.write(command("notice", "title=" + TOOL, prose.accounts() + "\n" + prose.integrity()));
        for (Severity severity : Severity.values()) {
            List<String> commands = problems.stream()
                    .filter(problem -> problem.severity() == severity)
                    .map(GithubReport::command)
                    .collect(Collectors.toCollection(ArrayList::new));
            // The first line is a notice too.
            int most = severity == Severity.NOTE ? MOST_OF_A_KIND - 1 : MOST_OF_A_KIND;
            for (String command : atMost(most, severity, commands)) {
                out.write(command);
            }
        }
        out.flush();
    }

    @Override
    public boolean wrote(List<String> firstLines) {
        return !firstLines.isEmpty() && firstLines.get(0).startsWith("::notice title=" + TOOL + "::");
    }

    private static List<String> atMost(int most, Severity severity, List<String> commands) {
        if (commands.size() <= most) {
            return commands;
        }
        List<String> shown = new ArrayList<>(commands.subList(0, most - 1));
        int left = commands.size() - shown.size();
        shown.add(command(
                word(severity),
                "title=" + TOOL,
                Units.grouped(left) + " more " + word(severity) + "s; the reports of this run have them all"));
        return shown;
    }

    private static String command(Problem problem) {
        Place place = problem.place();
        String properties = "file=" + property(place.path()) + ",line=" + place.line() + ",title="
                + property(TOOL + ": " + problem.check());
        String where = problem.source().isPresent() ? "\nin the log at " + problem.at() : "";
        String detail = problem.shortage().isPresent() ? "" : detail(problem.detail());
        return command(word(problem.severity()), properties, problem.line() + where + "\n" + detail);
    }

    private static String detail(String detail) {
        return Visible.cut(detail, DETAIL_COLUMNS);
    }

    private static String word(Severity severity) {
        return switch (severity) {
            case ERROR -> "error";
            case WARNING -> "warning";
            case NOTE -> "notice";
        };
    }

    private static String command(String word, String properties, String message) {
        String visible = message.strip().lines().map(Visible::of).collect(Collectors.joining("\n"));
        return "::" + word + " " + properties + "::" + escaped(visible) + "\n";
    }

    private static String property(String value) {
        return escaped(Visible.of(value)).replace(":", "%3A").replace(",", "%2C");
    }

    private static String escaped(String text) {
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
    }
}
