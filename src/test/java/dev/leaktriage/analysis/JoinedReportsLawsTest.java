package dev.leaktriage.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leaktriage.log.Source;
import dev.leaktriage.model.Analysis;
import dev.leaktriage.model.Attribution;
import dev.leaktriage.model.LiveHandle;
import dev.leaktriage.model.LiveHandle.Role;
import dev.leaktriage.model.Memory;
import dev.leaktriage.model.MemoryCheck;
import dev.leaktriage.model.MemoryCheck.Outcome;
import dev.leaktriage.recorder.RandomWorkloads;
import dev.leaktriage.recorder.Recording;
import dev.leaktriage.recorder.RecordingOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Reports of what is live at random moments of random programs: they agree, and what is changed in them is found. */
class JoinedReportsLawsTest {
    private static final int SEEDS = 24;
    private static final Pattern BANKS = Pattern.compile(" banks=(\\d+)");
    /** Where the allocator's part of a bank begins, and how far it reaches at most. */
    private static final long BASE = 0x20;

    private static final long END = 1L << 32;

    private int compared;
    private int unheld;

    @Test
    void aReportOfWhatIsLiveAgreesAndAChangeInItIsFound() throws IOException {
        for (int seed = 0; seed < SEEDS; seed++) {
            String log = Recording.record(RandomWorkloads.of(seed), RecordingOptions.TRACKER.withSeed(seed))
                    .text();
            Random random = new Random(seed);
            List<String> lines = log.lines().toList();
            check(log, lines, 1 + random.nextInt(lines.size()), random, "seed " + seed);
        }
        assertThat(compared).isGreaterThan(8);
        assertThat(unheld).isPositive();
    }

    private void check(String log, List<String> lines, int line, Random random, String seed) throws IOException {
        Analysis whole = analyse(log, Optional.empty(), line);
        Map<Integer, TreeMap<Long, Long>> byDevice = blocks(whole, lines);
        if (byDevice.isEmpty() || whole.lives().size() > 1) {
            return;
        }
        TreeMap<Long, Long> blocks = byDevice.values().iterator().next();
        MemoryCheck same = check(log, blocks, line);
        boolean alike =
                new TreeSet<>(byDevice.values().stream().map(Object::toString).toList()).size() == 1;
        boolean ended = lines.subList(0, line).stream().anyMatch(text -> text.contains("Recording ended"));
        boolean held = alike && !ended;
        assertThat(same.outcomes()).as(seed).containsOnlyKeys(held ? Outcome.AGREES : Outcome.UNHELD);
        compared += held ? 1 : 0;
        unheld += held ? 0 : 1;
        if (!held) {
            return;
        }
        assertThat(same.shown().get(0).blocks().orElseThrow().matched())
                .as(seed)
                .isEqualTo(blocks.size());
        List<Long> addresses = new ArrayList<>(blocks.keySet());
        TreeMap<Long, Long> fewer = new TreeMap<>(blocks);
        fewer.remove(addresses.get(random.nextInt(addresses.size())));
        TreeMap<Long, Long> more = new TreeMap<>(blocks);
        more.put(END - 4096, 2048L);
        assertThat(check(log, more, line).outcomes()).as(seed).containsOnlyKeys(Outcome.UNSEEN);
        assertThat(check(log, fewer, line).outcomes()).as(seed).containsOnlyKeys(Outcome.GIVEN_BACK);
    }

    /** What owners take of a DRAM bank, by device and address. */
    private static Map<Integer, TreeMap<Long, Long>> blocks(Analysis analysis, List<String> lines) {
        Map<Integer, TreeMap<Long, Long>> blocks = new TreeMap<>();
        for (Attribution attribution : analysis.attributions()) {
            LiveHandle handle = attribution.handle();
            boolean taken =
                    handle.role() == Role.OWNER && handle.survivedCloseAt().isEmpty();
            if (taken) {
                TreeMap<Long, Long> ofDevice =
                        blocks.computeIfAbsent(handle.id().device(), device -> new TreeMap<>());
                if (handle.id().memory() == Memory.DRAM) {
                    Matcher banks =
                            BANKS.matcher(lines.get((int) handle.allocatedAt().line() - 1));
                    assertThat(banks.find()).isTrue();
                    ofDevice.put(handle.id().address(), handle.occupiedBytes() / Long.parseLong(banks.group(1)));
                }
            }
        }
        return blocks.values().stream().allMatch(Map::isEmpty) ? Map.of() : blocks;
    }

    private static MemoryCheck check(String log, TreeMap<Long, Long> blocks, int line) throws IOException {
        return analyse(log, Optional.of(report(blocks)), line)
                .checks()
                .memories()
                .get(0);
    }

    private static String report(TreeMap<Long, Long> blocks) {
        StringBuilder rows = new StringBuilder();
        long end = BASE;
        long allocated = 0;
        for (Map.Entry<Long, Long> block : blocks.entrySet()) {
            rows.append(row(end, block.getKey() - end, "no")).append(row(block.getKey(), block.getValue(), "yes"));
            end = block.getKey() + block.getValue();
            allocated += block.getValue();
        }
        rows.append(row(end, END - end, "no"));
        return ",DRAM\n,Total allocatable (B):," + (END - BASE) + "\n,Total allocated (B):," + allocated
                + "\n,Total free (B):," + (END - BASE - allocated) + "\nBlock table:\n" + rows;
    }

    private static String row(long address, long bytes, String allocated) {
        return bytes == 0 ? "" : "0 " + (address - BASE) + " " + bytes + " none none " + allocated + "\n";
    }

    private static Analysis analyse(String log, Optional<String> report, int line) throws IOException {
        List<Source> sources = new ArrayList<>(List.of(source("run.log", log)));
        report.ifPresent(text -> sources.add(source("detailed_memory_usage.csv", text)));
        AnalysisOptions at = new AnalysisOptions(
                Optional.of("run.log:" + line),
                OptionalInt.empty(),
                OptionalLong.empty(),
                OptionalInt.empty(),
                Optional.empty(),
                OptionalLong.empty());
        return Analyzer.analyze(sources, at);
    }

    private static Source source(String name, String text) {
        return Source.of(name, new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }
}
