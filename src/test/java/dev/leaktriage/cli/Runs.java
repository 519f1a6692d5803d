package dev.leaktriage.cli;

import dev.leaktriage.model.Analysis;
import dev.leaktriage.model.Attribution;
import dev.leaktriage.model.CallStack;
import dev.leaktriage.model.Confidence;
import dev.leaktriage.model.Evidence;
import dev.leaktriage.model.Finding;
import dev.leaktriage.model.FindingId;
import dev.leaktriage.model.Frame;
import dev.leaktriage.model.HandleId;
import dev.leaktriage.model.Integrity;
import dev.leaktriage.model.LiveHandle;
import dev.leaktriage.model.LogPosition;
import dev.leaktriage.model.Memory;
import dev.leaktriage.model.ProcessLife;
import dev.leaktriage.model.Recognition;
import dev.leaktriage.model.Site;
import dev.leaktriage.model.Timeline;
import dev.leaktriage.model.Totals;
import dev.leaktriage.model.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;

/** Analyses made by hand, for what does not depend on how a log is read. */
final class Runs {
    static final long SIZE_BYTES = 2048;

    private Runs() {}

    /** A pipeline that has read this analysis from whatever log. */
    static Pipeline pipeline(Analysis analysis) {
        return new Pipeline((logs, in, options) -> analysis, (logs, in, options) -> {
            throw new IllegalStateException("only analyses are known here");
        });
    }

    /** An intact run with one live buffer for each confidence, all of them leaks. */
    static Analysis leaking(Confidence... confidences) {
        List<Attribution> attributions = new ArrayList<>();
        for (Confidence confidence : confidences) {
            attributions.add(attribution(attributions.size(), Verdict.LEAK, confidence));
        }
        return analysis(attributions, List.of(), List.of());
    }

    /** An intact run with one live buffer of that verdict. */
    static Analysis holding(Verdict verdict) {
        return analysis(List.of(attribution(0, verdict, Confidence.DEFINITE)), List.of(), List.of());
    }

    static Analysis finding(FindingId id, long count) {
        return analysis(List.of(), List.of(found(id, count, 7)), List.of());
    }

    /** A run whose log has lost three events; its live buffer is a leak. */
    static Analysis damaged(Confidence leak) {
        Integrity.Damage damage = new Integrity.Damage(0, new LogPosition("run.log", 9), 3, "3 events are missing");
        return analysis(List.of(attribution(0, Verdict.LEAK, leak)), List.of(), List.of(damage));
    }

    static Finding found(FindingId id, long count, long line) {
        return new Finding(
                "run.log",
                id,
                OptionalLong.of(4711),
                OptionalInt.of(0),
                count,
                0,
                List.of(new LogPosition("run.log", line)),
                "a message",
                "");
    }

    private static Attribution attribution(int index, Verdict verdict, Confidence confidence) {
        LogPosition at = new LogPosition("run.log", 10 + index);
        CallStack stack = new CallStack(List.of(new Frame("ttnn::add()", "")), true);
        LiveHandle handle = new LiveHandle(
                new HandleId(0, 0, Memory.DRAM, SIZE_BYTES * index, index + 1),
                SIZE_BYTES,
                SIZE_BYTES,
                true,
                LiveHandle.Role.OWNER,
                Optional.empty(),
                Optional.empty(),
                at,
                new Site("5173", Memory.DRAM, stack, "ttnn::add"),
                index,
                OptionalInt.empty(),
                LiveHandle.DeviceState.OPEN,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                true,
                Optional.empty(),
                false,
                false,
                Optional.empty(),
                0,
                1,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        String cacheEntry = verdict == Verdict.PROGRAM_CACHE ? "ttnn::add" : "";
        Evidence evidence = new Evidence("a reason at " + at, List.of(at), List.of(0));
        return new Attribution(handle, verdict, confidence, "a-rule", evidence, "", cacheEntry);
    }

    private static Analysis analysis(
            List<Attribution> attributions, List<Finding> findings, List<Integrity.Damage> damages) {
        long live = attributions.size();
        Totals totals = new Totals(live, 0, 0, live * SIZE_BYTES, 0, 0);
        LogPosition end = new LogPosition("run.log", 20);
        long lost = damages.stream().mapToLong(Integrity.Damage::count).sum();
        ProcessLife life = new ProcessLife(
                0,
                "run.log",
                1,
                OptionalLong.of(4711),
                new LogPosition("run.log", 1),
                end,
                ProcessLife.End.ORDERLY,
                Optional.of(end),
                "it wrote its trailer",
                true,
                lost);
        Timeline.Peak peak =
                new Timeline.Peak(live, Optional.of(end), live, live * SIZE_BYTES, live * SIZE_BYTES, List.of());
        return new Analysis(
                List.of("run.log"),
                new Recognition(1000, 20, new TreeMap<>(Map.of("tracker", 4L)), 0, 0),
                List.of(life),
                attributions,
                findings,
                List.of(),
                totals,
                List.of(totals),
                new Timeline(List.of(), List.of(), 0, peak),
                List.of(),
                new Integrity(lost, damages));
    }
}
