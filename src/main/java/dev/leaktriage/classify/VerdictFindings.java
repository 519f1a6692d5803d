package dev.leaktriage.classify;

import dev.leaktriage.model.Attribution;
import dev.leaktriage.model.CacheEntry;
import dev.leaktriage.model.Confidence;
import dev.leaktriage.model.Finding;
import dev.leaktriage.model.FindingId;
import dev.leaktriage.model.Growth;
import dev.leaktriage.model.LiveHandle;
import dev.leaktriage.model.LogPosition;
import dev.leaktriage.model.ProcessLife;
import dev.leaktriage.model.Verdict;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The findings that follow from the verdicts on live handles. */
final class VerdictFindings {
    private final List<ProcessLife> lives;
    private final List<Attribution> attributions;

    /**
     * What is told as one: the handles of a site, over iterations and over the devices of a mesh; without a
     * stack, those of one mesh allocation.
     */
    private record Group(int life, String site, int meshAllocation, String ruleId, Confidence confidence) {
        static final int ANY = -1;

        static Group of(Attribution attribution) {
            LiveHandle handle = attribution.handle();
            int allocation = handle.site().stack().isEmpty() ? handle.meshAllocation() : ANY;
            return new Group(
                    handle.id().life(), handle.site().id(), allocation, attribution.ruleId(), attribution.confidence());
        }
    }

    VerdictFindings(List<ProcessLife> lives, List<Attribution> attributions) {
        this.lives = lives;
        this.attributions = attributions;
    }

    /** One for each site, rule and confidence. */
    List<Finding> leaks() {
        return groups(attribution -> attribution.verdict() == Verdict.LEAK, Group::of).stream()
                .map(group -> finding(
                        FindingId.LEAK,
                        group,
                        "leaked, " + group.get(0).confidence().label() + " ("
                                + group.get(0).ruleId() + ")"))
                .toList();
    }

    /** Views whose owner has been freed, whatever their verdict. */
    List<Finding> danglingViews() {
        return groups(attribution -> attribution.handle().ownerFreedAt().isPresent(), Group::of).stream()
                .map(group -> finding(
                        FindingId.DANGLING_VIEW,
                        group,
                        "still looking at memory whose owner was freed at "
                                + group.get(0).handle().ownerFreedAt().orElseThrow()))
                .toList();
    }

    /** Operations whose cached programs grow in number over the checkpoints. */
    List<Finding> cacheGrowth(CachedPrograms cached) {
        Map<String, CacheEntry> entries =
                cached.entries().stream().collect(Collectors.toMap(CacheEntry::id, Function.identity()));
        return groups(VerdictFindings::isGrowingCache, VerdictFindings::operationKey).stream()
                .map(group -> growthFinding(group, entries))
                .toList();
    }

    private static boolean isGrowingCache(Attribution attribution) {
        return CachedPrograms.isCached(attribution)
                && attribution.handle().growth().filter(Growth::grows).isPresent();
    }

    private static List<Object> operationKey(Attribution attribution) {
        LiveHandle handle = attribution.handle();
        String operation = handle.site().operation();
        return List.of(handle.id().life(), operation.isEmpty() ? handle.site().id() : operation);
    }

    private Finding growthFinding(List<Attribution> group, Map<String, CacheEntry> entries) {
        LiveHandle first = group.get(0).handle();
        Growth growth = first.growth().orElseThrow();
        List<CacheEntry> grown = group.stream()
                .map(Attribution::cacheEntry)
                .distinct()
                .map(entries::get)
                .toList();
        String message = count(grown.size(), "cached program") + " of " + source(first)
                + ", and more at " + growth.rises() + " of " + growth.steps()
                + " checkpoints: its cache key never hits";
        return finding(FindingId.CACHE_GROWTH, group, grown.size(), message);
    }

    private <K> Collection<List<Attribution>> groups(Predicate<Attribution> wanted, Function<Attribution, K> key) {
        Map<K, List<Attribution>> groups = attributions.stream()
                .filter(wanted)
                .collect(Collectors.groupingBy(key, LinkedHashMap::new, Collectors.toCollection(ArrayList::new)));
        return groups.values();
    }

    private Finding finding(FindingId id, List<Attribution> group, String what) {
        LiveHandle first = group.get(0).handle();
        long allocations = group.stream()
                .map(held -> held.handle().meshAllocation())
                .distinct()
                .count();
        String fold =
                group.size() > allocations && group.size() % allocations == 0 ? " x" + group.size() / allocations : "";
        String handles = fold.isEmpty() ? count(group.size(), "buffer") : count(allocations, "buffer") + fold;
        return finding(id, group, group.size(), handles + " from " + source(first) + " " + what);
    }

    private Finding finding(FindingId id, List<Attribution> group, long count, String message) {
        LiveHandle first = group.get(0).handle();
        ProcessLife life = lives.get(first.id().life());
        List<LogPosition> at = group.stream()
                .map(held -> held.handle().allocatedAt())
                .distinct()
                .sorted()
                .toList();
        return new Finding(
                life.run(),
                id,
                life.process(),
                deviceOf(group),
                count,
                group.stream().mapToLong(held -> held.handle().sizeBytes()).sum(),
                at,
                message,
                group.get(0).evidence().because());
    }

    private static OptionalInt deviceOf(List<Attribution> group) {
        int[] devices = group.stream()
                .mapToInt(held -> held.handle().id().device())
                .distinct()
                .toArray();
        return devices.length == 1 ? OptionalInt.of(devices[0]) : OptionalInt.empty();
    }

    private static String source(LiveHandle handle) {
        String operation = handle.site().operation();
        if (!operation.isEmpty()) {
            return operation;
        }
        return handle.site().stack().isEmpty()
                ? "an unknown place (no stack)"
                : handle.site().stack().frames().get(0).display();
    }

    private static String count(long count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }
}
