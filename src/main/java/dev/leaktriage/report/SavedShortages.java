package dev.leaktriage.report;

import dev.leaktriage.model.Growth;
import dev.leaktriage.model.LogEvent;
import dev.leaktriage.model.PostMortem;
import dev.leaktriage.model.PostMortem.Bank;
import dev.leaktriage.model.PostMortem.CacheClear;
import dev.leaktriage.model.PostMortem.Cause;
import dev.leaktriage.model.PostMortem.CircularRegion;
import dev.leaktriage.model.PostMortem.GrownBy;
import dev.leaktriage.model.PostMortem.GrownPart;
import dev.leaktriage.model.PostMortem.Holding;
import dev.leaktriage.model.PostMortem.Page;
import dev.leaktriage.model.PostMortem.Released;
import dev.leaktriage.model.PostMortem.Remedy;
import dev.leaktriage.model.PostMortem.SiteHolding;
import dev.leaktriage.model.Shortage;
import dev.leaktriage.model.Site;
import dev.leaktriage.model.Sum;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The allocations of a run that failed, read back from what {@link JsonShortages} wrote. */
final class SavedShortages {
    private final Map<String, Site> sites;

    /** Makes a reader for reports with these sites, by their ids. */
    SavedShortages(Map<String, Site> sites) {
        this.sites = sites;
    }

    /** One of them. */
    PostMortem postMortem(JsonObject json) throws IOException {
        return new PostMortem(
                json.index("number"),
                shortage(json),
                json.has("inferred_page") ? Optional.of(page(json.object("inferred_page"))) : Optional.empty(),
                json.constant("cause", Cause.class),
                json.text("because"),
                held(json),
                holdings(json),
                json.has("grown_by") ? json.constant("grown_by", GrownBy.class) : GrownBy.EVENTS,
                grown(json),
                json.has("bank") ? Optional.of(bank(json.object("bank"))) : Optional.empty(),
                json.has("circular_buffers")
                        ? Optional.of(circular(json.object("circular_buffers")))
                        : Optional.empty(),
                json.texts("differences"),
                remedies(json),
                json.constant("clearing_program_cache", CacheClear.class),
                json.texts("limits"));
    }

    private static Shortage shortage(JsonObject json) throws IOException {
        JsonObject request = json.object("request");
        JsonObject stated = json.object("stated");
        return new Shortage(
                json.position("at"),
                LogEvent.UNSTATED,
                json.numberIfAny("process"),
                new Shortage.Request(
                        number(request, "size_bytes"),
                        request.memory("memory"),
                        number(request, "banks"),
                        number(request, "needed_per_bank_bytes")),
                new Shortage.Statistics(
                        number(stated, "bank_bytes"),
                        number(stated, "allocated_per_bank_bytes"),
                        number(stated, "free_per_bank_bytes"),
                        number(stated, "largest_free_bytes")),
                json.has("floor") ? Optional.of(floor(json.object("floor"))) : Optional.empty(),
                json.textOrEmpty("architecture"),
                List.of(),
                json.number("held_handles"),
                json.number("estimated_handles"));
    }

    private static long number(JsonObject json, String name) throws IOException {
        return json.numberIfAny(name).orElse(LogEvent.UNSTATED);
    }

    private static Page page(JsonObject json) throws IOException {
        return new Page(json.number("bytes"), json.text("because"));
    }

    private static List<Holding> held(JsonObject json) throws IOException {
        List<Holding> held = new ArrayList<>();
        for (JsonObject holding : json.objects("held")) {
            held.add(new Holding(holding.text("category"), figures(holding)));
        }
        return held;
    }

    private List<SiteHolding> holdings(JsonObject json) throws IOException {
        List<SiteHolding> holdings = new ArrayList<>();
        for (JsonObject holding : json.objects("held_by_site")) {
            Optional<Growth> growth = holding.has("growth")
                    ? Optional.of(SavedHandle.growth(holding.object("growth")))
                    : Optional.empty();
            holdings.add(new SiteHolding(
                    site(holding), holding.text("category"), figures(holding), holding.position("first_at"), growth));
        }
        return holdings;
    }

    private List<GrownPart> grown(JsonObject json) throws IOException {
        List<GrownPart> grown = new ArrayList<>();
        if (!json.has("grown")) {
            return grown;
        }
        for (JsonObject part : json.objects("grown")) {
            grown.add(new GrownPart(
                    part.textOrEmpty("part"), figures(part), site(part, "most_from"), figures(part.object("most"))));
        }
        return grown;
    }

    private Site site(JsonObject json) throws IOException {
        return site(json, "site");
    }

    private Site site(JsonObject json, String name) throws IOException {
        Site site = sites.get(json.text(name));
        if (site == null) {
            throw json.wrong(name, "the site '" + json.text(name) + "' is not in the list of sites");
        }
        return site;
    }

    private static Bank bank(JsonObject json) throws IOException {
        return new Bank(
                json.index("device"),
                json.address("from_address"),
                json.number("bank_bytes"),
                json.number("allocated_bytes"),
                json.number("free_bytes"),
                json.number("largest_free_bytes"),
                json.text("because"));
    }

    private static Shortage.Floor floor(JsonObject json) throws IOException {
        return new Shortage.Floor(
                json.address("address"),
                json.has("buffer_address") ? json.address("buffer_address") : LogEvent.UNSTATED,
                json.has("at") ? Optional.of(json.position("at")) : Optional.empty());
    }

    private CircularRegion circular(JsonObject json) throws IOException {
        return new CircularRegion(
                json.address("end_address"),
                json.text("because"),
                buffers(json),
                json.number("handles"),
                json.textOrEmpty("freed_by"));
    }

    private List<Released> buffers(JsonObject json) throws IOException {
        List<Released> buffers = new ArrayList<>();
        for (JsonObject buffer : json.objects("buffers")) {
            buffers.add(released(buffer));
        }
        return buffers;
    }

    private List<Remedy> remedies(JsonObject json) throws IOException {
        List<Remedy> remedies = new ArrayList<>();
        for (JsonObject remedy : json.objects("remedies")) {
            remedies.add(new Remedy(
                    remedy.text("what"),
                    remedy.textOrEmpty("freed_by"),
                    buffers(remedy),
                    remedy.number("handles"),
                    remedy.number("per_bank_bytes"),
                    remedy.number("run_bytes")));
        }
        return remedies;
    }

    private Released released(JsonObject json) throws IOException {
        return new Released(
                json.address("address"),
                json.number("size_bytes"),
                json.number("per_bank_bytes"),
                json.text("category"),
                site(json),
                json.position("allocated_at"));
    }

    private static Sum figures(JsonObject json) throws IOException {
        return new Sum(json.number("handles"), json.number("size_bytes"), json.number("occupied_bytes"));
    }
}
