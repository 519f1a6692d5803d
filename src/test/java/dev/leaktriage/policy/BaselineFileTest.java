package dev.leaktriage.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leaktriage.model.Memory;
import dev.leaktriage.model.Sum;
import dev.leaktriage.model.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BaselineFileTest {
    private static final String FILE = """
            # What the decoder may leave behind.
            # Owner: the runtime team.
            verdicts: program-cache, leak

            # compiled once
            program-cache DRAM handles=8 size=98304 occupied=98304
              1. MeshWorkloadImpl::load_binaries()
              2. ttnn::add()

            leak - handles=1 size=0 occupied=0

            # TT-12: the KV cache of the last request
            # goes with the next release
            leak L1 handles=2 size=8192 occupied=16384
              1. tt::create_device_tensor()
              2. ttnn::matmul()

            # the end
            """;

    @TempDir
    private Path folder;

    @Test
    void aFileThatIsReadAndWrittenIsTheSame() {
        assertThat(read(FILE).text()).isEqualTo(FILE);
    }

    @Test
    void entriesSayWhatASiteMayHold() {
        Baseline baseline = read(FILE);

        assertThat(baseline.verdicts()).containsExactly(Verdict.PROGRAM_CACHE, Verdict.LEAK);
        BaselineEntry last = baseline.entries().get(2);
        assertThat(last.verdict()).isEqualTo(Verdict.LEAK);
        assertThat(last.memory()).isEqualTo(Memory.L1);
        assertThat(last.allowed()).isEqualTo(new Sum(2, 8192, 16384));
        assertThat(last.frames()).containsExactly("tt::create_device_tensor()", "ttnn::matmul()");
        assertThat(last.line()).isEqualTo(14);
        assertThat(baseline.entries().get(1).memory()).isEqualTo(Memory.UNSTATED);
    }

    @Test
    void entriesAreSortedHoweverTheyWereMerged() {
        String shuffled = """
                verdicts: leak

                leak DRAM handles=1 size=1 occupied=1
                  1. z()

                leak DRAM handles=1 size=1 occupied=1
                  1. z()
                  2. a()
                """;
        assertThat(read(shuffled).entries()).extracting(BaselineEntry::line).containsExactly(6, 3);
    }

    @Test
    void commentsWithinAnEntryAreKeptAboveIt() {
        String within = "verdicts: leak\n\nleak DRAM handles=1 size=1 occupied=1\n  # why\n  1. f()\n";

        assertThat(read(within).text())
                .isEqualTo("verdicts: leak\n\n# why\nleak DRAM handles=1 size=1 occupied=1\n  1. f()\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            leak DRAM handles=1 size=1 occupied=1                                     | 1:1: error: no baseline: it has no line 'verdicts: leak'
            verdicts: leek                                                            | 1:11: error: unknown verdict 'leek'; did you mean 'leak'? (one of
            verdicts: leak;;leak DROM handles=1 size=1 occupied=1                      | 3:6: error: unknown memory 'DROM'; did you mean 'DRAM'? (one of
            verdicts: leak;;leak DRAM handles=x size=1 occupied=1                      | 3:1: error: 'leak DRAM handles=x size=1 occupied=1' begins no entry: write one such as
            verdicts: leak;;system DRAM handles=1 size=1 occupied=1                    | 3:1: error: the line 'verdicts:' above does not list system
            verdicts: leak;;  1. f()                                                   | 3:1: error: a frame without an entry above it
            verdicts: leak;;leak DRAM handles=1 size=1 occupied=1;  2. f()              | 4:1: error: frame 2 where frame 1 is due
            verdicts: leak;;leak L1 handles=1 size=1 occupied=1;;leak L1 handles=2 size=1 occupied=1 | 5:1: error: the site of line 3 again: keep one of the two
            <<<<<<< HEAD                                                              | 1:1: error: '<<<<<<< HEAD' begins no entry
            """)
    void whatIsWrongIsToldWithItsPlace(String text, String message) {
        assertThatThrownBy(() -> read(text.replace(';', '\n') + "\n"))
                .isInstanceOf(PolicyException.class)
                .hasMessageStartingWith("known.baseline:" + message);
    }

    @Test
    void anEmptyFileIsNoBaseline() {
        assertThatThrownBy(() -> read("")).hasMessageStartingWith("known.baseline:1:1: error: no baseline: ");
    }

    @Test
    void aMissingFileIsToldInOneLine() {
        assertThatThrownBy(() -> Baseline.read(folder.resolve("none")))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("cannot read a baseline from ")
                .hasMessageEndingWith("none: there is no such file");
    }

    @Test
    void aFileOnDiskIsNamedByItsPath() throws IOException {
        Path file = Files.writeString(folder.resolve("b"), "nonsense\n");

        assertThatThrownBy(() -> Baseline.read(file)).hasMessageStartingWith(file + ":1:1: error: ");
    }

    private static Baseline read(String text) {
        return BaselineReader.read(new PolicyText("known.baseline", "known.baseline", text));
    }
}
