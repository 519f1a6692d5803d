package dev.leaktriage.report;

import dev.leaktriage.model.Glance;
import dev.leaktriage.model.Site;
import dev.leaktriage.model.Sum;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The line that tells how a run is while its log is still being read. */
public final class LiveProse {
    private static final int LONGEST_NAME = 40;

    private LiveProse() {}

    /**
     * Tells it, with what matters most first.
     *
     * @param before a glance at the same run some time ago, to which growth is compared
     * @param time how long ago that was
     * @param linesPerSecond how fast lines come
     * @param columns how long the line may be; what does not fit is left out
     */
    public static String line(Glance now, Glance before, Duration time, long linesPerSecond, int columns) {
        StringBuilder line = new StringBuilder();
        for (String part : parts(now, before, time, linesPerSecond)) {
            String more = line.isEmpty() ? part : ", " + part;
            if (line.length() + more.length() > columns) {
                break;
            }
            line.append(more);
        }
        return line.toString();
    }

    private static List<String> parts(Glance now, Glance before, Duration time, long linesPerSecond) {
        List<String> parts = new ArrayList<>();
        parts.add(Units.count(now.events(), "event", "events"));
        parts.add(Units.grouped(now.live().handles()) + " live ("
                + Units.bytes(now.live().sizeBytes()) + ")");
        if (now.lostAtLeast() > 0) {
            parts.add("at least " + Units.grouped(now.lostAtLeast()) + " lost");
        }
        parts.add(Units.count(linesPerSecond, "line", "lines") + "/s");
        fastest(now, before)
                .ifPresent(growth -> parts.add(name(growth.site()) + " +" + Units.bytes(growth.bytes()) + " in "
                        + Math.max(1, time.toSeconds()) + " s"));
        if (now.byDevice().size() > 1) {
            now.byDevice().entrySet().stream()
                    .max(Comparator.comparingLong((Map.Entry<Integer, Sum> device) ->
                                    device.getValue().sizeBytes())
                            .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
                    .ifPresent(device -> parts.add("most on device " + device.getKey() + " ("
                            + Units.bytes(device.getValue().sizeBytes()) + ")"));
        }
        return parts;
    }

    private record Growth(Site site, long bytes) {}

    private static Optional<Growth> fastest(Glance now, Glance before) {
        Growth fastest = null;
        for (int place = 0; place < now.sites().size(); place++) {
            long held =
                    place < before.sites().size() ? before.sites().get(place).liveBytes() : 0;
            long bytes = now.sites().get(place).liveBytes() - held;
            if (bytes > 0 && (fastest == null || bytes > fastest.bytes())) {
                fastest = new Growth(now.sites().get(place).site(), bytes);
            }
        }
        return Optional.ofNullable(fastest);
    }

    private static String name(Site site) {
        String leaf = site.stack().isEmpty() ? "" : site.stack().frames().get(0).display();
        String name = site.operation().isEmpty() ? leaf : site.operation();
        return name.isEmpty() ? "buffers without a stack" : Visible.cut(Visible.of(name), LONGEST_NAME);
    }
}
