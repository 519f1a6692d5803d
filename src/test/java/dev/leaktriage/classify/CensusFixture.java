package dev.leaktriage.classify;

import dev.leaktriage.model.Census;
import dev.leaktriage.model.Finding;
import dev.leaktriage.model.Integrity;
import dev.leaktriage.model.ListedHandles;
import dev.leaktriage.model.LiveHandle;
import dev.leaktriage.model.LogPosition;
import dev.leaktriage.model.ProcessLife;
import dev.leaktriage.model.ProcessLife.End;
import dev.leaktriage.model.Timeline;
import dev.leaktriage.model.Totals;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Censuses for tests. */
final class CensusFixture {
    private static final Totals NOTHING = new Totals(0, 0, 0, 0, 0, 0);
    private static final Timeline.Peak NO_PEAK = new Timeline.Peak(0, Optional.empty(), 0, 0, 0, List.of());

    private CensusFixture() {}

    static ProcessLife life(int index, OptionalLong process, End end, long lostEvents) {
        LogPosition last = new LogPosition(HandleFixture.LOG, 99);
        String because = switch (end) {
            case ORDERLY -> "the recording ended";
            case DIED -> "the process was killed by a signal";
            case CUT -> "the log breaks off in the middle of a record";
            case UNKNOWN -> "the log shows nothing about the end";
            case STOPPED -> "the analysis was asked to stop here";
        };
        return new ProcessLife(
                index,
                HandleFixture.LOG,
                1,
                process,
                new LogPosition(HandleFixture.LOG, 1),
                last,
                end,
                end == End.UNKNOWN ? Optional.empty() : Optional.of(last),
                because,
                true,
                lostEvents);
    }

    static ProcessLife life(End end) {
        return life(0, OptionalLong.of(4711), end, 0);
    }

    static Census census(List<ProcessLife> lives, List<LiveHandle> live) {
        return census(lives, live, List.of(), NO_PEAK, new Integrity(0, List.of()));
    }

    static Census census(
            List<ProcessLife> lives,
            List<LiveHandle> live,
            List<Finding> anomalies,
            Timeline.Peak peak,
            Integrity integrity) {
        Timeline timeline = new Timeline(List.of(), List.of(), 0, peak);
        return new Census(lives, new ListedHandles(live, lives), NOTHING, List.of(), anomalies, timeline, integrity);
    }
}
