package dev.leaktriage.report;

import dev.leaktriage.model.LogPosition;
import dev.leaktriage.model.Sum;
import dev.leaktriage.model.TestRun;
import dev.leaktriage.model.TestRuns;
import dev.leaktriage.model.TestShortage;
import dev.leaktriage.model.TestShortage.Holder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Says which test kept memory, and which one went without because of it. */
final class TestProse {
    private static final int NAME_COLUMNS = 120;

    private TestProse() {}

    /** Who is to blame for the first failure for want of memory, else who kept memory first; empty if nobody did. */
    static Optional<String> answer(TestRuns runs) {
        Optional<TestRun> victim = runs.shortOfMemory().stream().findFirst();
        return victim.isPresent()
                ? victim.map(TestProse::shortage)
                : runs.firstThatGaveNotBack().map(TestProse::first);
    }

    /** One sentence for each test that ran out of memory, and one for the first test that kept memory. */
    static List<String> sentences(TestRuns runs, int most) {
        List<TestRun> victims = runs.shortOfMemory();
        List<String> sentences = new ArrayList<>();
        victims.stream().limit(most).map(TestProse::shortage).forEach(sentences::add);
        if (victims.size() > most) {
            sentences.add(Units.grouped(victims.size() - most) + " more tests ran out of memory.");
        }
        sentences.add(runs.firstThatGaveNotBack()
                .map(TestProse::first)
                .orElse("Every test gave back what it had allocated."));
        return sentences;
    }

    private static String first(TestRun test) {
        Sum kept = test.growth().handles() > 0 ? test.growth() : test.heldLater();
        return name(test.name()) + " is the first test that did not give its memory back"
                + at(test.startedAt().or(test::endedAt)) + ": "
                + Units.count(kept.handles(), "buffer", "buffers") + " of " + Units.bytes(kept.sizeBytes())
                + (test.growth().handles() > 0
                        ? " that it allocated " + (kept.handles() == 1 ? "is" : "are") + " live at the end of the run."
                        : " outlived the test after it, and went before the end of the run.");
    }

    static String shortage(TestRun victim) {
        TestShortage shortage = victim.shortage().orElseThrow();
        String met = name(victim.name()) + " ran out of memory (" + shortage.at() + ")";
        String there = shortage.memory().label().isEmpty()
                ? ""
                : " of " + shortage.memory().label();
        return shortage.culprit()
                .map(culprit -> met + " because of " + name(culprit.name()) + ": of "
                        + Units.bytes(all(shortage).occupiedBytes()) + there + " that tests held at that moment, "
                        + held(culprit, shortage) + ".")
                .orElse(met + " by itself: no earlier test held memory" + there + " at that moment.");
    }

    private static Sum all(TestShortage shortage) {
        return shortage.heldByEarlier().plus(shortage.heldByItself());
    }

    private static String held(Holder culprit, TestShortage shortage) {
        String its = Units.bytes(culprit.held().occupiedBytes()) + " were still those of the culprit (first at "
                + culprit.firstAt() + ")";
        long others = shortage.holderCount() - 1;
        Sum rest = shortage.heldByEarlier().minus(culprit.held());
        return others == 0
                ? its
                : its + " and " + Units.bytes(rest.occupiedBytes()) + " those of "
                        + Units.count(others, "other earlier test", "other earlier tests");
    }

    private static String at(Optional<LogPosition> position) {
        return position.map(at -> " (" + at + ")").orElse("");
    }

    private static String name(String name) {
        return Visible.cutMiddle(name, NAME_COLUMNS);
    }
}
