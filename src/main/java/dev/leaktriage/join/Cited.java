package dev.leaktriage.join;

import dev.leaktriage.model.Attribution;
import dev.leaktriage.model.Evidence;
import dev.leaktriage.model.LogPosition;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Verdicts that cite further lines. */
final class Cited {
    private Cited() {}

    /** The same verdict, whose evidence names the records of other files that are the same allocation. */
    static Attribution with(Attribution attribution, List<LogPosition> lines) {
        return new Attribution(
                attribution.handle(),
                attribution.verdict(),
                attribution.confidence(),
                attribution.ruleId(),
                Evidence.onDemand(() -> evidence(attribution.evidence(), lines)),
                attribution.freedBy(),
                attribution.cacheEntry(),
                attribution.suppressedBy());
    }

    private static Evidence evidence(Evidence known, List<LogPosition> lines) {
        String named = lines.stream().map(LogPosition::toString).collect(Collectors.joining(" and "));
        String tell = lines.size() == 1 ? " tells of the same allocation" : " tell of the same allocation";
        List<LogPosition> all = new ArrayList<>(known.lines());
        lines.stream().filter(line -> !all.contains(line)).forEach(all::add);
        return new Evidence(known.because() + "; " + named + tell, all, known.frames());
    }
}
