package dev.leaktriage.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leaktriage.log.Source;
import dev.leaktriage.model.Analysis;
import dev.leaktriage.model.Attribution;
import dev.leaktriage.model.Confidence;
import dev.leaktriage.model.Integrity;
import dev.leaktriage.model.JoinedSource;
import dev.leaktriage.model.LiveHandle;
import dev.leaktriage.model.LogPosition;
import dev.leaktriage.model.Verdict;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Several files of one run, each case with the few lines that it is about. */
class SeveralSourcesTest {
    private static final Path SAMPLES = Path.of("samples");

    @Test
    void aRotatedLogIsOneLogInWhateverOrderItsPartsAreNamed() throws IOException {
        String whole = Files.readString(SAMPLES.resolve("iteration-leak.log"));
        int cut = whole.indexOf('\n', whole.indexOf("Checkpoint name=\"iteration 3\"")) + 1;
        Source older = source("run.log.1", whole.substring(0, cut));
        Source newer = source("run.log", whole.substring(cut));

        Analysis parts = analyse(newer, older);

        Analysis one = analyse(source("run.log", whole));
        assertThat(verdicts(parts)).isEqualTo(verdicts(one));
        assertThat(parts.totals()).isEqualTo(one.totals());
        assertThat(parts.integrity().intact()).isTrue();
        assertThat(parts.joining().isEmpty()).isTrue();
        assertThat(parts.sources()).containsExactly("run.log.1", "run.log");
    }

    @Test
    void everyVerdictCitesTheLinesOfBothFiles() throws IOException {
        Analysis analysis = analyse(source("server.log", server(3)), source("blocks.log", blocks("a", "b", "c")));

        assertThat(analysis.attributions()).hasSize(1);
        Attribution leak = analysis.attributions().get(0);
        assertThat(leak.evidence().lines())
                .extracting(LogPosition::file)
                .containsExactlyInAnyOrder("server.log", "blocks.log");
        assertThat(leak.evidence().because()).contains("blocks.log:" + line(blocks("a", "b", "c"), "op_c"));
        assertThat(stackOf(leak)).isEqualTo("op_c");
        assertThat(leak.handle().doubt()).isEmpty();
    }

    @Test
    void whichRecordIsMeantIsNotGuessedWithoutSayingSo() throws IOException {
        String server = atOneAddress(server(2));
        String blocks = atOneAddress(blocks("a", "b", "c"));

        Analysis analysis = analyse(source("server.log", server), source("blocks.log", blocks));

        LiveHandle handle = analysis.attributions().get(0).handle();
        assertThat(handle.doubt().orElse("")).contains("it may be another allocation than that of blocks.log");
        assertThat(lender(analysis).uncertain()).isEqualTo(2);
        assertThat(lender(analysis).matched()).isEqualTo(2);
    }

    @Test
    void anAllocationThatTheServerNeverHeardOfIsDamage() throws IOException {
        String server = server(3)
                .replaceFirst("(?m)^.*Allocated 4096 .*0x2000.*\\n", "")
                .replaceFirst("(?m)^.*Freed buffer 0x2000 .*\\n", "");

        Analysis analysis = analyse(source("server.log", server), source("blocks.log", blocks("a", "b", "c")));

        assertThat(analysis.integrity().damages())
                .extracting(Integrity.Damage::message)
                .containsExactly("the records of server lack this allocation");
        assertThat(lender(analysis).missing()).isEqualTo(1);
        assertThat(stackOf(analysis.attributions().get(0))).isEqualTo("op_c");
    }

    @Test
    void aBlockThatSaysThatMemoryWasGivenBackMakesAVerdictLessSure() throws IOException {
        String given = blocks("a", "b", "c") + block("DEALLOCATED", 0x3000, 3, "~Buffer");

        Analysis analysis = analyse(source("server.log", server(3)), source("blocks.log", given));

        Attribution leak = analysis.attributions().get(0);
        assertThat(leak.handle().doubt().orElse("")).contains("shows that its memory was given back");
        assertThat(leak.confidence()).isEqualTo(Confidence.POSSIBLE);
    }

    @Test
    void whatLooksAlikeInALogOfAnotherRunMakesNothingSure() throws IOException {
        String kernels = blocks("a", "b", "c", "d", "e", "f", "g", "h", "i");
        String other = kernels.replaceAll("4096 bytes", "2048 bytes")
                + block("ALLOCATED", 0x9000, 9, "MeshWorkloadImpl::load_binaries");

        Analysis analysis = analyse(source("server.log", server(9)), source("blocks.log", other));

        Attribution cached = analysis.attributions().get(0);
        assertThat(cached.verdict()).isEqualTo(Verdict.PROGRAM_CACHE);
        assertThat(cached.confidence()).isEqualTo(Confidence.PROBABLE);
        assertThat(cached.handle().doubt().orElse("")).contains("has little in common");
        assertThat(analysis.integrity().intact()).isTrue();
    }

    @Test
    void whatAnotherFileTellsOfADeathCountsAsToldAfterTheRows() throws IOException {
        Source ci = source("ci.log", "tests/test_a.py::test_one PASSED\nFatal Python error: Aborted\n");

        Analysis analysis = analyse(ci, source("server.log", server(3)));

        assertThat(analysis.attributions()).allMatch(one -> one.verdict() == Verdict.UNRESOLVED);
        assertThat(analysis.sources()).containsExactly("server.log", "ci.log");
        assertThat(analysis.joining().sources().get(1).part()).isEqualTo(JoinedSource.Part.TELLS);
    }

    @Test
    void aTrackerWithoutProcessesTakesTheOneThatTheServerNames() throws IOException {
        String tracker = "DEBUG: Tracking buffer at 0x3000 size=4096 device=0\n  Call stack:\n    1. op_c()\n";
        String server = "✓ [PID 77] Allocated 4096 bytes of DRAM on device 0 (buffer_id=0x3000)\n";

        Analysis analysis = analyse(source("server.log", server), source("tracker.log", tracker));

        assertThat(analysis.lives()).hasSize(1);
        assertThat(analysis.lives().get(0).process()).isEqualTo(OptionalLong.of(77));
        assertThat(analysis.attributions().get(0).handle().allocatedAt().file()).isEqualTo("tracker.log");
    }

    @Test
    void aLineOfAFileWithoutRowsIsNoMomentToStopAt() {
        AnalysisOptions at = new AnalysisOptions(
                Optional.of("blocks.log:3"),
                OptionalInt.empty(),
                OptionalLong.empty(),
                OptionalInt.empty(),
                Optional.empty(),
                OptionalLong.empty());

        assertThatThrownBy(() -> Analyzer.analyze(
                        List.of(source("server.log", server(1)), source("blocks.log", blocks("a"))), at))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("name a line of server.log");
    }

    private static String atOneAddress(String log) {
        return log.replaceAll("0x[23]000", "0x1000").replaceAll("\\((8192|12288)\\)", "(4096)");
    }

    /** One device, one address after the other; the last buffer stays. */
    private static String server(int buffers) {
        StringBuilder log = new StringBuilder();
        for (int buffer = 1; buffer <= buffers; buffer++) {
            String address = "0x" + Integer.toHexString(address(buffer));
            log.append("✓ [PID 77] Allocated 4096 bytes of DRAM on device 0 (buffer_id=")
                    .append(address)
                    .append(")\n");
            if (buffer < buffers) {
                log.append("✗ [PID 77] Freed buffer ").append(address).append(" on device 0 (4096 bytes, FINAL)\n");
            }
        }
        return log.toString();
    }

    private static String blocks(String... operations) {
        StringBuilder log = new StringBuilder();
        for (int number = 0; number < operations.length; number++) {
            log.append(block("ALLOCATED", address(number + 1), number + 1, "op_" + operations[number]));
            if (number < operations.length - 1) {
                log.append(block("DEALLOCATED", address(number + 1), number + 1, "~Buffer"));
            }
        }
        return log.toString();
    }

    private static int address(int buffer) {
        return 0x1000 * buffer;
    }

    private static String block(String event, int address, int pointer, String frame) {
        return "═══════\nBUFFER " + event + "\nTime: 14:26:40\nDevice: 1\nAddress: 0x" + Integer.toHexString(address)
                + " ("
                + address + ")\nSize: 4096 bytes (4 KB)\nType: DRAM\nBuffer*: 0x7f8a4c00123" + pointer + "\n"
                + (event.equals("ALLOCATED") ? "Owns Data: yes\nHooked: no\n" : "")
                + "Call Stack:\n    /opt/lib.so: " + frame + "\n\n";
    }

    private static long line(String log, String words) {
        String before = log.substring(0, log.indexOf(words));
        return before.substring(0, before.lastIndexOf("BUFFER ALLOCATED"))
                        .chars()
                        .filter(c -> c == '\n')
                        .count()
                + 1;
    }

    private static String stackOf(Attribution attribution) {
        return attribution.handle().site().stack().frames().get(0).symbol();
    }

    private static JoinedSource lender(Analysis analysis) {
        return analysis.joining().sources().stream()
                .filter(source -> source.part() == JoinedSource.Part.LENDS)
                .findFirst()
                .orElseThrow();
    }

    private static Source source(String name, String text) {
        return Source.of(name, new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static Analysis analyse(Source... sources) throws IOException {
        return Analyzer.analyze(List.of(sources), AnalysisOptions.ALL);
    }

    private static List<String> verdicts(Analysis analysis) {
        return analysis.attributions().stream()
                .map(one ->
                        one.handle().id().address() + " " + one.handle().id().device() + " " + one.verdict() + " "
                                + one.confidence() + " " + one.ruleId())
                .collect(Collectors.toList());
    }
}
