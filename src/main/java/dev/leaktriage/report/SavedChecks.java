package dev.leaktriage.report;

import dev.leaktriage.model.LogEvent;
import dev.leaktriage.model.MemoryCheck;
import dev.leaktriage.model.MemoryCheck.Blocks;
import dev.leaktriage.model.MemoryCheck.Comparison;
import dev.leaktriage.model.MemoryCheck.Figures;
import dev.leaktriage.model.MemoryCheck.Outcome;
import dev.leaktriage.model.MemoryCheck.Replayed;
import dev.leaktriage.model.VolumeCheck;
import dev.leaktriage.model.VolumeCheck.Volume;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is said of memory besides events, read back from what {@link JsonChecks} wrote. */
final class SavedChecks {
    private SavedChecks() {}

    static MemoryCheck memory(JsonObject json) throws IOException {
        Map<Outcome, Long> outcomes = new EnumMap<>(Outcome.class);
        for (JsonObject outcome : json.objects("outcomes")) {
            outcomes.put(outcome.constant("outcome", Outcome.class), outcome.number("statements"));
        }
        List<Comparison> shown = new ArrayList<>();
        for (JsonObject comparison : json.objects("shown")) {
            shown.add(comparison(comparison));
        }
        return new MemoryCheck(json.text("source"), json.memory("memory"), json.indices("devices"), outcomes, shown);
    }

    private static Comparison comparison(JsonObject json) throws IOException {
        return new Comparison(
                json.constant("outcome", Outcome.class),
                json.position("at"),
                json.positionIfAny("after"),
                stated(json.object("stated")),
                json.has("replayed") ? Optional.of(replayed(json.object("replayed"))) : Optional.empty(),
                json.has("blocks") ? Optional.of(blocks(json.object("blocks"))) : Optional.empty(),
                json.textOrEmpty("because"));
    }

    private static Figures stated(JsonObject json) throws IOException {
        return new Figures(
                number(json, "banks"),
                number(json, "bank_bytes"),
                number(json, "allocated_per_bank_bytes"),
                number(json, "free_per_bank_bytes"),
                number(json, "largest_free_bytes"),
                json.number("rounded_bytes"));
    }

    private static Replayed replayed(JsonObject json) throws IOException {
        return new Replayed(
                json.number("handles"),
                json.number("least_per_bank_bytes"),
                json.number("most_per_bank_bytes"),
                number(json, "largest_free_bytes"));
    }

    private static long number(JsonObject json, String name) throws IOException {
        return json.numberIfAny(name).orElse(LogEvent.UNSTATED);
    }

    private static Blocks blocks(JsonObject json) throws IOException {
        return new Blocks(
                json.address("offset"),
                json.number("matched"),
                json.number("unseen"),
                json.number("unseen_bytes"),
                json.positionIfAny("first_unseen"),
                json.number("missing"),
                json.positionIfAny("first_missing"));
    }

    static VolumeCheck volume(JsonObject json) throws IOException {
        return new VolumeCheck(
                json.index("device"),
                json.memory("memory"),
                allocations(json.object("counted")),
                allocations(json.object("recorded")),
                json.positionIfAny("apart_from"));
    }

    private static Volume allocations(JsonObject json) throws IOException {
        return new Volume(json.number("allocations"), json.number("size_bytes"), json.positionIfAny("first"));
    }
}
