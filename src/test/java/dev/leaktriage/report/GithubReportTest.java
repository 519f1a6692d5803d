package dev.leaktriage.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leaktriage.model.Analysis;
import dev.leaktriage.model.Confidence;
import dev.leaktriage.model.ProcessLife.End;
import dev.leaktriage.model.Verdict;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What GitHub Actions makes of workflow commands. */
class GithubReportTest {
    private static final GithubReport REPORT = new GithubReport();
    private static final Pattern COMMAND = Pattern.compile("::(\\w+) ([^:]*)::(.*)");

    @Test
    void everyLineIsACommandThatTheRunnerKnows() {
        for (Analysis analysis : CiRuns.all()) {
            assertThat(commands(analysis)).isNotEmpty().allSatisfy(command -> {
                assertThat(command.word()).isIn("error", "warning", "notice");
                assertThat(command.properties()).containsKey("title");
                assertThat(command.message()).isNotBlank();
                if (command.properties().containsKey("file")) {
                    assertThat(Long.parseLong(command.properties().get("line"))).isPositive();
                }
            });
        }
    }

    @Test
    void noKindOfAnnotationIsToldMoreOftenThanAStepMayAndTheLastSaysHowManyAreLeft() {
        for (Confidence confidence : Confidence.values()) {
            String word = confidence == Confidence.POSSIBLE ? "warning" : "error";
            Map<String, List<Command>> byWord = commands(CiRuns.manyLeaks(30, confidence)).stream()
                    .collect(Collectors.groupingBy(Command::word, TreeMap::new, Collectors.toList()));

            assertThat(byWord.keySet()).containsExactlyInAnyOrder("notice", word);
            assertThat(byWord.get(word)).hasSize(10);
            assertThat(byWord.get(word).get(9).message()).startsWith("21 more " + word + "s;");
        }
    }

    @Test
    void tenAreToldAsTheyAre() {
        assertThat(commands(CiRuns.manyLeaks(10, Confidence.DEFINITE)))
                .filteredOn(command -> command.word().equals("error"))
                .hasSize(10)
                .noneSatisfy(command -> assertThat(command.message()).contains("more"));
    }

    @Test
    void anAnnotationStandsAtTheLineThatAskedForTheOperation() {
        Command leak = commands(CiRuns.withSourceLines("run.log", 5, 42)).get(1);

        assertThat(leak.properties())
                .isEqualTo(
                        Map.of("file", "models/decoder.py", "line", "42", "title", "leaktriage: leak/no-owner-found"));
        assertThat(leak.message()).contains("\nin the log at run.log:5\n");
    }

    @Test
    void withoutSourceLinesItStandsAtTheLineOfTheLog() {
        assertThat(commands(Runs.withoutStacks()).get(1).properties())
                .containsEntry("file", "bare.log")
                .containsEntry("line", "1");
    }

    @Test
    void theFirstLineAccountsForEverythingAndSaysThatTheLogIsDamaged() {
        Command first = commands(Runs.damaged()).get(0);

        assertThat(first.word()).isEqualTo("notice");
        assertThat(first.message())
                .startsWith("lost.log: 1 allocated - 0 freed - 0 superseded = 1 live")
                .contains("\nLOG DAMAGED: at least 3 events are missing");
    }

    @Test
    void whatIsAcceptedIsANotice() {
        assertThat(commands(Runs.underPolicy()))
                .filteredOn(command -> command.message().contains("ttnn::softmax leaked"))
                .hasSize(1)
                .allSatisfy(command -> assertThat(command.word()).isEqualTo("notice"));
    }

    @Test
    void aLogCannotSpeakToTheRunner() {
        String text = Written.by(REPORT, Runs.hostile());

        assertThat(text.lines()).allSatisfy(line -> assertThat(line).startsWith("::"));
        assertThat(text).doesNotContain("\r").doesNotContain("\u001b");
    }

    @Test
    void separatorsInANameOfAFileAreNoSeparators() {
        String file = "a,b:c=50%\n.log";

        assertThat(commands(CiRuns.withSourceLines("x,y:50%.log", 5, 42)).get(1).message())
                .contains("x,y:50%.log:5");
        RunBuilder run = new RunBuilder(file)
                .life(file, OptionalLong.of(1), End.ORDERLY, "", 0)
                .live(0, 1, 0x20, Runs.NO_STACK, 7, Verdict.LEAK, Confidence.DEFINITE, "no-owner-found");
        assertThat(commands(run.build()).get(1).properties())
                .containsEntry("file", "a,b:c=50%\u240a.log")
                .containsEntry("line", "7");
    }

    private record Command(String word, Map<String, String> properties, String message) {}

    /** Reads commands as the runner does: it splits at the separators, then undoes the escapes. */
    private static List<Command> commands(Analysis analysis) {
        return Written.by(REPORT, analysis)
                .lines()
                .map(GithubReportTest::command)
                .toList();
    }

    private static Command command(String line) {
        Matcher command = COMMAND.matcher(line);
        assertThat(command.matches()).as(line).isTrue();
        Map<String, String> properties = List.of(command.group(2).split(",")).stream()
                .map(property -> property.split("=", 2))
                .collect(Collectors.toMap(
                        pair -> pair[0],
                        pair -> unescaped(pair[1].replace("%3A", ":").replace("%2C", ","))));
        return new Command(command.group(1), properties, unescaped(command.group(3)));
    }

    private static String unescaped(String text) {
        return text.replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%");
    }
}
