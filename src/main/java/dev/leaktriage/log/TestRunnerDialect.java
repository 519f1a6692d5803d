package dev.leaktriage.log;

import static java.util.Map.entry;

import dev.leaktriage.log.RecordKind.Body;
import dev.leaktriage.log.grammar.TestRunnerLexer;
import dev.leaktriage.log.grammar.TestRunnerParser;
import dev.leaktriage.model.EventKind;
import dev.leaktriage.model.LogEvent.Form;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What pytest, GoogleTest, CTest, Surefire and the JUnit console print as tests begin and end. */
final class TestRunnerDialect {
    private static final List<String> ANCHORS = List.of(
            "SESSION_STARTS",
            "PYTEST_FUNCTION",
            "SUITES_RUN",
            "SUITE_BEGINS",
            "CTEST_PROJECT",
            "SUREFIRE_BANNER",
            "SUREFIRE_RUNNING",
            "FEED_STARTED");

    /** Short, or common in other text: a log in which no test runner has spoken is not searched for them. */
    private static final List<String> LATE_ANCHORS = List.of(
            "WARNINGS_SUMMARY",
            "FAILURES",
            "ERRORS",
            "SHORT_SUMMARY",
            "PYTEST_NODE",
            "PYTEST_FILE",
            "PASSED",
            "FAILED",
            "SKIPPED",
            "XFAIL",
            "XPASS",
            "SUITE_RUN",
            "SUITE_OK",
            "SUITE_FAILED",
            "SUITE_SKIPPED",
            "CTEST_START",
            "CTEST_1",
            "CTEST_2",
            "CTEST_3",
            "CTEST_4",
            "CTEST_5",
            "RUNNING",
            "TESTS_RUN",
            "FEED_SUCCESSFUL",
            "FEED_FAILED",
            "FEED_ABORTED");

    private static final Map<String, RecordKind> KINDS = Map.ofEntries(
            entry("sessionStarted", kind(EventKind.TESTS_STARTED)),
            entry("sessionOver", kind(EventKind.TESTS_ENDED)),
            entry("pytestEnded", kind(EventKind.TEST_ENDED)),
            entry("pytestTold", kind(EventKind.TEST_TOLD)),
            entry("pytestOutcome", kind(EventKind.TEST_ENDED)),
            entry("pytestFile", kind(EventKind.TEST_ENDED)),
            entry("pytestStarted", kind(EventKind.TEST_STARTED)),
            entry("ctestStarted", kind(EventKind.TEST_STARTED)),
            entry("ctestEnded", kind(EventKind.TEST_ENDED)),
            entry("surefireStarted", kind(EventKind.TEST_STARTED)),
            entry("surefireEnded", kind(EventKind.TEST_ENDED)),
            entry("suiteStarted", kind(EventKind.TEST_STARTED)),
            entry("suiteEnded", kind(EventKind.TEST_ENDED)),
            entry("feedStarted", kind(EventKind.TEST_STARTED)),
            entry("feedEnded", kind(EventKind.TEST_ENDED)));

    private TestRunnerDialect() {}

    static Dialect dialect() {
        List<String> anchors =
                Stream.concat(ANCHORS.stream(), LATE_ANCHORS.stream()).toList();
        return new Dialect(
                "test-runner",
                TestRunnerLexer::new,
                TestRunnerParser::new,
                (parser, rule) -> ((TestRunnerParser) parser).record(),
                KINDS,
                anchors,
                List.of(),
                anchors.stream().collect(Collectors.toUnmodifiableSet()),
                Set.of(),
                List.of(),
                List.of(),
                Set.copyOf(LATE_ANCHORS),
                true);
    }

    private static RecordKind kind(EventKind event) {
        return new RecordKind(event, Form.TEST_RUNNER, Body.NONE);
    }
}
