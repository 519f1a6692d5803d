package dev.leaktriage.report;

import dev.leaktriage.model.Growth;
import dev.leaktriage.model.PostMortem;
import dev.leaktriage.model.PostMortem.Bank;
import dev.leaktriage.model.PostMortem.CircularRegion;
import dev.leaktriage.model.PostMortem.GrownPart;
import dev.leaktriage.model.PostMortem.Released;
import dev.leaktriage.model.PostMortem.Remedy;
import dev.leaktriage.model.PostMortem.SiteHolding;
import dev.leaktriage.model.Shortage;
import dev.leaktriage.model.Sum;
import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;

/** The allocations of a run that failed as JSON; left out where there are none. */
final class JsonShortages {
    private JsonShortages() {}

    static void write(JsonOutput json, List<PostMortem> all) throws IOException {
        if (!all.isEmpty()) {
            json.objects("out_of_memory", all, JsonShortages::write);
        }
    }

    static void write(JsonOutput json, PostMortem told) throws IOException {
        Shortage shortage = told.shortage();
        json.number("number", told.number());
        json.position("at", shortage.at());
        json.number("process", shortage.process());
        json.object("request", request -> request(request, shortage.request()));
        json.object("stated", stated -> stated(stated, shortage.stated()));
        if (shortage.floor().isPresent()) {
            json.object("floor", floor -> floor(floor, shortage.floor().get()));
        }
        json.textUnlessEmpty("architecture", shortage.architecture());
        if (told.page().isPresent()) {
            json.object("inferred_page", page -> {
                page.number("bytes", told.page().get().bytes());
                page.text("because", told.page().get().because());
            });
        }
        json.text("cause", told.cause().label());
        json.text("because", told.causeBecause());
        json.number("held_handles", shortage.heldHandles());
        json.number("estimated_handles", shortage.estimatedHandles());
        json.objects("held", told.held(), (entry, holding) -> {
            entry.text("category", holding.category());
            figures(entry, holding.sum());
        });
        json.objects("held_by_site", told.sites(), JsonShortages::site);
        if (!told.grown().isEmpty()) {
            json.text("grown_by", told.grownBy().label());
            json.objects("grown", told.grown(), JsonShortages::grown);
        }
        if (told.bank().isPresent()) {
            json.object("bank", bank -> bank(bank, told.bank().get()));
        }
        if (told.circular().isPresent()) {
            json.object(
                    "circular_buffers",
                    region -> circular(region, told.circular().get()));
        }
        json.texts("differences", told.differences());
        json.objects("remedies", told.remedies(), JsonShortages::remedy);
        json.text("clearing_program_cache", told.cacheClear().label());
        json.texts("limits", told.limits());
    }

    private static void request(JsonOutput json, Shortage.Request request) throws IOException {
        stated(json, "size_bytes", request.sizeBytes());
        json.text("memory", request.memory().label());
        stated(json, "banks", request.banks());
        stated(json, "needed_per_bank_bytes", request.neededPerBankBytes());
    }

    private static void stated(JsonOutput json, Shortage.Statistics statistics) throws IOException {
        stated(json, "bank_bytes", statistics.bankBytes());
        stated(json, "allocated_per_bank_bytes", statistics.allocatedBytes());
        stated(json, "free_per_bank_bytes", statistics.freeBytes());
        stated(json, "largest_free_bytes", statistics.largestFreeBytes());
    }

    private static void stated(JsonOutput json, String name, long number) throws IOException {
        json.number(name, number < 0 ? OptionalLong.empty() : OptionalLong.of(number));
    }

    private static void site(JsonOutput json, SiteHolding holding) throws IOException {
        json.text("site", holding.site().id());
        json.text("category", holding.category());
        figures(json, holding.sum());
        json.position("first_at", holding.firstAt());
        if (holding.growth().isPresent()) {
            Growth growth = holding.growth().get();
            json.object("growth", object -> JsonHandle.growth(object, growth));
        }
    }

    private static void grown(JsonOutput json, GrownPart part) throws IOException {
        json.textUnlessEmpty("part", part.name());
        figures(json, part.sum());
        json.text("most_from", part.mostFrom().id());
        json.object("most", most -> figures(most, part.most()));
    }

    private static void bank(JsonOutput json, Bank bank) throws IOException {
        json.number("device", bank.device());
        json.text("from_address", Units.address(bank.fromAddress()));
        json.number("bank_bytes", bank.bankBytes());
        json.number("allocated_bytes", bank.allocatedBytes());
        json.number("free_bytes", bank.freeBytes());
        json.number("largest_free_bytes", bank.largestFreeBytes());
        json.text("because", bank.because());
    }

    private static void circular(JsonOutput json, CircularRegion region) throws IOException {
        json.text("end_address", Units.address(region.endAddress()));
        json.text("because", region.because());
        json.number("handles", region.count());
        json.textUnlessEmpty("freed_by", region.freedBy());
        json.objects("buffers", region.inTheWay(), JsonShortages::released);
    }

    private static void floor(JsonOutput json, Shortage.Floor floor) throws IOException {
        json.text("address", Units.address(floor.address()));
        if (floor.bufferAddress() >= 0) {
            json.text("buffer_address", Units.address(floor.bufferAddress()));
        }
        if (floor.shownAt().isPresent()) {
            json.position("at", floor.shownAt().get());
        }
    }

    private static void remedy(JsonOutput json, Remedy remedy) throws IOException {
        json.text("what", remedy.what());
        json.textUnlessEmpty("freed_by", remedy.freedBy());
        json.number("handles", remedy.count());
        json.number("per_bank_bytes", remedy.perBankBytes());
        json.number("run_bytes", remedy.runBytes());
        json.objects("buffers", remedy.buffers(), JsonShortages::released);
    }

    private static void released(JsonOutput json, Released buffer) throws IOException {
        json.text("address", Units.address(buffer.address()));
        json.number("size_bytes", buffer.sizeBytes());
        json.number("per_bank_bytes", buffer.perBankBytes());
        json.text("category", buffer.category());
        json.text("site", buffer.site().id());
        json.position("allocated_at", buffer.allocatedAt());
    }

    private static void figures(JsonOutput json, Sum sum) throws IOException {
        json.number("handles", sum.handles());
        json.number("size_bytes", sum.sizeBytes());
        json.number("occupied_bytes", sum.occupiedBytes());
    }
}
