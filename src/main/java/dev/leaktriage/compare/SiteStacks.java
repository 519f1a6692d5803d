package dev.leaktriage.compare;

import dev.leaktriage.model.Frame;
import dev.leaktriage.model.MatchTier;
import dev.leaktriage.model.SiteHoldings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The call stacks of sites as numbers, one for each frame that a tier tells apart. */
final class SiteStacks {
    private final FrameFolding folding;
    private final MatchTier tier;
    /** Thousands of stacks share their frames. */
    private final Map<Frame, Integer> frames = new HashMap<>();

    private final Map<String, Integer> numbers = new HashMap<>();

    SiteStacks(FrameFolding folding, MatchTier tier) {
        this.folding = folding;
        this.tier = tier;
    }

    /** The frames of a site, leaf first; equal numbers mean equal frames in this tier. */
    int[] frames(SiteHoldings site) {
        return site.site().stack().frames().stream().mapToInt(this::number).toArray();
    }

    /** Equal for sites that are the same in this tier. */
    List<Integer> key(SiteHoldings site) {
        List<Integer> key = new ArrayList<>();
        key.add(site.site().memory().ordinal());
        for (int frame : frames(site)) {
            key.add(frame);
        }
        return key;
    }

    /** Equal for sites of the same kind of memory whose stacks end in the same frame at the root. */
    List<Integer> root(SiteHoldings site) {
        int[] frames = frames(site);
        int memory = site.site().memory().ordinal();
        return frames.length == 0 ? List.of(memory) : List.of(memory, frames[frames.length - 1]);
    }

    private int number(Frame frame) {
        return frames.computeIfAbsent(
                frame, unseen -> numbers.computeIfAbsent(folding.fold(unseen, tier), text -> numbers.size()));
    }
}
