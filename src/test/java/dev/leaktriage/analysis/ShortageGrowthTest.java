package dev.leaktriage.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leaktriage.log.Source;
import dev.leaktriage.model.Analysis;
import dev.leaktriage.model.PostMortem;
import dev.leaktriage.model.PostMortem.GrownBy;
import dev.leaktriage.model.PostMortem.GrownPart;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How what was held when an allocation failed came together. */
final class ShortageGrowthTest {
    private static final String FAILED =
            "Out of Memory: Not enough space to allocate 8192 B DRAM buffer across 12 banks,"
                    + " where each bank needs to store 2048 B\n";

    private static PostMortem only(String text) throws IOException {
        ByteArrayInputStream bytes = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
        Analysis analysis = Analyzer.analyze(List.of(Source.of("job.log", bytes)), AnalysisOptions.ALL);
        assertThat(analysis.postMortems()).hasSize(1);
        return analysis.postMortems().get(0);
    }

    private static String allocated(int number, String caller) {
        return "DEBUG: Tracking buffer at 0x" + Integer.toHexString(2048 * (number + 1))
                + " size=2048 device=0 type=DRAM\n" + "  Call stack:\n    1. create_device_tensor()\n    2. " + caller
                + "()\n";
    }

    private static String freed(int number) {
        return "DEBUG: Untracking buffer at 0x" + Integer.toHexString(2048 * (number + 1)) + " size=2048 device=0\n";
    }

    @Test
    void withoutTestsTheCourseOfTheRunIsToldInThirds() throws IOException {
        StringBuilder log = new StringBuilder(allocated(0, "ttnn::to_device"));
        for (int number = 1; number < 5; number++) {
            log.append(allocated(number, "ttnn::add")).append(freed(number));
        }
        for (int number = 5; number < 9; number++) {
            log.append(allocated(number, number == 5 ? "ttnn::add" : "ttnn::gelu"));
        }

        PostMortem told = only(log + FAILED);

        assertThat(told.grownBy()).isEqualTo(GrownBy.EVENTS);
        assertThat(told.grown()).extracting(GrownPart::name).containsExactly("first third", "last third");
        assertThat(told.grown()).extracting(part -> part.sum().handles()).containsExactly(1L, 4L);
        assertThat(told.grown())
                .extracting(part -> part.mostFrom().operation())
                .containsExactly("ttnn::to_device", "ttnn::gelu");
        assertThat(told.grown()).extracting(part -> part.most().handles()).containsExactly(1L, 3L);
    }

    @Test
    void inALogOfTestsTheyAreNamedThoseThatHoldMostInOrder() throws IOException {
        StringBuilder log = new StringBuilder("[==========] Running 6 tests from 1 test suite.\n");
        log.append(allocated(0, "ttnn::to_device"));
        int number = 1;
        for (int test = 0; test < 6; test++) {
            log.append("[ RUN      ] Suite.Test").append(test).append('\n');
            for (int buffer = 0; buffer < 5 - test; buffer++) {
                log.append(allocated(number++, "ttnn::add"));
            }
            log.append(test == 5 ? FAILED : "")
                    .append("[       OK ] Suite.Test")
                    .append(test)
                    .append(" (1 ms)\n");
        }

        PostMortem told = only(log.toString());

        assertThat(told.grownBy()).isEqualTo(GrownBy.TESTS);
        assertThat(told.grown())
                .extracting(GrownPart::name)
                .containsExactly("Suite.Test0", "Suite.Test1", "Suite.Test2", "Suite.Test3");
        assertThat(told.grown()).extracting(part -> part.sum().handles()).containsExactly(5L, 4L, 3L, 2L);
    }

    @Test
    void whatWasAllocatedBeforeTheFirstTestHasNoName() throws IOException {
        PostMortem told = only(allocated(0, "ttnn::to_device") + "[==========] Running 1 test from 1 test suite.\n"
                + "[ RUN      ] Suite.Only\n" + FAILED + "[  FAILED  ] Suite.Only (1 ms)\n");

        assertThat(told.grown()).extracting(GrownPart::name).containsExactly("");
    }

    @Test
    void whereNothingWasHeldNothingGrew() throws IOException {
        assertThat(only(FAILED).grown()).isEmpty();
    }
}
