package dev.leaktriage.classify;

import dev.leaktriage.model.Attribution;
import dev.leaktriage.model.LiveHandle;
import dev.leaktriage.model.ProcessLife;
import dev.leaktriage.model.Site;
import java.util.AbstractList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.RandomAccess;
import java.util.function.Function;

/**
 * The verdicts on the live handles, in the handles' order.
 *
 * <p>Only what was decided is kept, one reference for each handle; the records are made anew each time they are
 * asked for. To keep handles, verdicts and evidence as records took about 1 KB more for each live handle.
 */
final class Attributions extends AbstractList<Attribution> implements RandomAccess {
    private final List<LiveHandle> live;
    private final List<ProcessLife> lives;
    private final DemangledSites sites;
    private final Judge judge;
    private final Decision[] decisions;
    private final Function<LiveHandle, String> cacheEntries;
    private final Map<Site, StackFrames> frames;

    /** Makes a list that has to be filled by {@link #judge}. */
    Attributions(List<LiveHandle> live, List<ProcessLife> lives, DemangledSites sites, Judge judge) {
        this.live = live;
        this.lives = lives;
        this.sites = sites;
        this.judge = judge;
        this.frames = new IdentityHashMap<>();
        this.cacheEntries = handle -> "";
        this.decisions = new Decision[live.size()];
    }

    /** Judges a handle; its cache entry is not known yet. */
    Attribution judge(int index) {
        Subject subject = subject(index);
        decisions[index] = judge.decision(subject);
        return judge.attribution(subject, decisions[index], "");
    }

    private Attributions(Attributions judged, Function<LiveHandle, String> cacheEntries) {
        this.live = judged.live;
        this.lives = judged.lives;
        this.sites = judged.sites;
        this.judge = judged.judge;
        this.frames = judged.frames;
        this.decisions = judged.decisions;
        this.cacheEntries = cacheEntries;
    }

    /**
     * The same with the cache entries filled in.
     *
     * @param entries the id of the entry that holds a handle with the verdict {@code program-cache}
     */
    Attributions withCacheEntries(Function<LiveHandle, String> entries) {
        return new Attributions(this, entries);
    }

    @Override
    public Attribution get(int index) {
        Subject subject = subject(index);
        Decision decision = decisions[index];
        String entry = CachedPrograms.holds(decision.rule().verdict()) ? cacheEntries.apply(subject.handle()) : "";
        return judge.attribution(subject, decision, entry);
    }

    @Override
    public int size() {
        return decisions.length;
    }

    private Subject subject(int index) {
        LiveHandle handle = live.get(index);
        Site site = sites.of(handle.site());
        return new Subject(handle.withSite(site), lives.get(handle.id().life()), framesOf(site));
    }

    private StackFrames framesOf(Site site) {
        StackFrames known = frames.get(site);
        if (known == null) {
            known = new StackFrames(site.stack());
            frames.put(site, known);
        }
        return known;
    }
}
