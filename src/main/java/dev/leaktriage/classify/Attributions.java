package dev.leaktriage.classify;

import dev.leaktriage.model.Attribution;
import dev.leaktriage.model.AttributionGroup;
import dev.leaktriage.model.Each;
import dev.leaktriage.model.HandleGroup;
import dev.leaktriage.model.LiveHandle;
import dev.leaktriage.model.LiveHandles;
import dev.leaktriage.model.ProcessLife;
import java.util.AbstractList;
import java.util.List;
import java.util.Optional;
import java.util.RandomAccess;
import java.util.function.Supplier;

/**
 * The verdicts on the live handles, in the order of outputs.
 *
 * <p>Handles that are alike share a verdict, so one of each group is judged. Records are made anew each time they
 * are asked for, and handles are sorted when the first one is: to keep handles, verdicts and evidence as records
 * took about 1 KB more for each live handle.
 */
final class Attributions extends AbstractList<Attribution> implements AttributionGroup.Grouped, RandomAccess {
    private final LiveHandles live;
    private final List<ProcessLife> lives;
    private final DemangledSites sites;
    private final Judge judge;
    private final Decision[] decisions;
    private final List<AttributionGroup> groups;
    private final CachedPrograms cached;
    private int[] sorted = {};

    Attributions(LiveHandles live, List<ProcessLife> lives, DemangledSites sites, Judge judge) {
        this.live = live;
        this.lives = lives;
        this.sites = sites;
        this.judge = judge;
        List<HandleGroup> alike = live.groups();
        this.decisions = new Decision[alike.size()];
        AttributionGroup[] made = new AttributionGroup[alike.size()];
        Each.below(made.length, group -> made[group] = judged(alike.get(group), group));
        this.groups = List.of(made);
        this.cached = new CachedPrograms(groups, live, lives);
    }

    private AttributionGroup judged(HandleGroup group, int index) {
        Subject subject = subject(group.first());
        Decision decision = judge.decision(subject);
        decisions[index] = decision;
        Rule rule = decision.rule();
        return new AttributionGroup(
                subject.handle(),
                rule.verdict(),
                decision.confidence(),
                rule.id(),
                judge.evidence(subject, decision),
                rule.freedBy(),
                Optional.empty(),
                group.earliestAt(),
                group.sum(),
                group.meshAllocations(),
                new First(this, subject, decision));
    }

    /** The first handle of a group with its verdict; no lambda, since those that capture something are slow to make. */
    private record First(Attributions all, Subject subject, Decision decision) implements Supplier<Attribution> {
        @Override
        public Attribution get() {
            return all.attribution(subject, decision);
        }
    }

    private Attribution attribution(Subject subject, Decision decision) {
        return judge.attribution(subject, decision, entry(decision, subject.handle()));
    }

    private String entry(Decision decision, LiveHandle handle) {
        return CachedPrograms.holds(decision.rule().verdict()) ? cached.entryOf(handle.meshAllocation()) : "";
    }

    @Override
    public List<AttributionGroup> groups() {
        return groups;
    }

    CachedPrograms cached() {
        return cached;
    }

    /** The verdict on a handle, named by its number. */
    Attribution of(int handle) {
        Subject subject = subject(live.handle(handle));
        return attribution(subject, decisions[live.group(handle)]);
    }

    @Override
    public Attribution get(int index) {
        return of(sorted()[index]);
    }

    private synchronized int[] sorted() {
        if (sorted.length == 0) {
            sorted = live.sorted();
        }
        return sorted;
    }

    @Override
    public int size() {
        return live.size();
    }

    private Subject subject(LiveHandle handle) {
        return new Subject(
                handle.withSite(sites.of(handle.site())), lives.get(handle.id().life()));
    }
}
