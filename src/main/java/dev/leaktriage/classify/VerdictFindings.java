package dev.leaktriage.classify;

import dev.leaktriage.model.Attribution;
import dev.leaktriage.model.Confidence;
import dev.leaktriage.model.Finding;
import dev.leaktriage.model.FindingId;
import dev.leaktriage.model.Growth;
import dev.leaktriage.model.LiveHandle;
import dev.leaktriage.model.ProcessLife;
import dev.leaktriage.model.Verdict;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The findings that follow from the verdicts on live handles. */
final class VerdictFindings {
    /** How many mesh allocations without a stack are told one by one; the rest is told by site. */
    private static final int MOST_TOLD_SINGLY = 1000;

    private final List<ProcessLife> lives;
    private final Map<Group, Told> leaks = new LinkedHashMap<>();
    private final Map<Group, Told> danglingViews = new LinkedHashMap<>();
    private final Map<List<Object>, Told> growing = new LinkedHashMap<>();

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

        Group ofAnyAllocation() {
            return new Group(life, site, ANY, ruleId, confidence);
        }
    }

    VerdictFindings(List<ProcessLife> lives) {
        this.lives = lives;
    }

    /** Takes the next verdict, in the order of outputs. */
    void take(Attribution attribution) {
        if (attribution.verdict() == Verdict.LEAK) {
            add(leaks, attribution);
        }
        if (attribution.handle().ownerFreedAt().isPresent()) {
            add(danglingViews, attribution);
        }
        if (isGrowingCache(attribution)) {
            growing.computeIfAbsent(operationKey(attribution), unseen -> new Told(attribution))
                    .add(attribution);
        }
    }

    private static void add(Map<Group, Told> groups, Attribution attribution) {
        Group group = Group.of(attribution);
        boolean tooMany = groups.size() >= MOST_TOLD_SINGLY && !groups.containsKey(group);
        groups.computeIfAbsent(tooMany ? group.ofAnyAllocation() : group, unseen -> new Told(attribution))
                .add(attribution);
    }

    /** One for each site, rule and confidence. */
    List<Finding> leaks() {
        return leaks.values().stream()
                .map(group -> finding(
                        FindingId.LEAK,
                        group,
                        "leaked, " + group.first().confidence().label() + " ("
                                + group.first().ruleId() + ")"))
                .toList();
    }

    /** Views whose owner has been freed, whatever their verdict. */
    List<Finding> danglingViews() {
        return danglingViews.values().stream()
                .map(group -> finding(
                        FindingId.DANGLING_VIEW,
                        group,
                        "still looking at memory whose owner was freed at "
                                + group.first().handle().ownerFreedAt().orElseThrow()))
                .toList();
    }

    /** Operations whose cached programs grow in number over the checkpoints. */
    List<Finding> cacheGrowth() {
        return growing.values().stream().map(this::growthFinding).toList();
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

    private Finding growthFinding(Told group) {
        Growth growth = group.first().handle().growth().orElseThrow();
        long grown = group.meshAllocations();
        String message = count(grown, "cached program") + " of "
                + source(group.first().handle())
                + ", and more at " + growth.rises() + " of " + growth.steps()
                + " checkpoints: its cache key never hits";
        return finding(FindingId.CACHE_GROWTH, group, grown, message);
    }

    private Finding finding(FindingId id, Told group, String what) {
        long handles = group.handles();
        long allocations = group.meshAllocations();
        String fold = handles > allocations && handles % allocations == 0 ? " x" + handles / allocations : "";
        String buffers = fold.isEmpty() ? count(handles, "buffer") : count(allocations, "buffer") + fold;
        return finding(
                id, group, handles, buffers + " from " + source(group.first().handle()) + " " + what);
    }

    private Finding finding(FindingId id, Told group, long count, String message) {
        ProcessLife life = lives.get(group.first().handle().id().life());
        return new Finding(
                life.run(),
                id,
                life.process(),
                group.device(),
                count,
                group.sizeBytes(),
                group.positions(),
                message,
                group.first().evidence().because());
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
