package dev.leaktriage.report;

import dev.leaktriage.model.Sum;
import dev.leaktriage.model.TestRun;
import dev.leaktriage.model.TestShortage;
import dev.leaktriage.model.TestShortage.Holder;
import dev.leaktriage.model.Verdict;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The tests of a run, read back from what {@link JsonTests} wrote. */
final class SavedTests {
    private SavedTests() {}

    /**
     * One test.
     *
     * @param place its index: the tests stand in order
     */
    static TestRun test(JsonObject json, int place) throws IOException {
        Map<Verdict, Sum> survivors = new EnumMap<>(Verdict.class);
        for (JsonObject share : json.objects("survivors")) {
            survivors.put(share.constant("verdict", Verdict.class), figures(share));
        }
        return new TestRun(
                place,
                json.text("name"),
                json.constant("outcome", TestRun.Outcome.class),
                json.positionIfAny("started_at"),
                json.positionIfAny("ended_at"),
                json.number("first_generation"),
                json.number("last_generation"),
                sum(json, "allocated"),
                sum(json, "live_before"),
                sum(json, "live_after"),
                sum(json, "peak"),
                sum(json, "held_at_end"),
                sum(json, "held_later"),
                survivors,
                json.has("shortage") ? Optional.of(shortage(json.object("shortage"))) : Optional.empty());
    }

    private static TestShortage shortage(JsonObject json) throws IOException {
        List<Holder> holders = new ArrayList<>();
        for (JsonObject holder : json.objects("holders")) {
            holders.add(new Holder(
                    holder.index("test"), holder.text("name"), holder.position("first_at"), figures(holder)));
        }
        return new TestShortage(
                json.position("at"),
                json.text("message"),
                json.memory("memory"),
                sum(json, "held_by_itself"),
                sum(json, "held_by_earlier"),
                holders,
                json.number("holder_count"));
    }

    private static Sum sum(JsonObject json, String name) throws IOException {
        return figures(json.object(name));
    }

    private static Sum figures(JsonObject json) throws IOException {
        return new Sum(json.number("handles"), json.number("size_bytes"), json.number("occupied_bytes"));
    }
}
