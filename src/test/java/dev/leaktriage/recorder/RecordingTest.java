package dev.leaktriage.recorder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.leaktriage.model.Memory;
import dev.leaktriage.model.Verdict;
import dev.leaktriage.runtime.StackStyle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordingTest {
    private static final Path WORKLOADS = Path.of("samples/workloads");
    private static final int RANDOM_RUNS = 300;
    private static final Pattern BUFFER =
            Pattern.compile("(Tracking|Untracking) buffer at 0x([0-9a-f]+) size=(\\d+) device=(\\d+).*");

    private static List<Path> samples() throws IOException {
        try (Stream<Path> files = Files.list(WORKLOADS)) {
            return files.sorted().toList();
        }
    }

    private static RecordedRun sample(String name) throws IOException {
        return Recording.record(Workload.read(WORKLOADS.resolve(name + ".json")), RecordingOptions.TRACKER);
    }

    private static List<Verdict> verdicts(RecordedRun run) {
        return run.truth().stream().map(TruthRow::what).toList();
    }

    @Test
    void theOriginsKernelsHaveTheOriginsAddressesAndSizes() throws IOException {
        RecordedRun run = sample("mesh-add-matmul");
        Map<String, Integer> kernels = new HashMap<>();
        for (TrackerLogReader.Entry entry : TrackerLogReader.read(run.text())) {
            if (!entry.frames().isEmpty() && entry.frames().get(0).equals("MeshWorkloadImpl::load_binaries()")) {
                assertThat(entry.frames()).hasSize(4).contains("create_and_cache_mesh_workload<...>()");
                kernels.merge(entry.event().replaceAll(" device=.*", ""), 1, Integer::sum);
            }
        }
        assertThat(kernels)
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "Tracking buffer at 0x3ffff800 size=12288", 16,
                        "Tracking buffer at 0x3ffff000 size=24576", 16));
        assertThat(run.truth()).isEmpty();
    }

    @Test
    void whatTheOriginKeepsIsItsProgramCache() throws IOException {
        RecordedRun run = sample("mesh-add-matmul-kept");
        assertThat(run.truth()).hasSize(16);
        assertThat(run.truth().subList(0, 2))
                .containsExactly(
                        new TruthRow(4711, 0, Memory.DRAM, 0x3ffff000, 24_576, 24_576, Verdict.PROGRAM_CACHE, 75, ""),
                        new TruthRow(4711, 0, Memory.DRAM, 0x3ffff800, 12_288, 24_576, Verdict.PROGRAM_CACHE, 27, ""));
    }

    @Test
    void aGrowingSiteIsALeakEvenAfterACrash() throws IOException {
        RecordedRun run = sample("iteration-leak-then-crash");
        assertThat(verdicts(run).stream().filter(Verdict.LEAK::equals)).hasSize(6);
        assertThat(verdicts(run).stream().filter(Verdict.UNRESOLVED::equals)).hasSize(2);
        assertThat(run.text()).contains("cq_id 0 is out of range").doesNotContain("Recording ended");
    }

    @Test
    void exhaustionAndFragmentationAreToldWithTheBanksNumbers() throws IOException {
        assertThat(sample("out-of-memory").text())
                .contains("Not enough space to allocate 3221225472 B DRAM buffer across 12 banks, where each bank "
                        + "needs to store 268435456 B, but bank size is 1073741792 B (allocated: 805396480 B, "
                        + "free: 268345312 B, largest free block: 268345312 B)");
        assertThat(sample("fragmentation").text())
                .contains("Not enough space to allocate 2147483648 B DRAM buffer across 12 banks, where each bank "
                        + "needs to store 178958336 B, but bank size is 1073741792 B (allocated: 447483904 B, "
                        + "free: 626257888 B, largest free block: 178862048 B)");
    }

    @Test
    void aFaultIsNamedInTheTruth() throws IOException {
        Map<String, String> causes = Map.of(
                "tensor-never-freed", "never-freed",
                "entry-survives-clear", "entry-survives-clear",
                "dangling-view", "view-outlives-owner",
                "freed-on-one-device", "freed-on-some-devices",
                "iteration-leak", "leaked-per-iteration",
                "two-meshes", "survives-close",
                "killed-while-clearing", "killed",
                "out-of-memory", "out-of-memory");
        for (Map.Entry<String, String> each : causes.entrySet()) {
            assertThat(sample(each.getKey()).truth())
                    .as(each.getKey())
                    .anyMatch(row -> row.cause().equals(each.getValue()));
        }
    }

    @Test
    void aHandleWhoseAddressWasHandedOutAgainIsNotInTheTruth() throws IOException {
        RecordedRun run = sample("late-mirrors");
        List<TruthRow> tensors =
                run.truth().stream().filter(row -> row.what() == Verdict.LEAK).toList();
        assertThat(tensors).extracting(TruthRow::device).containsExactly(0, 1);
        String log = run.text();
        TruthRow row = tensors.get(0);
        assertThat(log)
                .contains(" seq=" + row.seq() + "\n  Call stack:\n    1. tt::tt_metal::create_device_tensor()\n"
                        + "    2. ttnn::operations::normalization::softmax");
    }

    @Test
    void aMirrorThatIsNeverDestroyedEndsWhenItsAddressIsHandedOutAgain() {
        String start = "{\"processes\": [{\"pid\": 1, \"steps\": [{\"open\": \"m\", \"without_system_buffers\": true}, "
                + "{\"tensor\": \"a\", \"shape\": [64, 64]}, {\"deallocate\": \"a\"}";
        assertThat(record(start + "]}]}").truth())
                .extracting(TruthRow::what, TruthRow::cause)
                .containsExactly(tuple(Verdict.LEAK, "mirror-not-destroyed"));
        String reused = start + ", {\"tensor\": \"b\", \"shape\": [32, 32]}, {\"free\": \"b\"}]}]}";
        assertThat(record(reused).truth()).isEmpty();
    }

    @Test
    void everySampleRunsInEveryFormatAndComesOutTheSameTwice() throws IOException {
        assertThat(samples()).hasSizeGreaterThan(10);
        for (Path file : samples()) {
            Workload workload = Workload.read(file);
            assertThat(workload.name() + ".json").isEqualTo(file.getFileName().toString());
            assertThat(workload.about()).isNotEmpty();
            for (LogFormat format : LogFormat.values()) {
                RecordingOptions options = RecordingOptions.TRACKER.as(format);
                RecordedRun once = Recording.record(workload, options);
                RecordedRun again = Recording.record(workload, options);
                assertThat(once.log()).as("%s as %s", file, format).isEqualTo(again.log());
                assertThat(once.truth()).isEqualTo(again.truth());
            }
        }
    }

    @Test
    void aWorkloadIsTheSameAfterWritingAndReadingIt() throws IOException {
        for (Path file : samples()) {
            Workload workload = Workload.read(file);
            assertThat(Workload.parse("again", workload.json())).isEqualTo(workload);
        }
        for (long seed = 0; seed < 50; seed++) {
            Workload workload = RandomWorkloads.of(seed);
            assertThat(Workload.parse("again", workload.json())).isEqualTo(workload);
        }
    }

    @Test
    void everyRandomLogIsWellFormedAndAgreesWithItsTruth() {
        Set<Verdict> seen = new HashSet<>();
        for (long seed = 0; seed < RANDOM_RUNS; seed++) {
            RecordedRun run = Recording.record(RandomWorkloads.of(seed), RecordingOptions.TRACKER.withSeed(seed));
            List<TrackerLogReader.Entry> entries = TrackerLogReader.read(TrackerLogReader.withoutLastWords(run.text()));
            assertGapless(seed, entries);
            assertTruthIsLogged(seed, entries, run.truth());
            seen.addAll(verdicts(run));
        }
        assertThat(seen).containsExactlyInAnyOrder(Verdict.values());
    }

    private static void assertGapless(long seed, List<TrackerLogReader.Entry> entries) {
        Map<Long, Long> last = new HashMap<>();
        for (TrackerLogReader.Entry entry : entries) {
            long previous = last.getOrDefault(entry.pid(), 0L);
            assertThat(entry.seq()).as("seed %d", seed).isEqualTo(previous + 1);
            last.put(entry.pid(), entry.seq());
        }
    }

    /** Every row is an allocation of the log, and the row's counts are what the log leaves. */
    private static void assertTruthIsLogged(long seed, List<TrackerLogReader.Entry> entries, List<TruthRow> truth) {
        Map<String, TrackerLogReader.Entry> bySeq = new HashMap<>();
        Map<String, Integer> balance = new HashMap<>();
        for (TrackerLogReader.Entry entry : entries) {
            bySeq.put(entry.pid() + ":" + entry.seq(), entry);
            Matcher buffer = BUFFER.matcher(entry.event());
            if (buffer.matches()) {
                String key = entry.pid() + " " + buffer.group(2) + " " + buffer.group(3) + " " + buffer.group(4);
                balance.merge(key, buffer.group(1).equals("Tracking") ? 1 : -1, Integer::sum);
            }
        }
        for (TruthRow row : truth) {
            String event = bySeq.get(row.process() + ":" + row.seq()).event();
            String address = Long.toHexString(row.address());
            assertThat(event)
                    .as("seed %d", seed)
                    .startsWith("Tracking buffer at 0x" + address + " size=" + row.sizeBytes() + " device="
                            + row.device() + " type=" + row.memory());
            balance.merge(row.process() + " " + address + " " + row.sizeBytes() + " " + row.device(), -1, Integer::sum);
        }
        assertThat(balance.values()).as("seed %d", seed).allMatch(count -> count >= 0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "| the file is empty; expected a JSON object",
                "{\"processes\": [{| the text ends too early",
                "[]| expected a JSON object here",
                "{\"profil\": 1, \"processes\": [{\"pid\": 1}]}| unknown key 'profil'; did you mean 'profile'? accepted here are",
                "{\"processes\": [null]}| a list here holds null; leave it out",
                "{\"processes\": [{\"pid\": \"x\"}]}| expected a number here",
                "{\"interleaved\": true, \"processes\": [{\"pid\": 1}, {\"pid\": 1}]}| need a pid of their own each",
                "STEPS {\"repeat\": -1}| steps are repeated 0 times or more, not -1",
                "STEPS {\"open\": \"m\"}, {\"open\": \"n\"}| device 0 is open already, as part of mesh 'm'; close it",
                "STEPS {\"tensor\": \"a\", \"shape\": [1], \"memory\": \"DRUM\"}| 'DRUM' is unknown; did you mean 'dram'?",
                "STEPS {\"open\": \"mesh\"}, {\"close\": \"mash\"}| no mesh is called 'mash' here; did you mean 'mesh'?",
            })
    void aMistakeIsToldInTheWordsOfTheFile(String text, String message) {
        String given = text == null ? "" : text;
        String json = given.startsWith("STEPS")
                ? "{\"processes\": [{\"pid\": 1, \"steps\": [" + given.substring(5) + "]}]}"
                : given;
        assertThatThrownBy(() -> record(json))
                .isInstanceOf(WorkloadException.class)
                .hasMessageContaining(message)
                .hasMessageNotContainingAny("dev.leaktriage", "REDACTED", "Exception");
    }

    @Test
    void lostRecordsAreMissingAndChangeNoTruth() {
        Workload whole = RandomWorkloads.of(3);
        Workload.ProcessPlan plan = whole.processes().get(0);
        Workload damaged = new Workload(
                "",
                "",
                whole.profile(),
                false,
                List.of(new Workload.ProcessPlan(plan.pid(), plan.steps(), List.of(4L, 9L))));
        Workload intact = new Workload("", "", whole.profile(), false, List.of(plan));
        RecordedRun lossy = Recording.record(damaged, RecordingOptions.TRACKER);
        RecordedRun clean = Recording.record(intact, RecordingOptions.TRACKER);
        assertThat(lossy.truth()).isEqualTo(clean.truth());
        assertThat(lossy.text())
                .doesNotContain(" seq=4\n")
                .doesNotContain(" seq=9\n")
                .contains(" seq=5\n");
    }

    @Test
    void ciNoiseAddsLinesAndTakesNoneAway() throws IOException {
        Workload workload = Workload.read(WORKLOADS.resolve("iteration-leak.json"));
        String plain = Recording.record(workload, RecordingOptions.TRACKER).text();
        String noisy = Recording.record(workload, RecordingOptions.TRACKER.withGithubNoise())
                .text();
        Pattern stamp = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{7}Z .*");
        assertThat(noisy.lines()).allMatch(line -> stamp.matcher(line).matches());
        assertThat(noisy.lines().map(line -> line.substring(0, 28))).isSorted();
        assertThat(noisy).contains("\r\n").contains("\033[36;1m🔍 DEBUG: Tracking");
        String stripped =
                noisy.replace("\r\n", "\n").replaceAll("\033\\[[0-9;]*m", "").replaceAll("(?m)^.{29}", "");
        assertThat(stripped.lines().filter(plain.lines().toList()::contains).toList())
                .isEqualTo(plain.lines().toList());
        String other = Recording.record(
                        workload, RecordingOptions.TRACKER.withGithubNoise().withSeed(1))
                .text();
        assertThat(other).isNotEqualTo(noisy);
    }

    @Test
    void stacksCanBeLeftOutOrToldInFull() throws IOException {
        Workload workload = Workload.read(WORKLOADS.resolve("dangling-view.json"));
        String none = Recording.record(workload, RecordingOptions.TRACKER.withStacks(StackStyle.NONE))
                .text();
        String full = Recording.record(workload, RecordingOptions.TRACKER.withStacks(StackStyle.FULL))
                .text();
        assertThat(none).doesNotContain("Call stack");
        assertThat(full)
                .contains("tt::tt_metal::distributed::MeshWorkloadImpl::load_binaries("
                        + "tt::tt_metal::distributed::MeshCommandQueue&)");
    }

    @Test
    void theServerCountsReferencesAndSweepsTheDead() throws IOException {
        RecordedRun run = Recording.record(
                Workload.read(WORKLOADS.resolve("two-processes.json")), RecordingOptions.TRACKER.as(LogFormat.SERVER));
        assertThat(run.text())
                .contains("✓ [PID 4711] Allocated 12288 bytes of DRAM on device 0 (buffer_id=0x3ffff800, ref_count=2)")
                .contains("✗ [PID 4711] Freed buffer 0x3ffff800 on device 0 (12288 bytes, ref_count=1 remaining)")
                .contains("   PID 31337 is dead, removing its buffers...\n   ✓ Removed 9 buffers (3.08398 MB)")
                .endsWith("🛑 Allocation Server stopped\n");
    }

    @Test
    void theBufferDebugFileTellsOfWholeBuffersAndTheirOwners() throws IOException {
        RecordedRun run = Recording.record(
                Workload.read(WORKLOADS.resolve("dangling-view.json")),
                RecordingOptions.TRACKER.as(LogFormat.BUFFER_DEBUG));
        assertThat(run.text())
                .contains("Size: 22528 bytes (22 KB)\nType: DRAM\n")
                .contains("Owns Data: no")
                .contains("BUFFER DEALLOCATED");
        assertThat(run.truth()).extracting(TruthRow::device).containsOnly(1);
        assertThat(run.truth()).filteredOn(row -> row.what() == Verdict.VIEW).hasSize(1);
    }

    @Test
    void truthIsCsvWithAHeader() throws IOException {
        String csv = Recording.truthCsv(sample("entry-survives-clear").truth());
        assertThat(csv)
                .startsWith("process,device,memory,address,size_bytes,occupied_bytes,what,seq,cause\n")
                .contains("4711,0,DRAM,0x3ffff000,24576,24576,leak,")
                .contains(",entry-survives-clear\n");
    }

    @Test
    void aMistakeInAWorkloadIsNamedWithItsPlace() {
        String start = "{\"processes\": [{\"pid\": 1, \"steps\": [\n  ";
        assertThatThrownBy(() -> Workload.parse("w.json", start + "{\"open\": \"m\", \"shap\": \"1x2\"}]}]}"))
                .isInstanceOf(WorkloadException.class)
                .hasMessageStartingWith("w.json:2:")
                .hasMessageContaining(
                        "unknown key 'shap'; did you mean 'shape'? accepted here are [circular_buffers, first_device,");
        assertThatThrownBy(() -> Workload.parse("w.json", start + "{\"shape\": \"1x2\", \"xx\": 1}]}]}"))
                .hasMessageContaining("error: ");
        assertThatThrownBy(() -> Workload.parse("w.json", start + "{\"inputs\": [\"a\"], \"output\": \"b\"}]}]}"))
                .hasMessageContaining("the key \"op\" is missing here");
        assertThatThrownBy(() -> record(start + "{\"op\": \"ad\", \"inputs\": []}]}]}"))
                .hasMessageContaining(
                        "process 1, step 1: unknown operation 'ad'; did you mean 'add'? (known are add, all_gather");
        assertThatThrownBy(() -> record(start + "{\"free\": \"x\"}]}]}"))
                .hasMessageContaining("process 1, step 1: no tensor is called 'x' here (known are [])");
        assertThatThrownBy(() -> record("{\"profile\": \"n1\", \"processes\": [{\"pid\": 1}]}"))
                .hasMessageContaining(
                        "unknown profile 'n1'; did you mean 'n150'? (shipped are n150, n300, t3k, galaxy, p150b");
    }

    private static RecordedRun record(String json) {
        return Recording.record(Workload.parse("w.json", json), RecordingOptions.TRACKER);
    }

    @Test
    void everyShippedProfileOpensAndCloses() {
        for (String profile : Profiles.SHIPPED) {
            RecordedRun run = record("{\"profile\": \"" + profile + "\", \"processes\": [{\"pid\": 1, \"steps\": "
                    + "[{\"open\": \"m\"}, {\"close\": \"m\"}]}]}");
            assertThat(run.truth()).as(profile).isEmpty();
            assertThat(run.text())
                    .as(profile)
                    .contains("init_command_queue_device")
                    .contains("Closed mesh device 1");
        }
    }

    @Test
    void everyStepAndEveryCauseIsDocumented() throws IOException {
        String page = Files.readString(Path.of("docs/workloads.md"));
        assertThat(Step.VERBS).allSatisfy(verb -> assertThat(page).containsPattern("[`\"]" + verb + "[`\"]"));
        Set<String> causes = new HashSet<>();
        for (Path file : samples()) {
            RecordedRun run = Recording.record(Workload.read(file), RecordingOptions.TRACKER);
            run.truth().forEach(row -> causes.add(row.cause()));
        }
        causes.remove("");
        assertThat(causes)
                .hasSizeGreaterThan(8)
                .allSatisfy(cause -> assertThat(page).contains("`" + cause + "`"));
    }

    @Test
    void theExampleOfTheDocumentationRuns() throws IOException {
        String page = Files.readString(Path.of("docs/workloads.md"));
        String example = page.substring(page.indexOf("```json") + 7, page.indexOf("```", page.indexOf("```json") + 7));
        assertThat(record(example).truth()).extracting(TruthRow::cause).containsExactly("never-freed", "never-freed");
    }

    @Test
    void aProfileMayComeFromAFileBesideTheWorkload(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("tiny.json"), """
                {"name": "tiny", "arch": "blackhole", "shape": "1x1", "granularity_bytes": 64,
                 "dram": {"banks": 7, "base_address": "0x40", "top_address": "4096", "page_alignment_bytes": 64},
                 "l1": {"banks": 1, "base_address": "0x0", "top_address": "0x1000", "page_alignment_bytes": 16},
                 "system_buffers": []}
                """);
        Path workload = Files.writeString(
                folder.resolve("w.json"),
                "{\"profile\": \"tiny.json\", \"processes\": [{\"pid\": 7, \"steps\": [{\"open\": \"m\"}, "
                        + "{\"tensor\": \"a\", \"shape\": [32, 32]}, {\"tensor\": \"b\", \"shape\": [256, 32]}]}]}");
        RecordedRun run = Recording.record(Workload.read(workload), RecordingOptions.TRACKER);
        assertThat(run.text())
                .contains("Tracking buffer at 0x40 size=2048 device=0 type=DRAM page_size=2048 banks=7 pid=7")
                .contains("but bank size is 4032 B (allocated: 2048 B, free: 1984 B, largest free block: 1984 B)");
        Files.writeString(folder.resolve("tiny.json"), "{\"name\": \"tiny\"}");
        assertThatThrownBy(() -> Recording.record(Workload.read(workload), RecordingOptions.TRACKER))
                .isInstanceOf(WorkloadException.class)
                .hasMessageContaining("tiny.json");
    }

    @Test
    void aStreamInCPlusPlusPrintsSixDigits() {
        assertThat(CNumbers.of(12)).isEqualTo("12");
        assertThat(CNumbers.of(0)).isEqualTo("0");
        assertThat(CNumbers.of(0.0683593750)).isEqualTo("0.0683594");
        assertThat(CNumbers.of(1_048_576)).isEqualTo("1.04858e+06");
        assertThat(CNumbers.of(999_999)).isEqualTo("999999");
        assertThat(CNumbers.of(0.00001)).isEqualTo("1e-05");
    }
}
