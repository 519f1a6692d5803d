package dev.leaktriage.report;

import dev.leaktriage.model.Delta;
import dev.leaktriage.model.Delta.DevicePair;
import dev.leaktriage.model.SiteChange;
import dev.leaktriage.model.SiteHoldings;
import dev.leaktriage.model.Sum;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/** What two devices that play the same part hold, live. */
record DeviceChange(DevicePair pair, Sum base, Sum current) {
    /** One for each pair, in their order. */
    static List<DeviceChange> of(Delta delta) {
        Map<Integer, Sum> base = live(delta, SiteChange::base);
        Map<Integer, Sum> current = live(delta, SiteChange::current);
        return delta.devices().stream()
                .map(pair -> new DeviceChange(pair, held(base, pair.base()), held(current, pair.current())))
                .toList();
    }

    private static Map<Integer, Sum> live(Delta delta, Function<SiteChange, Optional<SiteHoldings>> side) {
        Map<Integer, Sum> live = new HashMap<>();
        for (SiteChange change : delta.sites()) {
            side.apply(change)
                    .ifPresent(held -> held.devices().forEach((device, sum) -> live.merge(device, sum, Sum::plus)));
        }
        return live;
    }

    private static Sum held(Map<Integer, Sum> live, OptionalInt device) {
        return device.isPresent() ? live.getOrDefault(device.getAsInt(), Sum.ZERO) : Sum.ZERO;
    }
}
