package dev.leaktriage.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The job in a local cluster of two threads. */
class BatchJobTest {
    private static final Map<String, String> LOCAL = Map.of(
            "spark.master",
            "local[2]",
            "spark.ui.enabled",
            "false",
            "spark.driver.host",
            "localhost",
            "spark.log.level",
            "ERROR");

    @TempDir
    private Path folder;

    @BeforeEach
    void useTwoThreads() {
        LOCAL.forEach(System::setProperty);
    }

    @AfterEach
    void forget() {
        LOCAL.keySet().forEach(System::clearProperty);
    }

    private static Map<String, String> files(Path folder) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> paths = Files.list(folder)) {
            for (Path path : paths.filter(Files::isRegularFile).toList()) {
                files.put(path.getFileName().toString(), Files.readString(path));
            }
        }
        return files;
    }

    @Test
    void theRollUpIsThatOfBatchByteForByte() throws IOException, InterruptedException {
        Path list = Files.writeString(folder.resolve("list.txt"), "samples\nsamples/none.log\n");
        Path onCluster = folder.resolve("cluster");
        Path here = folder.resolve("here");

        BatchJob.main(new String[] {list.toString(), onCluster.toString()});
        assertThat(BatchRun.of("samples", "samples/none.log", "--reports", here.toString()))
                .isEqualTo(1);

        assertThat(files(onCluster)).hasSize(5).isEqualTo(files(here));
    }

    @Test
    void otherArgumentsAreAMistake() {
        assertThatThrownBy(() -> BatchJob.main(new String[] {"list.txt"}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("usage: spark-submit");
    }
}
