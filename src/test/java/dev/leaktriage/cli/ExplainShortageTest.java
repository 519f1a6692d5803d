package dev.leaktriage.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Failed allocations in real logs, from the command line. */
final class ExplainShortageTest {
    private static final String FRAGMENTED = "samples/oom-fragmented.log";
    private static final String OPENED = "DEBUG: Tracking buffer at 0x20 size=2048 device=0 type=DRAM page_size=2048\n";
    private static final String FAILED = "Out of Memory: Not enough space to allocate 536870912 B DRAM buffer across 12"
            + " banks, where each bank needs to store 44740608 B\n";

    @TempDir
    private Path folder;

    private static CommandRun run(String... arguments) {
        return CommandRun.of(Pipeline.ANALYZER, arguments);
    }

    private String log(String text) throws IOException {
        return Files.writeString(folder.resolve("run.log"), text).toString();
    }

    @Test
    void oneOfThemIsExplainedByItselfAsTextAndAsJson() throws IOException {
        CommandRun text = run("explain", FRAGMENTED, "--oom", "1");
        JsonNode json = new ObjectMapper()
                .readTree(run("explain", FRAGMENTED, "--oom", "1", "--format", "json")
                        .out());

        assertThat(text.code()).isZero();
        assertThat(text.out())
                .startsWith("Allocation 1 of 1 that failed: 2.0 GiB")
                .contains("Fragmentation: 626,257,888 B of each bank were free");
        assertThat(json.at("/cause").asText()).isEqualTo("fragmentation");
        assertThat(json.at("/bank/largest_free_bytes").asLong())
                .isEqualTo(json.at("/stated/largest_free_bytes").asLong());
    }

    @Test
    void oneThatIsNotThereIsAnErrorThatSaysHowManyThereAre() throws IOException {
        assertThat(run("explain", FRAGMENTED, "--oom", "2"))
                .isEqualTo(new CommandRun(
                        "", "leaktriage: --oom 2: 1 allocation failed in " + FRAGMENTED + ", numbered from 1\n", 1));
        String none = log(OPENED);
        assertThat(run("explain", none, "--oom", "1").err())
                .isEqualTo("leaktriage: --oom 1: no allocation failed in " + none + "\n");
    }

    @Test
    void withoutAnArchitectureNoBankIsDrawnUntilAProfileNamesOne() throws IOException {
        String log = log(OPENED + FAILED);

        assertThat(run("explain", log, "--oom", "1").out())
                .contains("--device-profile names it")
                .doesNotContain("By the events of the log, each bank");
        assertThat(run("explain", log, "--oom", "1", "--device-profile", "n150")
                        .out()
                        .replace("\n", " "))
                .contains("each bank of device 0 has 2,048 B allocated and 1,073,739,744 B free")
                .contains("a free block of 1,073,739,744 B would have been large enough");
    }

    @Test
    void whatIsEstimatedOrNotKnownMakesNothingCertainOfTheCache() throws IOException {
        String held = "DEBUG: Tracking buffer at 0x20 size=6442450944 device=0 type=DRAM";
        String asked =
                "Out of Memory: Not enough space to allocate 7516192768 B DRAM buffer across 12 banks, where each"
                        + " bank needs to store 626350080 B, but bank size is 1073741792 B";
        String figures = " (allocated: 536870912 B, free: 536870880 B, largest free block: 536870880 B)";
        String estimated = log(held + "\n" + asked + figures + "\n");
        assertThat(clearing(estimated)).isEqualTo("unknown");

        String exact = log(held + " page_size=2048 banks=12\n" + asked + figures + "\n");
        assertThat(clearing(exact)).isEqualTo("not-enough");

        String withoutFigures = log(held + " page_size=2048 banks=12\n" + asked + "\n");
        assertThat(clearing(withoutFigures)).isEqualTo("unknown");
    }

    private static String clearing(String log) throws IOException {
        return new ObjectMapper()
                .readTree(run("explain", log, "--oom", "1", "--device-profile", "n150", "--format", "json")
                        .out())
                .at("/clearing_program_cache")
                .asText();
    }

    @Test
    void aProfileSuppliesTheBanksThatRecordsDoNotState() throws IOException {
        String log = log(OPENED);

        assertThat(run("analyze", log, "--format", "json").out()).contains("\"occupied_bytes\": 2048,");
        assertThat(run("analyze", log, "--format", "json", "--device-profile", "p150b")
                        .out())
                .contains("\"occupied_bytes\": 16384,");
    }

    @Test
    void aProfileThatIsNoneNamesItsFile() throws IOException {
        Path broken = Files.writeString(folder.resolve("board.json"), "{\"name\": \"board\"}");

        assertThat(run("analyze", FRAGMENTED, "--device-profile", broken.toString())
                        .err())
                .contains("board.json")
                .contains("the key \"arch\" is missing here");
        assertThat(run("analyze", FRAGMENTED, "--device-profile", "nowhere/board.json")
                        .err())
                .isEqualTo("leaktriage: nowhere/board.json: no such file\n");
    }
}
