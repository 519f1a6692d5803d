package dev.leaktriage.export;

import dev.leaktriage.model.Attribution;
import dev.leaktriage.model.Frame;
import dev.leaktriage.model.LiveHandle;
import dev.leaktriage.model.RunAccounts;
import dev.leaktriage.model.Site;
import dev.leaktriage.model.Sum;
import dev.leaktriage.model.Timeline.SiteShare;
import dev.leaktriage.model.Verdict;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Adds up what sites hold, over all processes and devices.
 *
 * <p>Law: the sums over all weights are those of the analysis, for each quantity.
 */
final class StackWeights {
    private static final Comparator<Placed> ORDER = Comparator.comparing(Placed::path)
            .thenComparing(placed -> placed.weight.site().memory())
            .thenComparing(placed -> placed.weight.site().id())
            .thenComparing(
                    placed -> placed.weight.verdict().map(Verdict::ordinal).orElse(Integer.MAX_VALUE));

    private final ExportOptions options;
    private final Map<Key, Group> groups = new HashMap<>();

    private record Key(String site, Optional<Verdict> verdict) {}

    /** A weight with its frames from the root on, so that neighbours in a flame graph are neighbours in a file. */
    private record Placed(String path, StackWeight weight) {
        static Placed of(StackWeight weight) {
            List<Frame> frames = SourceFrame.rootFirst(weight.site().stack().frames());
            return new Placed(frames.stream().map(Frame::display).collect(Collectors.joining("\n")), weight);
        }
    }

    private static final class Group {
        private final Site site;
        private final Set<Integer> devices = new HashSet<>();
        private final Map<Quantity, Sum> sums = new EnumMap<>(Quantity.class);

        Group(Site site) {
            this.site = site;
        }

        void add(Quantity quantity, Sum sum) {
            sums.merge(quantity, sum, Sum::plus);
        }

        StackWeight weight(Optional<Verdict> verdict) {
            return new StackWeight(site, verdict, devices.size(), sums);
        }
    }

    private StackWeights(ExportOptions options) {
        this.options = options;
    }

    /** The weights of a run, sorted by stack from the root on. */
    static List<StackWeight> of(RunAccounts accounts, ExportOptions options) {
        StackWeights weights = new StackWeights(options);
        accounts.analysis().attributions().forEach(weights::add);
        weights.add(Quantity.PEAK, accounts.peak());
        weights.add(Quantity.ALLOCATED, accounts.allocated());
        return weights.groups.entrySet().stream()
                .map(entry -> entry.getValue().weight(entry.getKey().verdict()))
                .map(Placed::of)
                .sorted(ORDER)
                .map(Placed::weight)
                .toList();
    }

    private void add(Attribution attribution) {
        if (!options.verdicts().contains(attribution.verdict())) {
            return;
        }
        LiveHandle handle = attribution.handle();
        if (options.quantities().contains(Quantity.LIVE)) {
            add(Quantity.LIVE, attribution.verdict(), handle);
        }
        if (options.quantities().contains(Quantity.LEAKED) && attribution.verdict() == Verdict.LEAK) {
            add(Quantity.LEAKED, attribution.verdict(), handle);
        }
    }

    private void add(Quantity quantity, Verdict verdict, LiveHandle handle) {
        Group group = group(handle.site(), Optional.of(verdict));
        group.add(quantity, Sum.of(handle));
        group.devices.add(handle.id().device());
    }

    private void add(Quantity quantity, List<SiteShare> shares) {
        if (options.quantities().contains(quantity)) {
            shares.forEach(share -> group(share.site(), Optional.empty()).add(quantity, share.sum()));
        }
    }

    private Group group(Site site, Optional<Verdict> verdict) {
        return groups.computeIfAbsent(new Key(site.id(), verdict), unseen -> new Group(site));
    }
}
