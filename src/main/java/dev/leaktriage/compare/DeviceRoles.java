package dev.leaktriage.compare;

import dev.leaktriage.model.Delta.DevicePair;
import dev.leaktriage.model.SiteChange;
import dev.leaktriage.model.SiteHoldings;
import dev.leaktriage.model.Sum;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.function.Function;

/**
 * Finds out which device of the current run plays the part of which device of the base.
 *
 * <p>A device's part is what it holds, site by site. Devices with equal parts are paired, those of the same number
 * first; what is left is paired by number, then in order.
 */
final class DeviceRoles {
    private final SortedMap<Integer, SortedMap<Integer, Sum>> base;
    private final SortedMap<Integer, SortedMap<Integer, Sum>> current;
    private final List<DevicePair> pairs = new ArrayList<>();

    private DeviceRoles(List<SiteChange> sites) {
        base = parts(sites, SiteChange::base);
        current = parts(sites, SiteChange::current);
    }

    /** The pairs, in the order of the current run's numbers; devices that only the base has come last. */
    static List<DevicePair> of(List<SiteChange> sites) {
        DeviceRoles roles = new DeviceRoles(sites);
        roles.pair((left, right) -> left.equals(right) && roles.sameParts(left, right));
        roles.pair(roles::sameParts);
        roles.pair(Integer::equals);
        roles.pair((left, right) -> true);
        roles.base.keySet().forEach(left -> roles.add(OptionalInt.of(left), OptionalInt.empty()));
        roles.current.keySet().forEach(right -> roles.add(OptionalInt.empty(), OptionalInt.of(right)));
        roles.pairs.sort(
                Comparator.comparing((DevicePair pair) -> pair.current().isEmpty())
                        .thenComparing(pair -> pair.current().orElse(0))
                        .thenComparing(pair -> pair.base().orElse(0)));
        return roles.pairs;
    }

    private boolean sameParts(int left, int right) {
        return base.get(left).equals(current.get(right));
    }

    private void pair(BiPredicate<Integer, Integer> same) {
        for (int left : List.copyOf(base.keySet())) {
            Optional<Integer> found = current.keySet().stream()
                    .filter(right -> same.test(left, right))
                    .findFirst();
            found.ifPresent(right -> {
                add(OptionalInt.of(left), OptionalInt.of(right));
                base.remove(left);
                current.remove(right);
            });
        }
    }

    private void add(OptionalInt left, OptionalInt right) {
        pairs.add(new DevicePair(left, right));
    }

    /** What each device holds, by the site's position. */
    private static SortedMap<Integer, SortedMap<Integer, Sum>> parts(
            List<SiteChange> sites, Function<SiteChange, Optional<SiteHoldings>> side) {
        SortedMap<Integer, SortedMap<Integer, Sum>> parts = new TreeMap<>();
        for (int position = 0; position < sites.size(); position++) {
            Map<Integer, Sum> devices =
                    side.apply(sites.get(position)).map(SiteHoldings::devices).orElse(new TreeMap<>());
            for (Map.Entry<Integer, Sum> device : devices.entrySet()) {
                parts.computeIfAbsent(device.getKey(), unseen -> new TreeMap<>())
                        .put(position, device.getValue());
            }
        }
        return parts;
    }
}
