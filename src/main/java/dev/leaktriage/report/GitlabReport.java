package dev.leaktriage.report;

import dev.leaktriage.model.Analysis;
import dev.leaktriage.model.Severity;
import java.io.IOException;
import java.io.Writer;
import java.util.List;

/** The code-quality report of GitLab: one entry for each problem, which the next report is compared with. */
final class GitlabReport implements Report {
    private static final String TOOL = "leaktriage/";

    @Override
    public void write(Analysis analysis, ReportOptions options, Writer out) throws IOException {
        Fingerprints fingerprints = new Fingerprints();
        JsonOutput.writeArray(out, Problems.of(Digest.of(analysis, options)), (json, problem) -> {
            json.text("check_name", TOOL + problem.check());
            json.text("description", Visible.of(problem.line()));
            json.text("fingerprint", fingerprints.next(problem));
            json.text("severity", severity(problem.severity()));
            json.object("location", location -> {
                location.text("path", Visible.of(problem.place().path()));
                location.object(
                        "lines", lines -> lines.number("begin", problem.place().line()));
            });
        });
    }

    @Override
    public boolean wrote(List<String> firstLines) {
        boolean empty = firstLines.equals(List.of("[]", ""));
        boolean filled = firstLines.size() >= 2
                && firstLines.get(0).equals("[")
                && firstLines.get(1).startsWith("  {\"check_name\": \"" + TOOL);
        return empty || filled;
    }

    private static String severity(Severity severity) {
        return switch (severity) {
            case ERROR -> "critical";
            case WARNING -> "minor";
            case NOTE -> "info";
        };
    }
}
