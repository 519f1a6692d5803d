package dev.leaktriage.classify;

import dev.leaktriage.model.Attribution;
import dev.leaktriage.model.CallStack;
import dev.leaktriage.model.Lifetime;
import dev.leaktriage.model.LiveHandle;
import dev.leaktriage.model.LogPosition;
import dev.leaktriage.model.Memory;
import dev.leaktriage.model.MemoryHistory;
import dev.leaktriage.model.MemoryHistory.Lane;
import dev.leaktriage.model.MemoryHistory.Point;
import dev.leaktriage.model.MemoryHistory.Samples;
import dev.leaktriage.model.MemoryHistory.Snapshot;
import dev.leaktriage.model.Order;
import dev.leaktriage.model.Site;
import dev.leaktriage.model.Verdict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Divides the history of memory into categories.
 *
 * <p>What is live at the end has its verdict all its life. What was freed is told by its site: a cached program, a
 * trace or a system buffer, or else something that was freed later. Law: at every point, the categories of a device
 * sum to what it held.
 */
final class HistoryJudge {
    private static final int NO_LIFE = -1;

    private final MemoryHistory history;
    private final FreedCategories freed;
    private final DemangledSites sites;
    /** By generation; of lives that the history knows only, since millions may be live. */
    private final Map<Long, Optional<Verdict>> verdicts = new HashMap<>();

    private final Map<String, Integer> fileOrder = new HashMap<>();
    private final Map<Origin, Sums> survivors = new HashMap<>();
    private final Map<Part, Sums> parts = new TreeMap<>();
    private final Map<Integer, Boolean> shared = new HashMap<>();

    private record Origin(int life, int device, String site) {}

    private record Part(int device, String category, Memory memory) implements Comparable<Part> {
        private static final Comparator<Part> ORDER =
                Order.comparingInt(Part::device).thenComparing(Part::category).thenComparing(Part::memory);

        @Override
        public int compareTo(Part other) {
            return ORDER.compare(this, other);
        }
    }

    /** Bytes at each point. */
    private record Sums(long[] liveBytes, long[] occupiedBytes) {
        Sums(int points) {
            this(new long[points], new long[points]);
        }

        void add(int point, long live, long occupied) {
            liveBytes[point] += live;
            occupiedBytes[point] += occupied;
        }
    }

    HistoryJudge(MemoryHistory history, FreedCategories freed, DemangledSites sites) {
        this.history = history;
        this.freed = freed;
        this.sites = sites;
        for (Point point : history.samples().points()) {
            fileOrder.putIfAbsent(point.at().file(), fileOrder.size());
        }
        lives(history).forEach(lifetime -> verdicts.put(lifetime.id().generation(), Optional.empty()));
        history.samples().lanes().forEach(lane -> survivors.put(origin(lane), new Sums(points())));
    }

    /** Every life that a history knows, some of them several times. */
    static Stream<Lifetime> lives(MemoryHistory history) {
        return Stream.concat(
                history.lifetimes().stream(),
                history.snapshots().stream().flatMap(snapshot -> snapshot.live().stream()));
    }

    private static Origin origin(Lane lane) {
        return new Origin(lane.life(), lane.device(), lane.site().id());
    }

    private int points() {
        return history.samples().points().size();
    }

    /** False if the history is empty, so that no verdict matters to it. */
    boolean wantsVerdicts() {
        return points() > 0 || !verdicts.isEmpty();
    }

    /** Takes the next verdict, in any order. */
    void take(Attribution attribution) {
        LiveHandle handle = attribution.handle();
        verdicts.computeIfPresent(handle.id().generation(), (generation, none) -> Optional.of(attribution.verdict()));
        if (points() == 0) {
            return;
        }
        int point = firstAfter(handle.allocatedAt());
        Sums lane = survivorsAt(handle);
        Part part = new Part(
                laneDevice(handle), attribution.verdict().label(), handle.id().memory());
        for (Sums sums : List.of(lane, parts.computeIfAbsent(part, unseen -> new Sums(points())))) {
            sums.add(point, handle.sizeBytes(), handle.occupiedBytes());
        }
    }

    private Sums survivorsAt(LiveHandle handle) {
        int device = handle.id().device();
        Sums own = survivors.get(
                new Origin(handle.id().life(), device, handle.site().id()));
        if (own != null) {
            return own;
        }
        Sums ofDevice = survivors.get(new Origin(NO_LIFE, device, ""));
        return ofDevice != null ? ofDevice : survivors.get(new Origin(NO_LIFE, NO_LIFE, ""));
    }

    /** Where devices are too many to be told apart, the late ones share a lane and its number. */
    private int laneDevice(LiveHandle handle) {
        return shared.computeIfAbsent(
                        handle.id().device(),
                        device -> survivors.keySet().stream().noneMatch(origin -> origin.device() == device))
                ? NO_LIFE
                : handle.id().device();
    }

    /** The index of the first point at which something that was allocated there is live. */
    private int firstAfter(LogPosition allocated) {
        int low = 0;
        int high = points() - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (isBefore(history.samples().points().get(middle).at(), allocated)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private boolean isBefore(LogPosition point, LogPosition allocated) {
        int file = Integer.compare(fileOrder.get(point.file()), fileOrder.getOrDefault(allocated.file(), 0));
        return file < 0 || file == 0 && point.line() < allocated.line();
    }

    /** The judged history; every verdict must have been taken. */
    MemoryHistory history() {
        if (history.lifetimes().isEmpty()
                && history.snapshots().isEmpty()
                && history.samples().lanes().isEmpty()) {
            return history;
        }
        List<Snapshot> snapshots = history.snapshots().stream()
                .map(snapshot -> new Snapshot(snapshot.event(), judged(snapshot.live())))
                .toList();
        return new MemoryHistory(judged(history.lifetimes()), samples(), snapshots, history.banks());
    }

    private List<Lifetime> judged(List<Lifetime> lifetimes) {
        return lifetimes.stream()
                .map(lifetime -> lifetime.judged(sites.of(lifetime.site()), category(lifetime)))
                .toList();
    }

    private String category(Lifetime lifetime) {
        return verdicts.get(lifetime.id().generation()).map(Verdict::label).orElseGet(() -> freed.of(lifetime.site()));
    }

    private Samples samples() {
        survivors.values().forEach(HistoryJudge::accumulate);
        parts.values().forEach(HistoryJudge::accumulate);
        Set<Origin> subtracted = new HashSet<>();
        for (Lane lane : history.samples().lanes()) {
            Part part =
                    new Part(lane.device(), freedAs(lane.site()), lane.site().memory());
            Sums sums = parts.computeIfAbsent(part, unseen -> new Sums(points()));
            // Several lanes may share an origin: stacks that differ and mean the same site.
            boolean first = subtracted.add(origin(lane));
            Sums alive = survivors.get(origin(lane));
            for (int i = 0; i < points(); i++) {
                sums.add(
                        i,
                        lane.liveBytes().get(i) - (first ? alive.liveBytes()[i] : 0),
                        lane.occupiedBytes().get(i) - (first ? alive.occupiedBytes()[i] : 0));
            }
        }
        List<Lane> lanes = new ArrayList<>();
        parts.forEach((part, sums) -> lanes.add(lane(part, sums)));
        return new Samples(history.samples().points(), lanes);
    }

    private String freedAs(Site site) {
        return site.id().isEmpty() ? MemoryHistory.FREED_LATER : freed.of(site);
    }

    private static void accumulate(Sums sums) {
        for (long[] bytes : List.of(sums.liveBytes, sums.occupiedBytes)) {
            Arrays.parallelPrefix(bytes, Long::sum);
        }
    }

    private static Lane lane(Part part, Sums sums) {
        return new Lane(
                NO_LIFE,
                part.device(),
                new Site("", part.memory(), CallStack.NONE, ""),
                part.category(),
                boxed(sums.liveBytes),
                boxed(sums.occupiedBytes));
    }

    private static List<Long> boxed(long[] bytes) {
        return IntStream.range(0, bytes.length).mapToObj(i -> bytes[i]).toList();
    }
}
