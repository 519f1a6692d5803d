package dev.leaktriage.report;

import dev.leaktriage.model.Order;
import dev.leaktriage.model.Sum;
import dev.leaktriage.model.TestRun;
import dev.leaktriage.model.TestRuns;
import dev.leaktriage.report.Section.Column;
import dev.leaktriage.report.Section.Row;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The tests that kept memory or ran out of it, most growth first. */
final class TestSection {
    private static final Comparator<TestRun> WORST_FIRST = Order.comparingLong(
                    (TestRun test) -> test.growth().occupiedBytes())
            .thenComparingLong(test -> test.heldLater().occupiedBytes())
            .reversed()
            .thenComparingInt(TestRun::index);

    private TestSection() {}

    static Section of(Digest digest) {
        TestRuns runs = digest.analysis().tests();
        List<TestRun> told = runs.tests().stream()
                .filter(test -> test.gaveNotBack() || test.shortage().isPresent())
                .sorted(WORST_FIRST)
                .toList();
        Set<Integer> culprits = runs.culprits();
        return new Section(
                "Tests, most growth first",
                List.of(
                        Column.text("test"),
                        Column.text("outcome"),
                        Column.number("live after"),
                        Column.number("peak"),
                        Column.number("held later"),
                        Column.number("growth"),
                        Column.text("part")),
                digest.top(told).stream().map(test -> row(test, culprits)).toList(),
                notes(digest, runs, told));
    }

    private static List<String> notes(Digest digest, TestRuns runs, List<TestRun> told) {
        if (runs.isEmpty()) {
            return List.of();
        }
        List<String> notes = new ArrayList<>(digest.leftOut(told, "tests", TestSection::total));
        notes.addAll(TestProse.sentences(runs, digest.options().top()));
        long quiet = runs.tests().size() - (long) told.size();
        notes.add(Units.count(runs.tests().size() + runs.unlisted(), "test", "tests") + " in all; "
                + Units.grouped(quiet) + " gave everything back"
                + (runs.unlisted() > 0 ? "; " + Units.grouped(runs.unlisted()) + " were not told apart" : "") + ".");
        return notes;
    }

    private static Row row(TestRun test, Set<Integer> culprits) {
        return Row.of(
                test.name(),
                test.outcome() == TestRun.Outcome.UNKNOWN ? "?" : test.outcome().label(),
                Units.bytes(test.after().occupiedBytes()),
                Units.bytes(test.peak().occupiedBytes()),
                Units.bytes(test.heldLater().occupiedBytes()),
                Units.bytes(test.growth().occupiedBytes()),
                part(test, culprits));
    }

    /** What part a test has in a shortage: {@code culprit}, {@code victim}, both, or none. */
    static String part(TestRun test, Set<Integer> culprits) {
        boolean victim = test.shortage().isPresent();
        return Stream.of(culprits.contains(test.index()) ? "culprit" : "", victim ? "victim" : "")
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" "));
    }

    private static String total(List<TestRun> tests) {
        Sum sum = tests.stream().map(TestRun::growth).reduce(Sum.ZERO, Sum::plus);
        return Units.handles(sum.handles()) + ", " + Units.bytes(sum.occupiedBytes()) + " of growth";
    }
}
