package dev.leaktriage.classify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShippedRulesTest {
    private static final Path FILE = Path.of("src", "main", "rules", "rules.json");
    private static final Path SOURCE =
            Path.of("src", "main", "java", "dev", "leaktriage", "classify", "ShippedRules.java");
    private static final Path PAGE = Path.of("docs", "rules.md");

    @Test
    void theRulesAreThoseOfTheRuleFile() throws IOException {
        RuleReader reader = new RuleReader(FILE.toString(), Files.readString(FILE), Set.of(), true);
        assertThat(reader.diagnostics()).isEmpty();
        List<Rule> rules = reader.rules().stream().map(RuleReader.Located::rule).toList();
        if (Boolean.getBoolean("leaktriage.rewrite")) {
            Files.writeString(SOURCE, ShippedRulesSource.of(rules));
        } else {
            assertThat(ShippedRules.all()).isEqualTo(rules);
        }
    }

    @Test
    void theRulesStandInTheOrderOfTheContract() {
        assertThat(RuleSet.shipped().rules())
                .extracting(Rule::id)
                .containsExactly(
                        "survived-device-close",
                        "view-of-live-owner",
                        "survived-cache-clear",
                        "survived-workload",
                        "program-cache",
                        "trace-capture",
                        "device-init",
                        "circular-buffers",
                        "grows-per-iteration",
                        "log-ends-early",
                        "no-owner-found");
    }

    @Test
    void eachExampleIsClaimedByItsOwnRuleAndByNoEarlierOne() {
        Judge judge = new Judge(RuleSet.shipped());
        for (Rule rule : RuleSet.shipped().rules()) {
            Example example = rule.example().orElseThrow();
            assertThat(judge.attribution(example.subject()).ruleId()).isEqualTo(rule.id());
            assertThat(judge.trials(example.subject()))
                    .filteredOn(trial -> !trial.ruleId().equals(rule.id()))
                    .noneMatch(trial -> trial.applies())
                    .noneMatch(trial -> trial.why().isBlank());
        }
    }

    @Test
    void everyRuleIsDocumentedWithItsVerdictAndAnExample() throws IOException {
        String page = Files.readString(PAGE);
        for (Rule rule : RuleSet.shipped().rules()) {
            assertThat(page)
                    .contains("| [`" + rule.id() + "`](#" + rule.id() + ") | `"
                            + rule.verdict().label() + "` |");
            assertThat(section(page, rule.id()))
                    .contains("`" + rule.verdict().label() + "`")
                    .contains("Example: ");
            rule.when()
                    .forEach(condition -> condition
                            .anyFrame()
                            .forEach(pattern ->
                                    assertThat(page).contains(pattern.text().replace("::*", ""))));
        }
    }

    @Test
    void theRulesAreDocumentedInTheirOrder() throws IOException {
        List<String> headings = Files.readString(PAGE)
                .lines()
                .filter(line -> line.startsWith("### `"))
                .map(line -> line.substring(5, line.length() - 1))
                .toList();
        assertThat(headings)
                .isEqualTo(RuleSet.shipped().rules().stream().map(Rule::id).toList());
    }

    @Test
    void everyFactIsDocumented() throws IOException {
        String page = Files.readString(PAGE);
        assertThat(Fact.labels()).allSatisfy(label -> assertThat(page).contains("| `" + label + "` |"));
    }

    @Test
    void theRuleFileOnThePageIsAGoodOne(@TempDir Path folder) throws IOException {
        Matcher block = Pattern.compile("```json\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(PAGE));
        assertThat(block.find()).isTrue();
        Path file = Files.writeString(folder.resolve("rules.json"), block.group(1));
        assertThat(RuleSet.check(file)).isEmpty();
        assertThat(RuleSet.withUserRules(file).rules())
                .extracting(Rule::id)
                .containsSubsequence("device-init", "model-weights", "grows-per-iteration");
    }

    private static String section(String page, String id) {
        int from = page.indexOf("### `" + id + "`\n");
        assertThat(from).as("a section on " + id).isPositive();
        return page.substring(from, page.indexOf("\n#", from + 1));
    }
}
