package dev.leaktriage.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leaktriage.classify.Classification;
import dev.leaktriage.classify.Classifier;
import dev.leaktriage.classify.RuleSet;
import dev.leaktriage.classify.StackJudge;
import dev.leaktriage.ledger.Ledger;
import dev.leaktriage.log.LogReader;
import dev.leaktriage.log.Source;
import dev.leaktriage.model.Attribution;
import dev.leaktriage.model.AttributionGroup;
import dev.leaktriage.model.Census;
import dev.leaktriage.model.ListedHandles;
import dev.leaktriage.model.LiveHandle;
import dev.leaktriage.model.LiveHandles;
import dev.leaktriage.model.Sum;
import dev.leaktriage.recorder.RandomWorkloads;
import dev.leaktriage.recorder.Recording;
import dev.leaktriage.recorder.RecordingOptions;
import dev.leaktriage.runtime.StackStyle;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** To judge one of the handles that are alike is to judge each of them: over random logs, with lines lost. */
class GroupLawsTest {
    private static final long SEEDS = Long.getLong("leaktriage.seeds", 120);
    private static final RuleSet SHIPPED = RuleSet.shipped();
    private static final String MANGLED_OPERATION = "_ZN4ttnn18AddDeviceOperationE";
    private static final Map<String, String> DEMANGLED = Map.of(MANGLED_OPERATION, "ttnn::AddDeviceOperation");
    /** Calls, operations, and names of which only a demangler knows which of these they are. */
    private static final List<String> LEAVES =
            List.of("ttnn::add(int)", "Device Operation", "ttnn::AddDeviceOperation", MANGLED_OPERATION, "_Z3addi");

    private static final List<StackStyle> STYLES = List.of(StackStyle.SHORT, StackStyle.NONE);

    @Test
    void handlesThatAreAlikeGetTheVerdictsThatEachWouldGet() {
        LongStream.range(0, SEEDS).parallel().forEach(seed -> check("seed " + seed, recorded(seed), SHIPPED));
    }

    @Test
    void soDoTheHandlesOfAnAllocationServer() {
        LongStream.range(0, SEEDS / 4).parallel().forEach(seed -> check("seed " + seed, served(seed), SHIPPED));
    }

    @Test
    void rulesThatNameSizesTellHandlesOfOneSiteApart(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("sizes.json");
        Files.writeString(file, """
                {"rules": [
                  {"id": "small", "verdict": "system", "because": "it is small",
                   "when": {"sizeAtMost": 2048, "confidence": "probable"}},
                  {"id": "large", "verdict": "trace", "because": "it is large",
                   "when": {"sizeAtLeast": 65536, "confidence": "probable"}}
                ]}
                """);
        RuleSet rules = RuleSet.withUserRules(file);
        LongStream.range(0, SEEDS / 4).parallel().forEach(seed -> check("seed " + seed, served(seed), rules));
    }

    @Test
    void placesTellHandlesApartOnlyWhereStacksMayLeaveThatToThem() {
        LongStream.range(0, SEEDS / 4).parallel().forEach(seed -> check("seed " + seed, placed(seed, LEAVES), SHIPPED));
        Census calls = census(placed(1, List.of("ttnn::add(int)")), SHIPPED);
        assertThat(calls.live().size()).isEqualTo(200);
        assertThat(calls.live().groups()).hasSize(1);
        assertThat(census(placed(1, List.of("Device Operation")), SHIPPED)
                        .live()
                        .groups())
                .hasSizeGreaterThan(1);
    }

    @Test
    void aGroupKnowsItsHandlesAndTheEarliestOfThem() {
        LiveHandles live = census(served(3), SHIPPED).live();
        for (int group = 0; group < live.groups().size(); group++) {
            BitSet wanted = new BitSet();
            wanted.set(group);
            int[] members = live.members(group);
            assertThat(members).containsExactlyInAnyOrder(live.members(wanted)).isNotEmpty();
            assertThat(live.earliest(group))
                    .isEqualTo(IntStream.of(members)
                            .mapToLong(live::position)
                            .min()
                            .orElseThrow());
        }
    }

    private static void check(String name, String log, RuleSet rules) {
        Census census = census(log, rules);
        List<LiveHandle> handles = Arrays.stream(census.live().sorted())
                .mapToObj(census.live()::handle)
                .toList();
        Census each = new Census(
                census.lives(),
                new ListedHandles(handles, census.lives()),
                census.totals(),
                census.totalsByLife(),
                census.anomalies(),
                census.timeline(),
                census.integrity(),
                census.tests(),
                census.shortages());
        Classification alike = Classifier.classify(census, rules, symbols -> DEMANGLED);
        Classification single = Classifier.classify(each, rules, symbols -> DEMANGLED);
        assertThat(said(alike)).as(name).isEqualTo(said(single));
        assertThat(alike.findings()).as(name).isEqualTo(single.findings());
        assertThat(alike.cacheEntries()).as(name).isEqualTo(single.cacheEntries());
        assertThat(alike.peakByVerdict()).as(name).isEqualTo(single.peakByVerdict());
        assertThat(alike.postMortems()).as(name).isEqualTo(single.postMortems());
        assertThat(alike.tests()).as(name).isEqualTo(single.tests());
        assertThat(sums(alike)).as(name).isEqualTo(sums(single));
    }

    private static List<String> said(Classification classification) {
        return classification.attributions().stream()
                .map(attribution ->
                        key(attribution) + " " + attribution.handle().id() + " "
                                + attribution.evidence().because() + " " + attribution.cacheEntry())
                .toList();
    }

    private static String key(Attribution attribution) {
        LiveHandle handle = attribution.handle();
        return String.join(
                " ",
                attribution.verdict().label(),
                attribution.confidence().label(),
                attribution.ruleId(),
                handle.site().id(),
                handle.id().memory().label(),
                "" + handle.id().device(),
                "" + handle.id().life(),
                "" + handle.mesh());
    }

    private static Map<String, Sum> sums(Classification classification) {
        List<AttributionGroup> groups = ((AttributionGroup.Grouped) classification.attributions()).groups();
        return groups.stream()
                .collect(Collectors.toMap(group -> key(group.first().get()), AttributionGroup::sum, Sum::plus));
    }

    private static Census census(String log, RuleSet rules) {
        LogReader reader = new LogReader();
        StackJudge stacks = new StackJudge(rules);
        Ledger ledger = new Ledger(
                List.of("run.log"),
                reader.stacks(),
                stacks::isProgramCaching,
                stacks::isHeldOnPurpose,
                OptionalInt.empty(),
                OptionalLong.empty(),
                false,
                Optional.empty());
        try {
            reader.read(Source.of("run.log", new ByteArrayInputStream(log.getBytes(StandardCharsets.UTF_8))), ledger);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return ledger.census(false, rules.sizeBounds());
    }

    /** A log of the recorder, of which some lines are missing. */
    private static String recorded(long seed) {
        RecordingOptions options = RecordingOptions.TRACKER
                .withStacks(STYLES.get((int) seed % STYLES.size()))
                .withSeed(seed);
        String text = Recording.record(RandomWorkloads.of(seed), options).text();
        Random random = new Random(seed);
        int oneIn = 20 + random.nextInt(200);
        return text.lines().filter(line -> random.nextInt(oneIn) != 0).collect(Collectors.joining("\n", "", "\n"));
    }

    /** What a server prints of two processes that share addresses; some lines are missing. */
    private static String served(long seed) {
        Random random = new Random(seed);
        Map<String, Integer> references = new HashMap<>();
        StringBuilder log = new StringBuilder("🚀 Allocation Server started\n");
        for (int event = 0; event < 300; event++) {
            String place = "on device %d".formatted(random.nextInt(2));
            long id = random.nextInt(40) * 0x0200_0000L + 0x20;
            long process = 4711 + random.nextInt(2);
            long sizeBytes = 1024L << random.nextInt(8);
            int before = references.getOrDefault(place + id, 0);
            boolean allocates = before == 0 || random.nextInt(3) > 0;
            int after = allocates ? before + 1 : before - 1;
            references.put(place + id, after);
            if (random.nextInt(100) == 0) {
                continue;
            }
            log.append(
                    allocates
                            ? "✓ [PID %d] Allocated %d bytes of DRAM %s (buffer_id=%d%s)\n"
                                    .formatted(process, sizeBytes, place, id, after == 1 ? "" : ", ref_count=" + after)
                            : "✗ [PID %d] Freed buffer %d %s (%d bytes, %s)\n"
                                    .formatted(
                                            process,
                                            id,
                                            place,
                                            sizeBytes,
                                            after == 0 ? "FINAL" : "ref_count=" + after + " remaining"));
        }
        return log.toString();
    }

    /** Buffers all over their banks, some of them of whole pages; none is freed. */
    private static String placed(long seed, List<String> leaves) {
        Random random = new Random(seed);
        StringBuilder log = new StringBuilder();
        for (int event = 1; event <= 200; event++) {
            log.append("🔍 DEBUG: Tracking buffer at 0x%x size=%d device=0 type=DRAM pid=4711 seq=%d\n"
                    .formatted(event * 0x0100_0000L + 0x20, 1024 * (1 + random.nextInt(4)), event));
            log.append("  Call stack:\n    1. %s\n    2. main\n".formatted(leaves.get(random.nextInt(leaves.size()))));
        }
        return log.toString();
    }
}
