package dev.leaktriage.model;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The tests that a log tells of.
 *
 * @param tests in the order in which they ran
 * @param unlisted how many more there were, which are not told apart
 */
public record TestRuns(List<TestRun> tests, long unlisted) {
    /** Of a log without tests. */
    public static final TestRuns NONE = new TestRuns(List.of(), 0);

    public TestRuns {
        tests = List.copyOf(tests);
    }

    public boolean isEmpty() {
        return tests.isEmpty();
    }

    /**
     * The first test whose memory outlived it; empty if every test gave its memory back. A test that still ran when
     * the log ended had no occasion to.
     */
    public Optional<TestRun> firstThatGaveNotBack() {
        return tests.stream()
                .filter(test -> test.endedAt().isPresent() || test.index() < tests.size() - 1)
                .filter(TestRun::gaveNotBack)
                .findFirst();
    }

    /** The indices of the tests without whose memory a later test might not have run out of it. */
    public Set<Integer> culprits() {
        return tests.stream()
                .flatMap(test -> test.shortage().stream())
                .flatMap(shortage -> shortage.culprit().stream())
                .map(TestShortage.Holder::test)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The tests that ran out of memory, in the order in which they ran. */
    public List<TestRun> shortOfMemory() {
        return tests.stream().filter(test -> test.shortage().isPresent()).toList();
    }
}
