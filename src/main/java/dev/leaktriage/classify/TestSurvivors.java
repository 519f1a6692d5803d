package dev.leaktriage.classify;

import dev.leaktriage.model.AttributionGroup;
import dev.leaktriage.model.Sum;
import dev.leaktriage.model.TestRun;
import dev.leaktriage.model.TestRuns;
import dev.leaktriage.model.Verdict;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Adds up, by test and verdict, what is live at the end and was allocated in a test. */
final class TestSurvivors {
    private final TestRuns runs;
    private final Map<Integer, EnumMap<Verdict, Sum>> survivors = new HashMap<>();

    /** Adds up; handles that are alike were allocated in the same test. */
    TestSurvivors(TestRuns runs, Attributions judged) {
        this.runs = runs;
        if (!runs.isEmpty()) {
            judged.groups().forEach(this::add);
        }
    }

    private void add(AttributionGroup group) {
        int test = indexOf(group.handle().id().generation());
        if (test >= 0) {
            survivors
                    .computeIfAbsent(test, unseen -> new EnumMap<>(Verdict.class))
                    .merge(group.verdict(), group.sum(), Sum::plus);
        }
    }

    /** Index of the test in which an event happened; -1 if there is none. */
    private int indexOf(long clock) {
        List<TestRun> tests = runs.tests();
        int low = 0;
        int high = tests.size() - 1;
        while (low <= high) {
            int middle = low + high >>> 1;
            TestRun test = tests.get(middle);
            if (test.ran(clock)) {
                return middle;
            }
            if (clock < test.firstClock()) {
                high = middle - 1;
            } else {
                low = middle + 1;
            }
        }
        return -1;
    }

    /** The tests with their survivors. */
    TestRuns runs() {
        if (runs.isEmpty()) {
            return runs;
        }
        List<TestRun> told = runs.tests().stream()
                .map(test -> test.with(survivors.getOrDefault(test.index(), new EnumMap<>(Verdict.class))))
                .toList();
        return new TestRuns(told, runs.unlisted());
    }
}
