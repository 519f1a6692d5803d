package dev.leaktriage.report;

import java.io.IOException;
import java.util.List;
import java.util.Set;

/**
 * The cases of one run, or of one file of budgets.
 *
 * @param run its name
 * @param className the same for no other suite: GitLab shows it as the suite's name; Jenkins takes what stands before
 *     its last dot for a package
 */
record JunitSuite(String run, String className, List<JunitCase> cases) {
    JunitSuite {
        cases = List.copyOf(cases);
    }

    long count(JunitCase.Outcome... outcomes) {
        Set<JunitCase.Outcome> counted = Set.of(outcomes);
        return cases.stream()
                .filter(problem -> counted.contains(problem.outcome()))
                .count();
    }

    void write(XmlOutput xml, Prose prose) throws IOException {
        xml.open(
                "testsuite",
                "name",
                run,
                "tests",
                Integer.toString(cases.size()),
                "failures",
                Long.toString(count(JunitCase.Outcome.FAILED)),
                "errors",
                "0",
                "skipped",
                Long.toString(count(JunitCase.Outcome.SKIPPED)),
                "time",
                "0");
        xml.open("properties");
        xml.empty("property", "name", "accounts", "value", prose.accounts());
        xml.empty("property", "name", "integrity", "value", prose.integrity());
        xml.close();
        for (JunitCase one : cases) {
            one.write(xml, className);
        }
        xml.close();
    }
}
