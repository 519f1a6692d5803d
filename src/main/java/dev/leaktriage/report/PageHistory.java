package dev.leaktriage.report;

import dev.leaktriage.model.Lifetime;
import dev.leaktriage.model.LogPosition;
import dev.leaktriage.model.MemoryHistory;
import dev.leaktriage.model.MemoryHistory.Bank;
import dev.leaktriage.model.MemoryHistory.Lane;
import dev.leaktriage.model.MemoryHistory.Point;
import dev.leaktriage.model.Timeline;
import java.io.IOException;
import java.util.List;

/** What was live when: the lives of all handles, or samples of what devices held. */
final class PageHistory {
    private final MemoryHistory history;
    private final PageDictionaries dictionaries;

    PageHistory(MemoryHistory history, PageDictionaries dictionaries) {
        this.history = history;
        this.dictionaries = dictionaries;
    }

    void write(JsonOutput json) throws IOException {
        json.object("lifetimes", entry -> {
            places(entry, history.lifetimes());
            lives(entry, history.lifetimes());
        });
        json.object("samples", this::samples);
        json.objects("snapshots", history.snapshots(), (entry, snapshot) -> {
            entry.number("event", snapshot.event());
            places(entry, snapshot.live());
        });
        json.objects("banks", history.banks(), PageHistory::bank);
    }

    /** What and where; enough for a bank map. */
    private void places(JsonOutput json, List<Lifetime> lifetimes) throws IOException {
        json.number("count", lifetimes.size());
        column(json, "life", lifetimes, lifetime -> lifetime.id().life());
        column(json, "device", lifetimes, lifetime -> lifetime.id().device());
        column(json, "memory", lifetimes, lifetime -> lifetime.id().memory().ordinal());
        filled(lifetimes, lifetime -> lifetime.id().address()).writeAddresses(json, "address");
        column(json, "size", lifetimes, Lifetime::sizeBytes);
        column(json, "occupied", lifetimes, Lifetime::occupiedBytes);
        if (lifetimes.stream().anyMatch(lifetime -> lifetime.banks() > 0)) {
            column(json, "spread", lifetimes, Lifetime::banks);
        }
        column(json, "site", lifetimes, lifetime -> dictionaries.site(lifetime.site()));
        column(json, "category", lifetimes, lifetime -> dictionaries.category(lifetime.category()));
        column(json, "file", lifetimes, lifetime -> dictionaries.file(lifetime.allocatedAt()));
        filled(lifetimes, lifetime -> lifetime.allocatedAt().line()).writeDistances(json, "line");
    }

    /** From when to when. */
    private void lives(JsonOutput json, List<Lifetime> lifetimes) throws IOException {
        column(json, "view", lifetimes, lifetime -> lifetime.view() ? 1 : 0);
        column(json, "mesh", lifetimes, Lifetime::meshAllocation);
        filled(lifetimes, Lifetime::allocatedEvent).writeDistances(json, "event");
        column(json, "ending", lifetimes, lifetime -> lifetime.ending().ordinal());
        column(json, "end", lifetimes, lifetime -> Math.max(0, lifetime.endedEvent() - lifetime.allocatedEvent()));
        column(
                json,
                "endFile",
                lifetimes,
                lifetime -> lifetime.endedAt().map(dictionaries::file).orElse(0));
        filled(lifetimes, lifetime -> lifetime.endedAt().map(LogPosition::line).orElse(0L))
                .writeDistances(json, "endLine");
    }

    private interface Fact {
        long of(Lifetime lifetime);
    }

    private static void column(JsonOutput json, String name, List<Lifetime> lifetimes, Fact fact) throws IOException {
        filled(lifetimes, fact).write(json, name);
    }

    private static LongColumn filled(List<Lifetime> lifetimes, Fact fact) {
        LongColumn column = new LongColumn();
        lifetimes.forEach(lifetime -> column.add(fact.of(lifetime)));
        return column;
    }

    private void samples(JsonOutput json) throws IOException {
        List<Point> points = history.samples().points();
        json.numbers("event", points.stream().mapToLong(Point::event).toArray());
        json.numbers(
                "file",
                points.stream()
                        .mapToLong(point -> dictionaries.file(point.at()))
                        .toArray());
        json.numbers(
                "line", points.stream().mapToLong(point -> point.at().line()).toArray());
        json.objects("lanes", history.samples().lanes(), this::lane);
    }

    private void lane(JsonOutput json, Lane lane) throws IOException {
        json.number("device", lane.device());
        json.number("category", dictionaries.category(lane.category()));
        json.numbers(
                "size", lane.liveBytes().stream().mapToLong(Long::longValue).toArray());
        json.numbers(
                "occupied",
                lane.occupiedBytes().stream().mapToLong(Long::longValue).toArray());
    }

    private static void bank(JsonOutput json, Bank bank) throws IOException {
        json.number("life", bank.life());
        json.number("device", bank.device());
        json.number("memory", bank.memory().ordinal());
        json.number("banks", bank.banks());
        json.number("from", bank.fromAddress());
        json.number("bankBytes", bank.bankBytes());
        json.flag("stated", bank.stated());
    }

    /** The marks and the coarse totals that every timeline has. */
    static void timeline(JsonOutput json, Timeline timeline) throws IOException {
        marks(json, timeline);
        json.objects("totals", timeline.samples(), (entry, sample) -> {
            entry.number("event", sample.event());
            entry.position("at", sample.at());
            entry.number("size", sample.liveBytes());
            entry.number("occupied", sample.occupiedBytes());
        });
    }

    static void marks(JsonOutput json, Timeline timeline) throws IOException {
        json.objects("marks", timeline.marks(), (entry, mark) -> {
            entry.number("event", mark.event());
            entry.position("at", mark.at());
            entry.text("what", mark.what());
        });
        json.number("droppedMarks", timeline.droppedMarks());
    }
}
