package dev.leaktriage.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leaktriage.log.Source;
import dev.leaktriage.model.Analysis;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Threads that read an analysis at once find in it what one finds: over logs of which much is made on demand. */
class SeveralReadersTest {
    private static final int SEEDS = 40;
    private static final int BUFFERS = 3000;
    private static final int READERS = 2;

    @Test
    void severalReadersFindWhatOneFinds() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(READERS);
        try {
            for (int seed = 0; seed < SEEDS; seed++) {
                String log = log(seed);
                String single = read(analysis(log));
                assertThat(readAtOnce(analysis(log), threads))
                        .as("seed " + seed)
                        .isEqualTo(Collections.nCopies(READERS, single));
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static List<String> readAtOnce(Analysis analysis, ExecutorService threads) throws Exception {
        CyclicBarrier start = new CyclicBarrier(READERS);
        Callable<String> reader = () -> {
            start.await();
            return read(analysis);
        };
        List<String> all = new ArrayList<>();
        for (Future<String> read : threads.invokeAll(Collections.nCopies(READERS, reader))) {
            all.add(read.get());
        }
        return all;
    }

    private static String read(Analysis analysis) {
        StringBuilder read = new StringBuilder();
        analysis.findings()
                .forEach(finding ->
                        read.append(finding.message()).append(finding.at()).append('\n'));
        analysis.cacheEntries().forEach(read::append);
        analysis.attributions()
                .forEach(attribution -> read.append(attribution.handle())
                        .append(attribution.cacheEntry())
                        .append(attribution.evidence().because())
                        .append('\n'));
        return read.toString();
    }

    private static Analysis analysis(String log) throws IOException {
        Source source = Source.of("run.log", new ByteArrayInputStream(log.getBytes(StandardCharsets.UTF_8)));
        return Analyzer.analyze(List.of(source), AnalysisOptions.ALL);
    }

    /** Leaks and cached programs of many sizes, some with a frame missing. */
    private static String log(int seed) {
        Random random = new Random(seed);
        StringBuilder log = new StringBuilder("DEBUG: Opened mesh device 1 devices=0,1 pid=1 seq=1\n");
        for (int event = 2; event < BUFFERS; event++) {
            int site = random.nextInt(20);
            log.append("DEBUG: Tracking buffer at 0x%x size=%d device=%d type=DRAM pid=1 seq=%d\n"
                    .formatted(event * 0x1_0000L + 0x20, 1024 * (1 + random.nextInt(8)), random.nextInt(2), event));
            log.append("  Call stack:\n    1. %s\n    %d. main\n"
                    .formatted(
                            site < 8 ? "create_and_cache_mesh_workload<Program%d>()".formatted(site) : "step_" + site,
                            random.nextInt(10) == 0 ? 3 : 2));
        }
        return log.append("DEBUG: Recording ended events=%d pid=1 seq=%d\n".formatted(BUFFERS - 1, BUFFERS))
                .toString();
    }
}
