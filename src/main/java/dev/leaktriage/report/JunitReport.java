package dev.leaktriage.report;

import dev.leaktriage.model.Analysis;
import dev.leaktriage.model.BudgetResult;
import dev.leaktriage.model.ProcessLife;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * JUnit XML in the subset that Jenkins accepts: a suite for each run and each budget file, a case for each site that
 * leaks, each kind of finding and each budget.
 */
final class JunitReport implements Report {
    private static final String TOOL = "leaktriage";
    private static final String NO_LEAK = "no leak";

    @Override
    public void write(Analysis analysis, ReportOptions options, Writer out) throws IOException {
        Digest digest = Digest.of(analysis, options);
        List<JunitSuite> suites = suites(digest);
        XmlOutput xml = new XmlOutput(out);
        xml.open(
                "testsuites",
                "name",
                TOOL,
                "tests",
                sum(suites, JunitCase.Outcome.values()),
                "failures",
                sum(suites, JunitCase.Outcome.FAILED),
                "errors",
                "0",
                "time",
                "0");
        for (JunitSuite suite : suites) {
            suite.write(xml, new Prose(digest));
        }
        xml.close();
        out.flush();
    }

    @Override
    public boolean wrote(List<String> firstLines) {
        return firstLines.size() >= 2 && firstLines.get(1).startsWith("<testsuites name=\"" + TOOL + "\" ");
    }

    private static String sum(List<JunitSuite> suites, JunitCase.Outcome... outcomes) {
        return Long.toString(
                suites.stream().mapToLong(suite -> suite.count(outcomes)).sum());
    }

    private static List<JunitSuite> suites(Digest digest) {
        Map<String, Map<String, List<Problem>>> byRun = new LinkedHashMap<>();
        for (ProcessLife life : digest.lives()) {
            byRun.computeIfAbsent(life.run(), unseen -> new LinkedHashMap<>());
        }
        for (BudgetResult result : digest.analysis().policy().budgets()) {
            cases(byRun, result.at().file(), result.budget());
        }
        for (Problem problem : Problems.of(digest)) {
            cases(byRun, problem.run(), problem.name()).add(problem);
        }
        for (ProcessLife life : digest.lives()) {
            boolean judged = !digest.onlyFailed();
            if (judged && byRun.get(life.run()).values().stream().allMatch(JunitReport::allowsNoLeak)) {
                cases(byRun, life.run(), NO_LEAK);
            }
        }
        Set<String> classNames = new HashSet<>();
        return byRun.entrySet().stream()
                .map(run -> suite(run.getKey(), className(run.getKey(), classNames), run.getValue()))
                .toList();
    }

    private static List<Problem> cases(Map<String, Map<String, List<Problem>>> byRun, String run, String name) {
        return byRun.computeIfAbsent(run, unseen -> new LinkedHashMap<>())
                .computeIfAbsent(name, unseen -> new ArrayList<>());
    }

    /** Only what was judged and does not leak passes; a case that says so about a damaged log would lie. */
    private static boolean allowsNoLeak(List<Problem> problems) {
        return problems.stream()
                .allMatch(problem -> problem.standing() == Problem.Standing.SHOWN
                        && !problem.check().startsWith(Problems.LEAK));
    }

    private static String className(String run, Set<String> taken) {
        String className = TOOL + "." + run.replace('.', '_');
        for (int number = 2; !taken.add(className); number++) {
            className = TOOL + "." + run.replace('.', '_') + "-" + number;
        }
        return className;
    }

    private static JunitSuite suite(String run, String className, Map<String, List<Problem>> problems) {
        List<JunitCase> cases = problems.entrySet().stream()
                .map(entry -> new JunitCase(entry.getKey(), entry.getValue()))
                .toList();
        return new JunitSuite(run, className, cases);
    }
}
