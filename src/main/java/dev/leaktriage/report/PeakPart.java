package dev.leaktriage.report;

import dev.leaktriage.model.Analysis;
import dev.leaktriage.model.Analysis.VerdictShare;
import dev.leaktriage.model.Delta;
import dev.leaktriage.model.Sum;
import dev.leaktriage.model.Timeline;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One verdict's part of the peaks of both runs.
 *
 * @param name the verdict's label, or {@code freed-later}
 */
record PeakPart(String name, Sum base, Sum current) {
    /** The parts, in the order of the base; those that only the current run has come last. */
    static List<PeakPart> of(Delta delta) {
        Map<String, Sum> base = parts(delta.base());
        Map<String, Sum> current = parts(delta.current());
        Map<String, PeakPart> parts = new LinkedHashMap<>();
        base.forEach((name, sum) -> parts.put(name, new PeakPart(name, sum, current.getOrDefault(name, Sum.ZERO))));
        current.forEach((name, sum) -> parts.putIfAbsent(name, new PeakPart(name, Sum.ZERO, sum)));
        return new ArrayList<>(parts.values());
    }

    static Sum sum(Timeline.Peak peak) {
        return new Sum(peak.liveHandles(), peak.liveBytes(), peak.occupiedBytes());
    }

    private static Map<String, Sum> parts(Analysis analysis) {
        Map<String, Sum> parts = new LinkedHashMap<>();
        for (VerdictShare share : analysis.peakByVerdict()) {
            parts.merge(share.verdict(), new Sum(share.handles(), share.liveBytes(), share.occupiedBytes()), Sum::plus);
        }
        return parts;
    }
}
