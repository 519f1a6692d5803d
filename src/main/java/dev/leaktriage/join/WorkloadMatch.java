package dev.leaktriage.join;

import dev.leaktriage.model.Attribution;
import dev.leaktriage.model.CacheEntry;
import dev.leaktriage.model.Census;
import dev.leaktriage.model.Evidence;
import dev.leaktriage.model.Inspection;
import dev.leaktriage.model.ListedHandles;
import dev.leaktriage.model.LiveHandle;
import dev.leaktriage.model.LogPosition;
import dev.leaktriage.model.Verdict;
import dev.leaktriage.model.WorkloadLife;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** What an inspector's workloads lend to the handles and cache entries of a run. */
public final class WorkloadMatch {
    /** Nothing is lent. */
    public static final WorkloadMatch NONE = new WorkloadMatch(Inspection.NONE, Map.of());

    private final Inspection inspection;
    /** By each record of a buffer of kernel binaries. */
    private final Map<LogPosition, Matched> byRecord;

    /**
     * A workload and its buffer of kernel binaries.
     *
     * @param place the how-manieth of its mesh it is, from 1
     * @param of how many there are
     * @param outlived true if the buffer is live though the log goes on behind the end of the workload
     */
    record Matched(WorkloadLife workload, int place, int of, boolean outlived) {}

    WorkloadMatch(Inspection inspection, Map<LogPosition, Matched> byRecord) {
        this.inspection = inspection;
        this.byRecord = new HashMap<>(byRecord);
    }

    /** What the files tell, with what was matched of it. */
    public Inspection inspection() {
        return inspection;
    }

    /** What is known of the handles by the ends of their workloads. */
    public Census enriched(Census census) {
        if (byRecord.isEmpty()) {
            return census;
        }
        boolean anyGone = byRecord.values().stream()
                .anyMatch(match -> match.workload().destroyed().isPresent());
        if (!anyGone) {
            return census;
        }
        int[] sorted = census.live().sorted();
        List<LiveHandle> handles =
                IntStream.of(sorted).mapToObj(census.live()::handle).toList();
        List<LiveHandle> enriched = handles.stream().map(this::enriched).toList();
        boolean same = IntStream.range(0, handles.size()).allMatch(i -> handles.get(i) == enriched.get(i));
        return same ? census : census.with(new ListedHandles(enriched, census.lives()));
    }

    private LiveHandle enriched(LiveHandle handle) {
        Matched match = byRecord.get(handle.allocatedAt());
        if (match == null || match.workload().destroyed().isEmpty()) {
            return handle;
        }
        LogPosition destroyed = match.workload().destroyed().get().at();
        if (match.outlived()) {
            return handle.withSurvivedWorkload(destroyed);
        }
        return handle.withDoubt("its workload was destroyed at " + destroyed + ", and the log may end before that");
    }

    /** Entries with their workloads, where these are known. */
    public List<CacheEntry> entries(List<CacheEntry> entries) {
        return byRecord.isEmpty() ? entries : new MappedList<>(entries, this::entry);
    }

    private CacheEntry entry(CacheEntry entry) {
        Matched match = byRecord.get(entry.allocatedAt());
        return match == null ? entry : entry.with(match.workload());
    }

    /** Verdicts whose evidence names the workload and the way it was found. */
    public List<Attribution> cited(List<Attribution> attributions) {
        return byRecord.isEmpty() ? attributions : new MappedList<>(attributions, this::cited);
    }

    private Attribution cited(Attribution attribution) {
        Matched match = byRecord.get(attribution.handle().allocatedAt());
        boolean tells = match != null
                && !attribution.handle().role().isView()
                && (attribution.verdict() == Verdict.PROGRAM_CACHE || attribution.verdict() == Verdict.LEAK);
        if (!tells) {
            return attribution;
        }
        return new Attribution(
                attribution.handle(),
                attribution.verdict(),
                attribution.confidence(),
                attribution.ruleId(),
                Evidence.onDemand(() -> evidence(attribution.evidence(), match)),
                attribution.freedBy(),
                attribution.cacheEntry(),
                attribution.suppressedBy());
    }

    private static Evidence evidence(Evidence known, Matched match) {
        WorkloadLife workload = match.workload();
        LogPosition at = workload.loaded().orElseThrow().at();
        StringBuilder because = new StringBuilder(known.because())
                .append("; it is workload ")
                .append(workload.id())
                .append(workload.name().isEmpty() ? "" : " (" + workload.name() + ")")
                .append(" of ")
                .append(at)
                .append(", by order: kernel binary ")
                .append(match.place())
                .append(" of ")
                .append(match.of())
                .append(" on its mesh");
        Optional<LogPosition> gone = workload.destroyed().map(stamp -> stamp.at());
        if (gone.isEmpty()) {
            because.append(", and no record tells that the workload was destroyed");
        }
        List<LogPosition> lines = new ArrayList<>(known.lines());
        lines.add(at);
        gone.filter(position -> !lines.contains(position)).ifPresent(lines::add);
        return new Evidence(because.toString(), lines, known.frames());
    }
}
