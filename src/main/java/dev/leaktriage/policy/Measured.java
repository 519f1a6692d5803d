package dev.leaktriage.policy;

import dev.leaktriage.model.Analysis;
import dev.leaktriage.model.AttributionGroup;
import dev.leaktriage.model.Growth;
import dev.leaktriage.model.LiveHandle;
import dev.leaktriage.model.LogPosition;
import dev.leaktriage.model.Memory;
import dev.leaktriage.model.Site;
import dev.leaktriage.model.Sum;
import dev.leaktriage.model.Timeline;
import dev.leaktriage.model.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The sums of one run that budgets are judged by.
 *
 * @param live what is live at its end
 * @param peak what was live at its peak, of which neither device nor verdict is known
 * @param checkpoints the steps from each checkpoint to the next, those of warm-up left out
 */
public record Measured(List<Cell> live, List<Cell> peak, List<Step> checkpoints) {
    public Measured {
        live = List.copyOf(live);
        peak = List.copyOf(peak);
        checkpoints = List.copyOf(checkpoints);
    }

    /**
     * The handles that share everything that a budget can ask for.
     *
     * @param device empty if it is not known
     * @param verdict empty if it is not known
     * @param ruleId the rule that gave the verdict; empty if none did
     * @param grows true if the site's live count rose over the checkpoints
     * @param first where the first of them was allocated
     */
    public record Cell(
            Site site,
            OptionalInt device,
            Optional<Verdict> verdict,
            boolean suppressed,
            String ruleId,
            boolean grows,
            Optional<LogPosition> first,
            Sum sum) {
        Memory memory() {
            return site.memory();
        }
    }

    /** From a checkpoint to the next. */
    public record Step(Timeline.Mark from, Timeline.Mark to) {
        static Sum at(Timeline.Mark mark) {
            return new Sum(mark.liveHandles(), mark.liveBytes(), mark.occupiedBytes());
        }
    }

    /** Adds up a run. */
    public static Measured of(Analysis analysis) {
        Map<Key, Adding> cells = new LinkedHashMap<>();
        for (AttributionGroup group : analysis.groups()) {
            cells.computeIfAbsent(Key.of(group), unseen -> new Adding(group)).add(group);
        }
        Timeline.Peak peak = analysis.timeline().peak();
        return new Measured(
                cells.values().stream().map(Adding::cell).toList(),
                peak.bySite().stream().map(share -> cell(share, peak)).toList(),
                steps(analysis.timeline()));
    }

    private record Key(String site, int device, Verdict verdict, boolean suppressed, String ruleId) {
        static Key of(AttributionGroup group) {
            LiveHandle handle = group.handle();
            return new Key(
                    handle.site().id(), handle.id().device(), group.verdict(), group.isSuppressed(), group.ruleId());
        }
    }

    private static final class Adding {
        private final AttributionGroup first;
        private LogPosition firstAt;
        private long handles;
        private long sizeBytes;
        private long occupiedBytes;

        Adding(AttributionGroup first) {
            this.first = first;
            this.firstAt = first.earliestAt();
        }

        void add(AttributionGroup group) {
            handles += group.sum().handles();
            sizeBytes += group.sum().sizeBytes();
            occupiedBytes += group.sum().occupiedBytes();
            if (group.earliestAt().compareTo(firstAt) < 0) {
                firstAt = group.earliestAt();
            }
        }

        Cell cell() {
            return new Cell(
                    first.handle().site(),
                    first.handle().id().ifOnDevice(),
                    Optional.of(first.verdict()),
                    first.isSuppressed(),
                    first.ruleId(),
                    first.handle().growth().filter(Growth::grows).isPresent(),
                    Optional.of(firstAt),
                    new Sum(handles, sizeBytes, occupiedBytes));
        }
    }

    private static Cell cell(Timeline.SiteShare share, Timeline.Peak peak) {
        return new Cell(
                share.site(),
                OptionalInt.empty(),
                Optional.empty(),
                false,
                "",
                false,
                peak.at(),
                new Sum(share.liveHandles(), share.liveBytes(), share.occupiedBytes()));
    }

    private static List<Step> steps(Timeline timeline) {
        List<Timeline.Mark> marks = timeline.marks();
        // Where marks were thinned, they are missing in the middle: no step leads over the gap.
        int behindGap = timeline.droppedMarks() == 0 ? 0 : marks.size() / 2;
        List<Step> steps = new ArrayList<>();
        int before = -1;
        boolean warm = false;
        for (int i = 0; i < marks.size(); i++) {
            if (!marks.get(i).isCheckpoint()) {
                continue;
            }
            boolean overGap = before < behindGap && i >= behindGap && behindGap > 0;
            if (warm && !overGap) {
                steps.add(new Step(marks.get(before), marks.get(i)));
            }
            warm = before >= 0;
            before = i;
        }
        return steps;
    }
}
