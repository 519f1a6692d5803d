package dev.leaktriage.policy;

import dev.leaktriage.model.Analysis;
import dev.leaktriage.model.Attribution;
import dev.leaktriage.model.Finding;
import dev.leaktriage.model.PolicyResult;
import dev.leaktriage.model.Suppression;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The live handles that people have decided to accept, each for a stated reason.
 *
 * <p>Law: a suppression changes neither a verdict nor a total; it marks handles, and its hits are counted.
 */
public final class Suppressions {
    /** Nothing is accepted. */
    public static final Suppressions NONE = new Suppressions(List.of());

    private final List<SuppressionRule> rules;

    private Suppressions(List<SuppressionRule> rules) {
        this.rules = List.copyOf(rules);
    }

    /**
     * Reads files; rules are tried in the order of the files.
     *
     * @throws IOException if one cannot be read; the message is one line
     * @throws PolicyException if anything is wrong with one
     */
    public static Suppressions read(List<Path> files) throws IOException {
        List<SuppressionRule> rules = new ArrayList<>();
        List<String> names = FileNames.of(files);
        for (int i = 0; i < files.size(); i++) {
            rules.addAll(SuppressionReader.read(PolicyText.read(files.get(i), names.get(i), "suppressions")));
        }
        return new Suppressions(rules);
    }

    /**
     * Reads a text that is at hand.
     *
     * @param name the file as errors and reports name it
     * @throws PolicyException if anything is wrong with it
     */
    public static Suppressions parse(String name, String text) {
        return new Suppressions(SuppressionReader.read(new PolicyText(name, name, text)));
    }

    /**
     * Marks what is accepted, and tells which rules have expired, hide too much or hide nothing.
     *
     * @param today the day on which the run is judged; a rule still holds on the day that it expires
     */
    public Analysis applyTo(Analysis analysis, LocalDate today) {
        if (rules.isEmpty()) {
            return analysis;
        }
        SuppressionHits hits = new SuppressionHits(rules, today);
        int[] claims = claims(analysis.attributions(), hits);
        List<Suppression> suppressions = IntStream.range(0, rules.size())
                .mapToObj(rule -> hits.suppression(rule, analysis.totals()))
                .toList();
        List<Attribution> marked = new SuppressedAttributions(analysis.attributions(), claims, suppressions);
        List<Finding> findings =
                new ArrayList<>(SuppressionFindings.markLeaks(analysis.findings(), marked, suppressions));
        String run = analysis.sources().stream().findFirst().orElse("");
        for (int rule = 0; rule < rules.size(); rule++) {
            SuppressionFindings.of(
                            run,
                            rules.get(rule),
                            suppressions.get(rule),
                            hits.remark(rule, analysis.totals()),
                            analysis.totals())
                    .ifPresent(findings::add);
        }
        findings.sort(Finding.ORDER);
        PolicyResult result = new PolicyResult(suppressions, analysis.policy().budgets());
        return analysis.under(result, marked, findings);
    }

    private static int[] claims(List<Attribution> attributions, SuppressionHits hits) {
        int[] claims = new int[attributions.size()];
        int index = 0;
        // One pass: there may be millions, and they are made on demand.
        for (Attribution attribution : attributions) {
            claims[index++] = hits.take(attribution);
        }
        return claims;
    }
}
