package dev.leaktriage.report;

import dev.leaktriage.model.Analysis;
import java.io.IOException;
import java.io.Writer;
import java.util.List;

/** SARIF 2.1.0: one result for each problem, with its call stack, and a place in the source where a frame names one. */
final class SarifReport implements Report {
    private static final String SCHEMA =
            "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
    /** The results of the run, which stands in an array of the root. */
    private static final int DEPTH_OF_RESULTS = 4;

    @Override
    public void write(Analysis analysis, ReportOptions options, Writer out) throws IOException {
        Digest digest = Digest.of(analysis, options);
        List<Problem> problems = Problems.of(digest);
        Prose prose = new Prose(digest);
        JsonOutput.write(out, DEPTH_OF_RESULTS, log -> {
            // First, so that a reader and --force see whose it is and how far it can be trusted.
            log.object("properties", bag -> {
                bag.text("leaktriage/accounts", prose.accounts());
                bag.text("leaktriage/integrity", prose.integrity());
            });
            log.text("$schema", SCHEMA);
            log.text("version", "2.1.0");
            log.objects("runs", List.of(problems), (run, found) -> run(run, analysis, found));
        });
    }

    @Override
    public boolean wrote(List<String> firstLines) {
        return firstLines.size() >= 3
                && firstLines.get(1).equals("  \"properties\": {")
                && firstLines.get(2).startsWith("    \"leaktriage/accounts\": ");
    }

    private static void run(JsonOutput run, Analysis analysis, List<Problem> problems) throws IOException {
        List<String> rules =
                problems.stream().map(Problem::check).distinct().sorted().toList();
        run.object(
                "tool",
                tool -> tool.object("driver", driver -> {
                    driver.text("name", "leaktriage");
                    driver.objects("rules", rules, SarifReport::rule);
                }));
        SarifResult results = new SarifResult(
                rules, new Fingerprints(), !analysis.policy().suppressions().isEmpty());
        run.objects("results", problems, results::write);
    }

    private static void rule(JsonOutput rule, String check) throws IOException {
        rule.text("id", check);
        text(rule, "shortDescription", CheckText.of(check));
        // Code scanning asks for both, and for help.
        text(rule, "fullDescription", CheckText.of(check));
        text(rule, "help", CheckText.help(check));
    }

    static void text(JsonOutput json, String name, String text) throws IOException {
        json.object(name, message -> message.text("text", text));
    }
}
