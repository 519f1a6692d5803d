package dev.leaktriage.classify;

import static dev.leaktriage.classify.CensusFixture.census;
import static dev.leaktriage.classify.CensusFixture.life;
import static dev.leaktriage.classify.HandleFixture.handle;
import static dev.leaktriage.classify.HandleFixture.handles;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leaktriage.model.Analysis.VerdictShare;
import dev.leaktriage.model.Attribution;
import dev.leaktriage.model.CacheEntry;
import dev.leaktriage.model.Census;
import dev.leaktriage.model.Confidence;
import dev.leaktriage.model.Explanation;
import dev.leaktriage.model.Finding;
import dev.leaktriage.model.FindingId;
import dev.leaktriage.model.Growth;
import dev.leaktriage.model.Integrity;
import dev.leaktriage.model.Integrity.Damage;
import dev.leaktriage.model.LiveHandle;
import dev.leaktriage.model.LiveHandle.Role;
import dev.leaktriage.model.LogPosition;
import dev.leaktriage.model.Memory;
import dev.leaktriage.model.ProcessLife;
import dev.leaktriage.model.ProcessLife.End;
import dev.leaktriage.model.Timeline;
import dev.leaktriage.model.Timeline.SiteShare;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ClassifierTest {
    private static final String LOAD = "MeshWorkloadImpl::load_binaries()";
    private static final String CREATE = "tt::tt_metal::create_device_tensor()";

    @Test
    void rowsSortByProcessDeviceMemoryUnsignedAddressAndLineWithUnnamedProcessesFirst() {
        List<ProcessLife> lives = List.of(
                life(0, OptionalLong.of(31337), End.ORDERLY, 0),
                life(1, OptionalLong.empty(), End.ORDERLY, 0),
                life(2, OptionalLong.of(4711), End.ORDERLY, 0));
        List<LiveHandle> sorted = handles(
                handle().inLife(1).on(7),
                handle().inLife(2).on(0).at0x(-1),
                handle().inLife(2).on(2).in(Memory.DRAM).at0x(0x20),
                handle().inLife(2)
                        .on(2)
                        .in(Memory.DRAM)
                        .at0x(0x7fffffffffffffffL)
                        .line(3),
                handle().inLife(2)
                        .on(2)
                        .in(Memory.DRAM)
                        .at0x(0x8000000000000000L)
                        .line(2),
                handle().inLife(2).on(2).in(Memory.L1).at0x(0x10).line(9),
                handle().inLife(2).on(2).in(Memory.L1).at0x(0x10).line(11),
                handle().inLife(2).on(2).in(Memory.UNSTATED).at0x(0x10),
                handle().inLife(2).on(10),
                handle().inLife(0).on(0));
        List<LiveHandle> shuffled = new ArrayList<>(sorted);
        Collections.shuffle(shuffled, new Random(7));
        assertThat(classify(census(lives, shuffled)).attributions())
                .extracting(Attribution::handle)
                .containsExactlyElementsOf(sorted);
    }

    @Test
    void aCachedProgramIsOneEntryOnAllDevicesOfItsMesh() {
        Classification classified = classify(census(
                List.of(life(End.ORDERLY)),
                handles(
                        handle(LOAD, "ttnn::add()").on(1).mesh(3).line(20).size(12288),
                        handle(LOAD, "ttnn::add()").on(0).mesh(3).line(15).size(12288),
                        handle(LOAD, "ttnn::add()")
                                .on(0)
                                .mesh(4)
                                .line(30)
                                .size(24576)
                                .at0x(0x2000),
                        handle(LOAD, "ttnn::matmul()")
                                .on(0)
                                .mesh(5)
                                .line(25)
                                .at0x(0x3000)
                                .incompleteStack(),
                        handle().on(0).upperHalf().mesh(6).line(40))));
        assertThat(classified.cacheEntries())
                .extracting(CacheEntry::id)
                .containsExactly("ttnn::add", "ttnn::matmul", "ttnn::add#2", "program");
        CacheEntry add = classified.cacheEntries().get(0);
        assertThat(add.devices()).containsExactly(0, 1);
        assertThat(add.sizeBytes()).isEqualTo(12288);
        assertThat(add.allocatedAt().line()).isEqualTo(15);
        assertThat(classified.cacheEntries())
                .extracting(CacheEntry::confidence)
                .containsExactly(Confidence.DEFINITE, Confidence.PROBABLE, Confidence.DEFINITE, Confidence.PROBABLE);
        assertThat(classified.attributions())
                .extracting(Attribution::cacheEntry)
                .containsExactly("ttnn::add", "ttnn::add#2", "ttnn::matmul", "program", "ttnn::add");
    }

    @Test
    void aLeakIsOneFindingOverItsMesh() {
        List<LiveHandle> live = new ArrayList<>();
        for (int device = 0; device < 8; device++) {
            live.add(handle(CREATE, "ttnn::add()").on(device).line(10 + device).build());
        }
        Finding leak = only(classify(census(List.of(life(End.ORDERLY)), live)).findings());
        assertThat(leak.id()).isEqualTo(FindingId.LEAK);
        assertThat(leak.message()).isEqualTo("1 buffer x8 from ttnn::add leaked, probable (no-owner-found)");
        assertThat(leak.count()).isEqualTo(8);
        assertThat(leak.sizeBytes()).isEqualTo(8 * 4096);
        assertThat(leak.device()).isEmpty();
        assertThat(leak.process()).hasValue(4711);
        assertThat(leak.at()).hasSize(8).startsWith(new LogPosition("run.log", 10));
    }

    @Test
    void aFindingNamesTheFirstOfManyPositionsEachOnce() {
        List<LiveHandle> live = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            int line = 90 + i * 37 % 100;
            live.add(handle(CREATE, "ttnn::add()").at0x(i * 0x20).line(line).build());
        }
        Finding leak = only(classify(census(List.of(life(End.ORDERLY)), live)).findings());
        assertThat(leak.count()).isEqualTo(400);
        assertThat(leak.firstAt()).hasValue(new LogPosition("run.log", 90));
        assertThat(leak.at())
                .isEqualTo(IntStream.range(90, 90 + Finding.MOST_POSITIONS)
                        .mapToObj(line -> new LogPosition("run.log", line))
                        .toList());
        assertThatThrownBy(() -> leak.at().get(Finding.MOST_POSITIONS)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void theIterationsOfALoopLeakAsOneFinding() {
        Finding leak = only(classify(census(
                        List.of(life(End.ORDERLY)),
                        handles(
                                handle(CREATE, "ttnn::add()")
                                        .grows(true)
                                        .mesh(1)
                                        .line(10),
                                handle(CREATE, "ttnn::add()")
                                        .grows(true)
                                        .mesh(2)
                                        .line(20)
                                        .at0x(0x2000),
                                handle(CREATE, "ttnn::add()")
                                        .grows(true)
                                        .mesh(3)
                                        .line(30)
                                        .at0x(0x3000))))
                .findings());
        assertThat(leak.message()).isEqualTo("3 buffers from ttnn::add leaked, definite (grows-per-iteration)");
        assertThat(leak.device()).hasValue(0);
    }

    @Test
    void leaksWithoutStacksAreToldApartByTheirAllocation() {
        assertThat(classify(census(
                                List.of(life(End.ORDERLY)),
                                handles(
                                        handle().mesh(1),
                                        handle().mesh(1).on(1),
                                        handle().mesh(2).at0x(0x2000).line(20))))
                        .findings())
                .extracting(Finding::count)
                .containsExactly(2L, 1L);
    }

    @Test
    void aDanglingViewIsAFindingWhateverItsVerdict() {
        List<Finding> findings = classify(census(
                        List.of(life(End.ORDERLY)),
                        handles(
                                handle(LOAD, "ttnn::add()")
                                        .as(Role.VIEW_SAME_SITE)
                                        .ownerFreed(40),
                                handle(LOAD, "ttnn::mul()")
                                        .as(Role.VIEW_SAME_SITE)
                                        .ownerFreed(40)
                                        .outlivedClose(50)
                                        .mesh(2))))
                .findings();
        assertThat(findings)
                .extracting(Finding::id)
                .containsExactly(FindingId.LEAK, FindingId.DANGLING_VIEW, FindingId.DANGLING_VIEW);
        assertThat(findings.get(1).message()).contains("freed at run.log:40");
    }

    @Test
    void aCacheThatGrowsAtEveryCheckpointIsOneFindingForItsOperation() {
        Growth growth = new Growth(7, 5, 5, 0, true, 2, 7);
        List<Finding> findings = classify(census(
                        List.of(life(End.ORDERLY)),
                        handles(
                                handle(LOAD, "ttnn::sdpa()")
                                        .growth(growth)
                                        .mesh(1)
                                        .line(10),
                                handle(LOAD, "ttnn::sdpa()")
                                        .growth(growth)
                                        .mesh(1)
                                        .line(11)
                                        .on(1),
                                handle(LOAD, "ttnn::sdpa()")
                                        .growth(growth)
                                        .mesh(2)
                                        .line(20)
                                        .at0x(0x2000),
                                handle(LOAD, "ttnn::add()")
                                        .growth(new Growth(7, 5, 0, 0, true, 1, 1))
                                        .mesh(3))))
                .findings();
        Finding found = only(findings);
        assertThat(found.id()).isEqualTo(FindingId.CACHE_GROWTH);
        assertThat(found.count()).isEqualTo(2);
        assertThat(found.message())
                .startsWith("2 cached programs of ttnn::sdpa")
                .contains("5 of 5");
    }

    @Test
    void damageIsOneFindingForEachLifeAndOneForTheFile() {
        Integrity integrity = new Integrity(
                3,
                List.of(
                        new Damage(0, new LogPosition("run.log", 7), 1, "1 event is missing before this line"),
                        new Damage(-1, new LogPosition("run.log", 9), 2, "two lines hold bytes that are no text"),
                        new Damage(0, new LogPosition("run.log", 8), 2, "2 events are missing before this line")));
        List<ProcessLife> lives = List.of(life(0, OptionalLong.of(4711), End.ORDERLY, 3));
        Census census = census(lives, List.of(), List.of(), peak(List.of(), Optional.empty()), integrity);
        List<Finding> findings = classify(census).findings();
        assertThat(findings)
                .extracting(Finding::id)
                .containsOnly(FindingId.LOG_DAMAGED)
                .hasSize(2);
        assertThat(findings.get(0).message())
                .isEqualTo(
                        "the log is damaged: at least 3 lost events: 1 event is missing before this line (run.log:7);"
                                + " 2 events are missing before this line (run.log:8)");
        assertThat(findings.get(0).process()).hasValue(4711);
        assertThat(findings.get(0).count()).isEqualTo(3);
        assertThat(findings.get(0).detail().lines()).hasSize(2);
        assertThat(findings.get(1).process()).isEmpty();
        assertThat(findings.get(1).message()).contains("two lines hold bytes that are no text (run.log:9)");
        assertThat(findings.get(1).detail()).as("a single sign is told once").isEmpty();
    }

    @Test
    void findingsOfTheLedgerAreSortedInByIdAndPosition() {
        List<Finding> anomalies = List.of(
                anomaly(FindingId.MALFORMED_RECORD, 1),
                anomaly(FindingId.LOST_FREE, 50),
                anomaly(FindingId.LOST_FREE, 5),
                anomaly(FindingId.DOUBLE_FREE, 60));
        Census census = census(
                List.of(life(End.ORDERLY)),
                handles(handle(CREATE)),
                anomalies,
                peak(List.of(), Optional.empty()),
                new Integrity(0, List.of()));
        assertThat(classify(census).findings())
                .extracting(finding -> finding.id().label() + " "
                        + finding.firstAt().orElseThrow().line())
                .containsExactly("leak 10", "double-free 60", "lost-free 5", "lost-free 50", "malformed-record 1");
    }

    @Test
    void theSharesOfThePeakSumToItExactly() {
        LiveHandle binary = handle(LOAD, "ttnn::add()").line(10).size(100).build();
        LiveHandle leak = handle(CREATE, "ttnn::mul()").line(12).size(300).build();
        LiveHandle later =
                handle(CREATE, "ttnn::mul()").line(70).size(300).generation(9).build();
        LiveHandle view = handle(LOAD, "ttnn::add()")
                .line(11)
                .as(Role.VIEW_SAME_SITE)
                .generation(2)
                .size(100)
                .build();
        List<SiteShare> shares = List.of(
                new SiteShare(0, binary.site(), 4, 300, 600),
                new SiteShare(0, leak.site(), 3, 900, 1800),
                new SiteShare(0, handle("tt::configure_fabric()").build().site(), 1, 50, 60));
        Census census = census(
                List.of(life(End.ORDERLY)),
                List.of(binary, leak, later, view),
                List.of(),
                peak(shares, HandleFixture.at(50)),
                new Integrity(0, List.of()));
        assertThat(classify(census).peakByVerdict())
                .containsExactly(
                        new VerdictShare("program-cache", 3, 200, 600),
                        new VerdictShare("view", 1, 100, 0),
                        new VerdictShare("system", 1, 50, 60),
                        new VerdictShare("leak", 1, 300, 600),
                        new VerdictShare("freed-later", 2, 600, 1200));
    }

    @Test
    void survivorsOfAnotherLifeTakeNoPartInThePeak() {
        LiveHandle leak = handle(CREATE, "ttnn::mul()").inLife(1).build();
        Census census = census(
                List.of(life(End.ORDERLY), life(1, OptionalLong.of(2), End.ORDERLY, 0)),
                List.of(leak),
                List.of(),
                peak(List.of(new SiteShare(0, leak.site(), 1, 4096, 8192)), Optional.empty()),
                new Integrity(0, List.of()));
        assertThat(classify(census).peakByVerdict()).containsExactly(new VerdictShare("freed-later", 1, 4096, 8192));
    }

    @Test
    void mangledStacksAreJudgedAndShownReadable() {
        String mangled = "_ZN2tt1WIiE13load_binariesEv";
        Census census = census(List.of(life(End.ORDERLY)), handles(handle(mangled)));
        Attribution plain = only(
                Classifier.classify(census, RuleSet.shipped(), Demangler.NONE).attributions());
        Attribution readable = only(
                Classifier.classify(census, RuleSet.shipped(), names -> Map.of(mangled, "tt::W<int>::load_binaries()"))
                        .attributions());
        assertThat(plain.ruleId()).isEqualTo("no-owner-found");
        assertThat(readable.ruleId()).isEqualTo("program-cache");
        assertThat(readable.handle().site().stack().frames().get(0).symbol()).isEqualTo("tt::W<int>::load_binaries()");
    }

    @Test
    void anExplanationNamesEveryRuleUpToTheOneThatDecided() {
        Census census = census(List.of(life(End.ORDERLY)), handles(handle(LOAD, "ttnn::add()")));
        Attribution attribution = only(classify(census).attributions());
        Explanation explanation = Classifier.explain(attribution, census, RuleSet.shipped());
        assertThat(explanation.trials())
                .extracting(trial -> trial.ruleId() + ": " + trial.why())
                .containsExactly(
                        "survived-device-close: its device was not closed after it was allocated",
                        "view-of-live-owner: it is no view",
                        "survived-cache-clear: no completed clear of its mesh's program cache came after it;"
                                + " it has a stack, so its place decides nothing",
                        "survived-workload: no inspector's file tells that its workload was destroyed before that",
                        "program-cache: frame 1 `MeshWorkloadImpl::load_binaries()` shows where it comes from");
        assertThat(explanation.trials())
                .extracting(Explanation.Trial::applies)
                .containsExactly(false, false, false, false, true);
        assertThat(explanation.wouldChange()).contains("clear of its mesh's program cache");
    }

    @Test
    void anEmptyCensusHasNothingToSay() {
        Classification classified = classify(census(List.of(), List.of()));
        assertThat(classified.attributions()).isEmpty();
        assertThat(classified.findings()).isEmpty();
        assertThat(classified.peakByVerdict()).isEmpty();
    }

    private static Classification classify(Census census) {
        return Classifier.classify(census, RuleSet.shipped(), Demangler.NONE);
    }

    private static Timeline.Peak peak(List<SiteShare> shares, Optional<LogPosition> at) {
        return new Timeline.Peak(
                5,
                at,
                shares.stream().mapToLong(SiteShare::liveHandles).sum(),
                shares.stream().mapToLong(SiteShare::liveBytes).sum(),
                shares.stream().mapToLong(SiteShare::occupiedBytes).sum(),
                shares);
    }

    private static Finding anomaly(FindingId id, long line) {
        return new Finding(
                "run.log",
                id,
                OptionalLong.empty(),
                OptionalInt.empty(),
                1,
                0,
                List.of(new LogPosition("run.log", line)),
                "m",
                "");
    }

    private static <T> T only(List<T> elements) {
        assertThat(elements).hasSize(1);
        return elements.get(0);
    }
}
