package dev.leaktriage.classify;

import dev.leaktriage.model.Attribution;
import dev.leaktriage.model.AttributionGroup;
import dev.leaktriage.model.Frame;
import dev.leaktriage.model.HandleGroup;
import dev.leaktriage.model.LiveHandle;
import dev.leaktriage.model.LiveHandles;
import dev.leaktriage.model.Parallel;
import dev.leaktriage.model.ProcessLife;
import dev.leaktriage.model.Site;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.RandomAccess;
import java.util.Set;

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
    private final Map<Site, StackFrames> frames = new IdentityHashMap<>();
    private final Map<Frame, KnownFrame> knownFrames = new IdentityHashMap<>();
    private int[] sorted = {};

    Attributions(LiveHandles live, List<ProcessLife> lives, DemangledSites sites, Judge judge) {
        this.live = live;
        this.lives = lives;
        this.sites = sites;
        this.judge = judge;
        List<HandleGroup> alike = live.groups();
        knowFrames(alike);
        this.decisions = new Decision[alike.size()];
        this.groups = new ArrayList<>(alike.size());
        for (HandleGroup group : alike) {
            groups.add(judged(group));
        }
        this.cached = new CachedPrograms(groups, live, lives);
    }

    /** Answers what will be asked of frames, all at once, which is faster. */
    private void knowFrames(List<HandleGroup> alike) {
        Set<Frame> distinct = Collections.newSetFromMap(new IdentityHashMap<>());
        for (HandleGroup group : alike) {
            distinct.addAll(sites.of(group.first().site()).stack().frames());
        }
        Frame[] frames = distinct.toArray(Frame[]::new);
        KnownFrame[] known = new KnownFrame[frames.length];
        Parallel.each(known.length, () -> number -> {
            known[number] = new KnownFrame(frames[number]);
            judge.ask(known[number]);
        });
        for (int i = 0; i < frames.length; i++) {
            knownFrames.put(frames[i], known[i]);
        }
    }

    private AttributionGroup judged(HandleGroup group) {
        Subject subject = subject(group.first());
        Decision decision = judge.decision(subject);
        decisions[groups.size()] = decision;
        Attribution first = judge.attribution(subject, decision, "");
        return new AttributionGroup(
                first.handle(),
                first.verdict(),
                first.confidence(),
                first.ruleId(),
                first.evidence(),
                first.freedBy(),
                Optional.empty(),
                group.earliestAt(),
                group.sum(),
                group.meshAllocations(),
                () -> judge.attribution(subject, decision, entry(decision, subject.handle())));
    }

    private String entry(Decision decision, LiveHandle handle) {
        return CachedPrograms.holds(decision.rule().verdict()) ? cached.entryOf(handle.meshAllocation()) : "";
    }

    @Override
    public List<AttributionGroup> groups() {
        return List.copyOf(groups);
    }

    CachedPrograms cached() {
        return cached;
    }

    /** The verdict on a handle, named by its number. */
    Attribution of(int handle) {
        Subject subject = subject(live.handle(handle));
        Decision decision = decisions[live.group(handle)];
        return judge.attribution(subject, decision, entry(decision, subject.handle()));
    }

    @Override
    public Attribution get(int index) {
        if (sorted.length == 0) {
            sorted = live.sorted();
        }
        return of(sorted[index]);
    }

    @Override
    public int size() {
        return live.size();
    }

    private Subject subject(LiveHandle handle) {
        Site site = sites.of(handle.site());
        return new Subject(handle.withSite(site), lives.get(handle.id().life()), framesOf(site));
    }

    private StackFrames framesOf(Site site) {
        StackFrames known = frames.get(site);
        if (known == null) {
            known = new StackFrames(site.stack(), knownFrames);
            frames.put(site, known);
        }
        return known;
    }
}
