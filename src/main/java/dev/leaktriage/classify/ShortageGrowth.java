package dev.leaktriage.classify;

import dev.leaktriage.model.Lifetime;
import dev.leaktriage.model.PostMortem;
import dev.leaktriage.model.PostMortem.GrownBy;
import dev.leaktriage.model.PostMortem.GrownPart;
import dev.leaktriage.model.Shortage;
import dev.leaktriage.model.Site;
import dev.leaktriage.model.Sum;
import dev.leaktriage.model.TestRun;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.function.ToIntFunction;

/** Tells of what was held when an allocation failed how it came together: test by test, else over the course of the run. */
final class ShortageGrowth {
    private static final int BEFORE_TESTS = -1;
    private static final List<String> THIRDS = List.of("first third", "second third", "last third");

    private final Shortage shortage;
    private final List<TestRun> tests;

    ShortageGrowth(Shortage shortage, List<TestRun> tests) {
        this.shortage = shortage;
        this.tests = tests.stream()
                .filter(test -> test.firstClock() <= shortage.clock())
                .sorted(Comparator.comparingLong(TestRun::firstClock))
                .toList();
    }

    GrownBy by() {
        return tests.isEmpty() ? GrownBy.EVENTS : GrownBy.TESTS;
    }

    /** The parts in the order of time; none if nothing was held, or too much to list it. */
    List<GrownPart> parts() {
        if (shortage.held().isEmpty()) {
            return List.of();
        }
        return by() == GrownBy.TESTS ? largest(parts(this::testOf, this::nameOf)) : thirds();
    }

    private List<GrownPart> thirds() {
        long first = shortage.held().stream()
                .mapToLong(held -> held.id().generation())
                .min()
                .orElseThrow();
        long events = Math.max(1, shortage.clock() - first);
        return parts(held -> (int) Math.min(2, 3 * (held.id().generation() - first) / events), THIRDS::get);
    }

    private List<GrownPart> parts(ToIntFunction<Lifetime> partOf, IntFunction<String> name) {
        Map<Integer, List<Lifetime>> held = new TreeMap<>();
        shortage.held()
                .forEach(one -> held.computeIfAbsent(partOf.applyAsInt(one), unseen -> new ArrayList<>())
                        .add(one));
        return held.entrySet().stream()
                .map(part -> part(name.apply(part.getKey()), part.getValue()))
                .toList();
    }

    private static GrownPart part(String name, List<Lifetime> held) {
        Map<Site, Sum> bySite = new LinkedHashMap<>();
        held.forEach(one -> bySite.merge(one.site(), sum(one), Sum::plus));
        Map.Entry<Site, Sum> most = bySite.entrySet().stream()
                .max(Comparator.comparingLong(
                                (Map.Entry<Site, Sum> site) -> site.getValue().occupiedBytes())
                        .thenComparing(site -> site.getKey().id(), Comparator.reverseOrder()))
                .orElseThrow();
        Sum all = bySite.values().stream().reduce(Sum.ZERO, Sum::plus);
        return new GrownPart(name, all, most.getKey(), most.getValue());
    }

    private static Sum sum(Lifetime held) {
        return new Sum(1, held.sizeBytes(), held.occupiedBytes());
    }

    /** The test that ran when a buffer was allocated, or the last one before; -1 if none had begun. */
    private int testOf(Lifetime held) {
        int low = 0;
        int high = tests.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (tests.get(middle).firstClock() <= held.id().generation()) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low == 0 ? BEFORE_TESTS : low - 1;
    }

    private String nameOf(int test) {
        return test == BEFORE_TESTS ? "" : tests.get(test).name();
    }

    /** Those that hold most, in the order of time. */
    private static List<GrownPart> largest(List<GrownPart> parts) {
        List<GrownPart> most = parts.stream()
                .sorted(Comparator.comparingLong((GrownPart part) -> part.sum().occupiedBytes())
                        .reversed())
                .limit(PostMortem.MOST_PARTS)
                .toList();
        return parts.stream().filter(most::contains).toList();
    }
}
