package dev.leaktriage.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leaktriage.classify.Rule;
import dev.leaktriage.classify.RuleSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RulesCommandTest {
    private static final Pattern ENTRY = Pattern.compile("(?m)^\\d+\\. ([a-z-]+): ");

    @TempDir
    private Path folder;

    private static List<String> idsIn(String listing) {
        return ENTRY.matcher(listing).results().map(entry -> entry.group(1)).toList();
    }

    private Path ruleFile(String verdict) throws IOException {
        return Files.writeString(folder.resolve("my-rules.json"), """
                {"rules": [
                  {
                    "id": "my-pool",
                    "verdict": "%s",
                    "when": [{"anyFrame": ["my::Pool::take"]}],
                    "because": "the pool keeps it"
                  }
                ]}
                """.formatted(verdict));
    }

    @Test
    void theRulesAreListedInTheOrderOfTrialEachWithItsReason() {
        CommandRun run = CommandRun.of("rules");

        assertThat(run.code()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(idsIn(run.out()))
                .isEqualTo(RuleSet.shipped().rules().stream().map(Rule::id).toList())
                .startsWith("survived-device-close")
                .endsWith("no-owner-found");
        assertThat(RuleSet.shipped().rules())
                .allSatisfy(rule -> assertThat(run.out()).contains(rule.because()));
    }

    @Test
    void rulesOfAFileAreListedAtTheirPlace() throws IOException {
        String listing =
                CommandRun.of("rules", "--rules", ruleFile("system").toString()).out();

        assertThat(listing)
                .containsPattern("\\n\\d+\\. my-pool: system \\(from the rule file\\)\\n   because: the pool");
        assertThat(idsIn(listing)).containsSubsequence("device-init", "my-pool", "no-owner-found");
    }

    @Test
    void aRuleFileThatCanBeUsedIsSaidToBeSo() throws IOException {
        Path file = ruleFile("system");

        assertThat(CommandRun.of("rules", "check", file.toString()))
                .isEqualTo(new CommandRun(file + ": 1 rule, nothing wrong\n", "", 0));
    }

    @Test
    void everythingThatIsWrongIsToldWithItsPlaceAndACaret() throws IOException {
        Path file = ruleFile("lek");

        CommandRun run = CommandRun.of("rules", "check", file.toString());

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .isEqualTo(file + ":4:16: error: unknown verdict 'lek'; did you mean 'leak'?\n"
                        + "    \"verdict\": \"lek\",\n"
                        + "               ^\n");
    }

    @Test
    void otherCommandsRefuseSuchAFileInOneLine() throws IOException {
        Path file = ruleFile("lek");

        CommandRun run = CommandRun.of("rules", "--rules", file.toString());

        assertThat(run.out()).isEmpty();
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err())
                .isEqualTo("leaktriage: " + file + ":4:16: error: unknown verdict 'lek'; did you mean 'leak'?;"
                        + " 'leaktriage rules check " + file + "' shows everything\n");
    }
}
