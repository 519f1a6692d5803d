package dev.leaktriage.classify;

import dev.leaktriage.model.AttributionGroup;
import dev.leaktriage.model.Census;
import dev.leaktriage.model.Confidence;
import dev.leaktriage.model.Each;
import dev.leaktriage.model.Finding;
import dev.leaktriage.model.FindingId;
import dev.leaktriage.model.Growth;
import dev.leaktriage.model.LiveHandle;
import dev.leaktriage.model.LiveHandles;
import dev.leaktriage.model.ProcessLife;
import dev.leaktriage.model.Site;
import dev.leaktriage.model.Verdict;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The findings that follow from the verdicts on live handles. */
final class VerdictFindings {
    /** How many mesh allocations without a stack are told one by one; the rest is told by site. */
    private static final int MOST_TOLD_SINGLY = 1000;

    private final Attributions judged;
    private final List<AttributionGroup> groups;
    private final LiveHandles live;
    private final List<ProcessLife> lives;
    private final BitSet leaked = new BitSet();
    private final BitSet dangling = new BitSet();
    private final BitSet growing = new BitSet();
    private final BitSet withoutStack = new BitSet();

    /**
     * What is told as one: the handles of a site, over iterations and over the devices of a mesh; without a
     * stack, those of one mesh allocation.
     */
    private record Topic(int life, String site, int meshAllocation, String ruleId, Confidence confidence) {
        static final int ANY = -1;

        /** All that is alike. */
        static Topic of(AttributionGroup group) {
            LiveHandle handle = group.handle();
            return new Topic(handle.id().life(), handle.site().id(), ANY, group.ruleId(), group.confidence());
        }

        Topic of(int allocation) {
            return new Topic(life, site, allocation, ruleId, confidence);
        }

        /** By hand, as is {@link #equals}: to link a record's own methods takes milliseconds of every start. */
        @Override
        public int hashCode() {
            return 31 * (31 * life + site.hashCode()) + meshAllocation;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Topic topic
                    && topic.life == life
                    && topic.meshAllocation == meshAllocation
                    && topic.confidence == confidence
                    && topic.site.equals(site)
                    && topic.ruleId.equals(ruleId);
        }
    }

    VerdictFindings(Attributions judged, Census census) {
        this.judged = judged;
        this.groups = judged.groups();
        this.live = census.live();
        this.lives = census.lives();
        Each.below(groups.size(), group -> sort(group, groups.get(group)));
    }

    private void sort(int number, AttributionGroup group) {
        if (group.verdict() == Verdict.LEAK) {
            leaked.set(number);
        }
        if (group.handle().ownerFreedAt().isPresent()) {
            dangling.set(number);
        }
        if (isGrowingCache(group)) {
            growing.set(number);
        }
        if (group.handle().site().stack().isEmpty()) {
            withoutStack.set(number);
        }
    }

    /** One for each site, rule and confidence. */
    List<Finding> leaks() {
        return findings(FindingId.LEAK, told(leaked));
    }

    /** Views whose owner has been freed, whatever their verdict. */
    List<Finding> danglingViews() {
        return findings(FindingId.DANGLING_VIEW, told(dangling));
    }

    private List<Finding> findings(FindingId id, List<Told> told) {
        List<Finding> findings = new ArrayList<>(told.size());
        for (Told one : told) {
            findings.add(finding(id, one, one.handles(), new Wording(id, one)));
        }
        return findings;
    }

    /** Operations whose cached programs grow in number over the checkpoints. */
    List<Finding> cacheGrowth() {
        Map<Object, Told> told = new LinkedHashMap<>();
        tell(growing, told, VerdictFindings::operation);
        List<Finding> findings = new ArrayList<>(told.size());
        for (Told one : told.values()) {
            Wording wording = new Wording(FindingId.CACHE_GROWTH, one);
            findings.add(finding(FindingId.CACHE_GROWTH, one, one.meshAllocations(), wording));
        }
        return findings;
    }

    private List<Told> told(BitSet wanted) {
        Map<Object, Told> told = new LinkedHashMap<>();
        if (withoutStack.intersects(wanted)) {
            tellSingly(wanted, told);
        } else {
            tell(wanted, told, Topic::of);
        }
        return List.copyOf(told.values());
    }

    /** Tells of handles by their groups; what is told as one begins with the first handle of the first group. */
    private void tell(BitSet wanted, Map<Object, Told> told, Function<AttributionGroup, Object> topic) {
        Each.below(wanted.length(), group -> {
            if (wanted.get(group)) {
                add(group, told, topic);
            }
        });
    }

    private void add(int number, Map<Object, Told> told, Function<AttributionGroup, Object> topic) {
        AttributionGroup group = groups.get(number);
        Object key = topic.apply(group);
        Told known = told.get(key);
        if (known == null) {
            known = new Told(live, group);
            told.put(key, known);
        }
        known.add(group, number);
    }

    /** Tells of handles in their order: of the first ones without a stack, each mesh allocation by itself. */
    private void tellSingly(BitSet wanted, Map<Object, Told> told) {
        Topic[] topics = new Topic[groups.size()];
        wanted.stream().forEach(group -> topics[group] = Topic.of(groups.get(group)));
        for (int handle : live.sorted(wanted)) {
            int group = live.group(handle);
            Topic topic = topics[group];
            if (withoutStack.get(group)) {
                Topic single = topic.of(live.meshAllocation(handle));
                topic = told.size() < MOST_TOLD_SINGLY || told.containsKey(single) ? single : topic;
            }
            told.computeIfAbsent(topic, unseen -> new Told(live, AttributionGroup.of(judged.of(handle))))
                    .addSingly(handle, groups.get(group));
        }
    }

    private static boolean isGrowingCache(AttributionGroup group) {
        return CachedPrograms.holds(group.verdict())
                && group.handle().growth().filter(Growth::grows).isPresent();
    }

    private static Object operation(AttributionGroup group) {
        LiveHandle handle = group.handle();
        String operation = handle.site().operation();
        return List.of(handle.id().life(), operation.isEmpty() ? handle.site().id() : operation);
    }

    private Finding finding(FindingId id, Told group, long count, Wording wording) {
        ProcessLife life = lives.get(group.first().handle().id().life());
        return Finding.onDemand(
                life.run(), id, life.process(), group.device(), count, group.sizeBytes(), group.positions(), wording);
    }

    /** What a finding says of the handles that it tells of. */
    private record Wording(FindingId id, Told told) implements Finding.Wording {
        @Override
        public String message() {
            AttributionGroup first = told.first();
            return switch (id) {
                case CACHE_GROWTH -> growth(first.handle().growth().orElseThrow());
                case DANGLING_VIEW ->
                    buffers() + " still looking at memory whose owner was freed at "
                            + first.handle().ownerFreedAt().orElseThrow();
                default -> buffers() + " leaked, " + first.confidence().label() + " (" + first.ruleId() + ")";
            };
        }

        private String growth(Growth growth) {
            return count(told.meshAllocations(), "cached program") + " of " + source()
                    + ", and more at " + growth.rises() + " of " + growth.steps()
                    + " checkpoints: its cache key never hits";
        }

        private String buffers() {
            long handles = told.handles();
            long allocations = told.meshAllocations();
            String fold = handles > allocations && handles % allocations == 0 ? " x" + handles / allocations : "";
            String buffers = fold.isEmpty() ? count(handles, "buffer") : count(allocations, "buffer") + fold;
            return buffers + " from " + source();
        }

        private String source() {
            Site site = told.first().handle().site();
            if (!site.operation().isEmpty()) {
                return site.operation();
            }
            return site.stack().isEmpty()
                    ? "an unknown place (no stack)"
                    : site.stack().frames().get(0).display();
        }

        private static String count(long count, String noun) {
            return count + " " + noun + (count == 1 ? "" : "s");
        }

        @Override
        public String detail() {
            return told.first().evidence().because();
        }
    }
}
