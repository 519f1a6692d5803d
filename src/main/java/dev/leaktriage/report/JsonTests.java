package dev.leaktriage.report;

import dev.leaktriage.model.Sum;
import dev.leaktriage.model.TestRun;
import dev.leaktriage.model.TestRuns;
import dev.leaktriage.model.TestShortage;
import java.io.IOException;

/** The tests of a run as JSON; left out where there are none. */
final class JsonTests {
    private JsonTests() {}

    static void write(JsonOutput json, TestRuns runs) throws IOException {
        if (runs.isEmpty()) {
            return;
        }
        json.objects("tests", runs.tests(), JsonTests::test);
        json.number("unlisted_tests", runs.unlisted());
    }

    private static void test(JsonOutput json, TestRun test) throws IOException {
        json.text("name", test.name());
        json.text("outcome", test.outcome().label());
        json.position("started_at", test.startedAt());
        json.position("ended_at", test.endedAt());
        json.number("first_generation", test.firstClock());
        json.number("last_generation", test.lastClock());
        sum(json, "allocated", test.allocated());
        sum(json, "live_before", test.before());
        sum(json, "live_after", test.after());
        sum(json, "peak", test.peak());
        sum(json, "held_at_end", test.heldAtEnd());
        sum(json, "held_later", test.heldLater());
        sum(json, "growth", test.growth());
        json.objects("survivors", test.survivors().entrySet(), (entry, survivors) -> {
            entry.text("verdict", survivors.getKey().label());
            figures(entry, survivors.getValue());
        });
        if (test.shortage().isPresent()) {
            json.object("shortage", object -> shortage(object, test.shortage().get()));
        }
    }

    private static void shortage(JsonOutput json, TestShortage shortage) throws IOException {
        json.position("at", shortage.at());
        json.text("message", shortage.message());
        json.text("memory", shortage.memory().label());
        sum(json, "held_by_itself", shortage.heldByItself());
        sum(json, "held_by_earlier", shortage.heldByEarlier());
        json.objects("holders", shortage.holders(), (entry, holder) -> {
            entry.number("test", holder.test());
            entry.text("name", holder.name());
            entry.position("first_at", holder.firstAt());
            figures(entry, holder.held());
        });
        json.number("holder_count", shortage.holderCount());
        if (shortage.culprit().isPresent()) {
            json.number("culprit", shortage.culprit().get().test());
        }
    }

    private static void sum(JsonOutput json, String name, Sum sum) throws IOException {
        json.object(name, object -> figures(object, sum));
    }

    private static void figures(JsonOutput json, Sum sum) throws IOException {
        json.number("handles", sum.handles());
        json.number("size_bytes", sum.sizeBytes());
        json.number("occupied_bytes", sum.occupiedBytes());
    }
}
