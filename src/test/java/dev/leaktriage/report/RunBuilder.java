package dev.leaktriage.report;

import dev.leaktriage.model.Analysis;
import dev.leaktriage.model.Attribution;
import dev.leaktriage.model.CacheEntry;
import dev.leaktriage.model.CallStack;
import dev.leaktriage.model.Confidence;
import dev.leaktriage.model.Evidence;
import dev.leaktriage.model.Finding;
import dev.leaktriage.model.FindingId;
import dev.leaktriage.model.Frame;
import dev.leaktriage.model.Growth;
import dev.leaktriage.model.HandleId;
import dev.leaktriage.model.Integrity;
import dev.leaktriage.model.LiveHandle;
import dev.leaktriage.model.LogPosition;
import dev.leaktriage.model.Memory;
import dev.leaktriage.model.ProcessLife;
import dev.leaktriage.model.Recognition;
import dev.leaktriage.model.Site;
import dev.leaktriage.model.Suppression;
import dev.leaktriage.model.Timeline;
import dev.leaktriage.model.Totals;
import dev.leaktriage.model.Verdict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Makes small analyses by hand. */
final class RunBuilder {
    private final String file;
    private final List<ProcessLife> lives = new ArrayList<>();
    private final List<Attribution> attributions = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();
    private final List<CacheEntry> cacheEntries = new ArrayList<>();
    private final List<Integrity.Damage> damages = new ArrayList<>();
    private final List<Totals> closed = new ArrayList<>();
    private long lostEvents;

    RunBuilder(String file) {
        this.file = file;
    }

    LogPosition at(long line) {
        return new LogPosition(file, line);
    }

    /** A process that freed {@code freed} handles of 4096 B each. */
    RunBuilder life(String run, OptionalLong process, ProcessLife.End end, String because, long freed) {
        lives.add(new ProcessLife(
                lives.size(),
                run,
                lives.size() + 1,
                process,
                at(1),
                at(211),
                end,
                end == ProcessLife.End.UNKNOWN ? Optional.empty() : Optional.of(at(211)),
                because,
                true,
                0));
        closed.add(new Totals(freed, freed, 0, 4096 * freed, 4096 * freed, 0));
        return this;
    }

    static Site site(String id, Memory memory, String operation, String... symbols) {
        List<Frame> frames =
                Arrays.stream(symbols).map(symbol -> new Frame(symbol, "")).toList();
        return new Site(id, memory, new CallStack(frames, true), operation);
    }

    /** A handle of 12288 B for each device, from consecutive lines, all of one mesh allocation. */
    RunBuilder live(
            int life,
            int devices,
            long address,
            Site site,
            long line,
            Verdict verdict,
            Confidence confidence,
            String rule) {
        return live(life, devices, address, site, line, verdict, confidence, rule, "a rule says so", "");
    }

    RunBuilder live(
            int life,
            int devices,
            long address,
            Site site,
            long line,
            Verdict verdict,
            Confidence confidence,
            String rule,
            String because,
            String cacheEntry) {
        int meshAllocation = attributions.size();
        for (int device = 0; device < devices; device++) {
            LogPosition allocatedAt = at(line + 6L * device);
            LiveHandle handle = new LiveHandle(
                    new HandleId(life, device, site.memory(), address, attributions.size() + 1L),
                    12288,
                    24576,
                    true,
                    LiveHandle.Role.OWNER,
                    Optional.empty(),
                    Optional.empty(),
                    allocatedAt,
                    site,
                    meshAllocation,
                    OptionalInt.of(1),
                    LiveHandle.DeviceState.OPEN,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    true,
                    Optional.empty(),
                    true,
                    false,
                    Optional.empty(),
                    0,
                    devices,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());
            attributions.add(new Attribution(
                    handle,
                    verdict,
                    confidence,
                    rule,
                    new Evidence(because, List.of(allocatedAt), site.stack().isEmpty() ? List.of() : List.of(0)),
                    cacheEntry.isEmpty() ? "" : "clearing the program cache",
                    cacheEntry));
        }
        return this;
    }

    /** A handle with every fact that a log can tell: a dangling view that outlived a clear and a close. */
    RunBuilder everyFact(Site site) {
        LiveHandle handle = new LiveHandle(
                new HandleId(0, 3, site.memory(), 0xfcfff000L, 99),
                12288,
                0,
                false,
                LiveHandle.Role.VIEW_SAME_SITE,
                Optional.of(at(2)),
                Optional.of(at(50)),
                at(4),
                site,
                attributions.size(),
                OptionalInt.of(1),
                LiveHandle.DeviceState.CLOSED,
                Optional.of(at(60)),
                Optional.of(at(60)),
                Optional.of(at(55)),
                false,
                Optional.of(at(1)),
                false,
                true,
                Optional.of(new Growth(5, 4, 4, 0, true, 1, 5)),
                2,
                1,
                Optional.of(at(70)),
                Optional.of(at(58)),
                Optional.of("two processes share the id"));
        attributions.add(new Attribution(
                        handle,
                        Verdict.LEAK,
                        Confidence.DEFINITE,
                        "survived-device-close",
                        new Evidence("its device was closed at " + at(60), List.of(at(60)), List.of(1)),
                        "nothing",
                        "")
                .suppressedBy(new Suppression(
                        new LogPosition("known.supp", 3),
                        "ttnn::add",
                        "it is kept for the next test",
                        "TT-12",
                        List.of(Verdict.LEAK),
                        Optional.empty(),
                        OptionalLong.empty(),
                        OptionalLong.empty(),
                        Suppression.State.HIDES,
                        1,
                        12288)));
        return this;
    }

    /** A cache entry of 12288 B on each of the first devices. */
    RunBuilder cacheEntry(int life, int devices, long address, Site site, long line) {
        List<Integer> all = IntStream.range(0, devices).boxed().toList();
        cacheEntries.add(new CacheEntry(
                site.operation(),
                lives.get(life).run(),
                life,
                site.operation(),
                site.memory(),
                address,
                all,
                12288,
                24576,
                Confidence.DEFINITE,
                at(line)));
        return live(
                life,
                devices,
                address,
                site,
                line,
                Verdict.PROGRAM_CACHE,
                Confidence.DEFINITE,
                "program-cache",
                "frame 1 of " + at(line) + " loads a program's kernel binaries",
                site.operation());
    }

    RunBuilder finding(FindingId id, int life, long line, long sizeBytes, String message, String detail) {
        findings.add(new Finding(
                lives.get(life).run(),
                id,
                lives.get(life).process(),
                OptionalInt.of(0),
                1,
                sizeBytes,
                List.of(at(line)),
                message,
                detail));
        return this;
    }

    RunBuilder finding(FindingId id, int life, List<LogPosition> at, String message) {
        findings.add(new Finding(
                lives.get(life).run(),
                id,
                lives.get(life).process(),
                OptionalInt.empty(),
                at.size(),
                0,
                at,
                message,
                ""));
        return this;
    }

    RunBuilder damage(long line, long lost, String message) {
        damages.add(new Integrity.Damage(0, at(line), lost, message));
        lostEvents += lost;
        return this;
    }

    Analysis build() {
        TreeMap<String, Long> dialects = new TreeMap<>();
        if (!lives.isEmpty()) {
            dialects.put("tracker", 48L);
        }
        List<Totals> totalsByLife = lives.stream().map(this::totals).toList();
        return new Analysis(
                List.of(file),
                new Recognition(12345, 211, dialects, 0, 3),
                lives,
                attributions,
                findings,
                cacheEntries,
                totalsByLife.stream().reduce(new Totals(0, 0, 0, 0, 0, 0), Totals::plus),
                totalsByLife,
                timeline(),
                List.of(new Analysis.VerdictShare("program-cache", 2, 24576, 49152)),
                new Integrity(lostEvents, damages));
    }

    private Totals totals(ProcessLife life) {
        long live = attributions.stream()
                .filter(attribution -> attribution.handle().id().life() == life.index())
                .count();
        return closed.get(life.index()).plus(new Totals(live, 0, 0, 12288 * live, 0, 0));
    }

    private Timeline timeline() {
        return new Timeline(
                List.of(new Timeline.Sample(48, at(211), attributions.size(), 24576, 49152)),
                List.of(new Timeline.Mark(40, at(200), "checkpoint \"iteration 3\"", 2, 24576, 49152)),
                0,
                new Timeline.Peak(20, Optional.of(at(107)), 2, 24576, 49152, List.of()));
    }
}
