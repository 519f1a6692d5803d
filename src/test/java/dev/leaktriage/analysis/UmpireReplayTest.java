package dev.leaktriage.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leaktriage.log.Source;
import dev.leaktriage.model.Analysis;
import dev.leaktriage.model.FindingId;
import dev.leaktriage.model.Totals;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class UmpireReplayTest {
    /**
     * Counted with {@code grep -c '"name":"allocate"'} (177), likewise {@code deallocate} (177), and a script of 20 lines
     * that keeps a table of allocator and pointer: 27 reallocations move or resize what they name, 15 are of size 0
     * or of nothing and log their own lines; 8,208 B in all, at most 372 B at once, nothing left.
     */
    @Test
    void theLogOfARealProgram() throws IOException {
        Analysis analysis = Analyzer.analyze(
                Source.of(Path.of("src/test/resources/excerpts/umpire-replay.txt")), AnalysisOptions.ALL);

        assertThat(analysis.totals()).isEqualTo(new Totals(177 + 27, 177 + 27, 0, 8208, 8208, 0));
        assertThat(analysis.timeline().peak().liveBytes()).isEqualTo(372);
        assertThat(analysis.findings()).isEmpty();
        assertThat(analysis.recognition().recordsByDialect()).isEqualTo(Map.of("umpire", 523L));
    }

    @Test
    void aRuleFileKnowsWhatAPoolIs() throws IOException {
        AnalysisOptions options = new AnalysisOptions(
                Optional.empty(),
                OptionalInt.empty(),
                OptionalLong.empty(),
                OptionalInt.empty(),
                Optional.of(Path.of("samples/umpire.rules")),
                OptionalLong.empty());

        Analysis analysis = Analyzer.analyze(Source.of(Path.of("samples/umpire.replay")), options);

        assertThat(analysis.attributions())
                .extracting(attribution -> attribution.ruleId() + " at "
                        + attribution.handle().allocatedAt().line())
                .containsExactly("pool-block at 4", "no-owner-found at 10");
    }

    @Test
    void aReallocationThatIsInterruptedSaysNothing() throws IOException {
        Analysis analysis = analysisOf(
                allocate("0x40", 8),
                reallocate("\"size\":16", "current_ptr", "0x40"),
                allocate("0x80", 4),
                reallocate("", "new_ptr", "0x40"));

        assertThat(analysis.totals()).isEqualTo(new Totals(2, 0, 0, 12, 0, 0));
        assertThat(analysis.findings()).noneMatch(finding -> finding.id() == FindingId.FREE_WITHOUT_ALLOCATION);
    }

    @Test
    void aReallocationOfWhatIsNotThereIsAFinding() throws IOException {
        Analysis analysis =
                analysisOf(reallocate("\"size\":16", "current_ptr", "0x40"), reallocate("", "new_ptr", "0x80"));

        assertThat(analysis.totals()).isEqualTo(new Totals(1, 0, 0, 16, 0, 0));
        assertThat(analysis.findings()).anyMatch(finding -> finding.id() == FindingId.FREE_WITHOUT_ALLOCATION);
    }

    @Test
    void anAddressBelongsToItsAllocator() throws IOException {
        Analysis analysis = analysisOf(allocate("0x40", 8), allocate("0x40", 4).replace("0x5000", "0x6000"));

        assertThat(analysis.totals()).isEqualTo(new Totals(2, 0, 0, 12, 0, 0));
    }

    @Test
    void aLineThatDoesNotParseIsMalformed() throws IOException {
        Analysis analysis = analysisOf(allocate("0x40", 8), allocate("0x80", 8).replace(":8}", ":eight}"));

        assertThat(analysis.recognition().malformed()).isEqualTo(1);
        assertThat(analysis.integrity().lostEventsAtLeast()).isEqualTo(1);
    }

    private static Analysis analysisOf(String... lines) throws IOException {
        String text = String.join("\n", lines) + "\n";
        Source source = Source.of("log", new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
        return Analyzer.analyze(List.of(source), AnalysisOptions.ALL);
    }

    private static String allocate(String address, int size) {
        return "{\"category\":\"operation\",\"name\":\"allocate\",\"numeric_args\":{\"size\":" + size
                + "},\"string_args\":{\"allocator_ref\":\"0x5000\",\"pointer\":\"" + address + "\"},\"tags\":{}}";
    }

    private static String reallocate(String size, String pointer, String address) {
        return "{\"category\":\"operation\",\"name\":\"reallocate\",\"numeric_args\":{" + size
                + "},\"string_args\":{\"allocator_ref\":\"0x5000\",\"" + pointer + "\":\"" + address
                + "\"},\"tags\":{}}";
    }
}
