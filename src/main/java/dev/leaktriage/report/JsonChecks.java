package dev.leaktriage.report;

import dev.leaktriage.model.CrossChecks;
import dev.leaktriage.model.MemoryCheck;
import dev.leaktriage.model.MemoryCheck.Blocks;
import dev.leaktriage.model.MemoryCheck.Comparison;
import dev.leaktriage.model.MemoryCheck.Figures;
import dev.leaktriage.model.MemoryCheck.Replayed;
import dev.leaktriage.model.VolumeCheck;
import dev.leaktriage.model.VolumeCheck.Volume;
import java.io.IOException;
import java.util.OptionalLong;

/** What is said of memory besides events as JSON; left out where nothing is. */
final class JsonChecks {
    private JsonChecks() {}

    static void write(JsonOutput json, CrossChecks checks) throws IOException {
        if (!checks.memories().isEmpty()) {
            json.objects("memory_checks", checks.memories(), JsonChecks::memory);
        }
        if (!checks.volumes().isEmpty()) {
            json.objects("volume_checks", checks.volumes(), JsonChecks::volume);
        }
    }

    private static void memory(JsonOutput json, MemoryCheck check) throws IOException {
        json.text("source", check.source());
        json.text("memory", check.memory().label());
        json.numbers("devices", check.devices());
        json.objects("outcomes", check.outcomes().entrySet(), (entry, outcome) -> {
            entry.text("outcome", outcome.getKey().label());
            entry.number("statements", outcome.getValue());
        });
        json.objects("shown", check.shown(), JsonChecks::comparison);
    }

    private static void comparison(JsonOutput json, Comparison told) throws IOException {
        json.text("outcome", told.outcome().label());
        json.position("at", told.at());
        json.position("after", told.after());
        json.object("stated", object -> stated(object, told.stated()));
        if (told.replayed().isPresent()) {
            json.object("replayed", object -> replayed(object, told.replayed().get()));
        }
        if (told.blocks().isPresent()) {
            json.object("blocks", object -> blocks(object, told.blocks().get()));
        }
        json.textUnlessEmpty("because", told.because());
    }

    private static void stated(JsonOutput json, Figures figures) throws IOException {
        number(json, "banks", figures.banks());
        number(json, "bank_bytes", figures.bankBytes());
        number(json, "allocated_per_bank_bytes", figures.allocatedBytes());
        number(json, "free_per_bank_bytes", figures.freeBytes());
        number(json, "largest_free_bytes", figures.largestFreeBytes());
        json.number("rounded_bytes", figures.roundedBytes());
    }

    private static void replayed(JsonOutput json, Replayed replayed) throws IOException {
        json.number("handles", replayed.handles());
        json.number("least_per_bank_bytes", replayed.leastBytes());
        json.number("most_per_bank_bytes", replayed.mostBytes());
        number(json, "largest_free_bytes", replayed.largestFreeBytes());
    }

    private static void number(JsonOutput json, String name, long number) throws IOException {
        json.number(name, number < 0 ? OptionalLong.empty() : OptionalLong.of(number));
    }

    private static void blocks(JsonOutput json, Blocks blocks) throws IOException {
        json.text("offset", Units.address(blocks.offset()));
        json.number("matched", blocks.matched());
        json.number("unseen", blocks.unseen());
        json.number("unseen_bytes", blocks.unseenBytes());
        json.position("first_unseen", blocks.firstUnseen());
        json.number("missing", blocks.missing());
        json.position("first_missing", blocks.firstMissing());
    }

    private static void volume(JsonOutput json, VolumeCheck check) throws IOException {
        json.number("device", check.device());
        json.text("memory", check.memory().label());
        json.object("counted", object -> volume(object, check.counted()));
        json.object("recorded", object -> volume(object, check.recorded()));
        json.position("apart_from", check.apartFrom());
    }

    private static void volume(JsonOutput json, Volume volume) throws IOException {
        json.number("allocations", volume.allocations());
        json.number("size_bytes", volume.bytes());
        json.position("first", volume.first());
    }
}
