package dev.leaktriage.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leaktriage.model.CallStack;
import dev.leaktriage.model.Census;
import dev.leaktriage.model.EventKind;
import dev.leaktriage.model.LogEvent;
import dev.leaktriage.model.Memory;
import dev.leaktriage.model.ServerEvents;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A server's events leave behind the same whether they are replayed many at once or one by one. */
final class ServerRunsTest {
    private static final Memory[] MEMORIES = {Memory.DRAM, Memory.DRAM, Memory.L1, Memory.TRACE, Memory.UNSTATED};

    private static final EventKind[] BARRIERS = {
        EventKind.DEVICE_OPENING,
        EventKind.DEVICE_OPENED,
        EventKind.DEVICE_CLOSING,
        EventKind.DEVICE_CLOSED,
        EventKind.CACHE_CLEARING,
        EventKind.CACHE_CLEARED
    };

    /** What a log is like. */
    private record Sort(int events, int processes, int addresses, int unusual) {}

    private static Ledger ledger(OptionalInt device, boolean history) {
        return new Ledger(
                List.of("server.log"),
                number -> CallStack.NONE,
                stack -> false,
                stack -> false,
                device,
                OptionalLong.empty(),
                history,
                Optional.empty());
    }

    private static List<LogEvent> events(Random random, Sort sort) {
        List<LogEvent> events = new ArrayList<>();
        for (int line = 1; line <= sort.events; line++) {
            LogEvent event = new LogEvent();
            event.clear();
            event.line = line;
            boolean usual = random.nextInt(1000) >= sort.unusual;
            if (usual) {
                move(event, random, sort);
            } else {
                other(event, random, sort);
            }
            events.add(event);
        }
        return events;
    }

    private static void move(LogEvent event, Random random, Sort sort) {
        boolean freed = random.nextInt(9) < 4;
        int place = random.nextInt(sort.addresses);
        event.form = LogEvent.Form.SERVER;
        event.kind = freed ? EventKind.FREED : EventKind.ALLOCATED;
        event.process = 4711 + random.nextInt(sort.processes);
        event.device = random.nextInt(1 + place % 5);
        // Some addresses lie in the upper half of a bank, some further up than any known bank reaches.
        event.address = (long) place * (place % 7 == 0 ? 1L << 22 : 32);
        event.sizeBytes = (1 + place % 3) * (place % 4 == 0 ? 2048L : 100);
        event.memory = freed ? Memory.UNSTATED : MEMORIES[place % MEMORIES.length];
        event.references = random.nextInt(12) == 0 ? random.nextInt(4) : freed ? 0 : 1;
        event.references = random.nextInt(5) == 0 ? LogEvent.UNSTATED : event.references;
    }

    private static void other(LogEvent event, Random random, Sort sort) {
        event.process = 4711 + random.nextInt(sort.processes);
        event.device = random.nextInt(4);
        event.address = 32L * random.nextInt(sort.addresses);
        event.form = LogEvent.Form.SERVER;
        switch (random.nextInt(9)) {
            case 0 -> event.kind = EventKind.PROCESS_SWEPT;
            case 1 -> event.kind = EventKind.SERVER_STARTED;
            case 2 -> event.kind = EventKind.FREE_UNKNOWN;
            case 3 -> event.kind = EventKind.MALFORMED;
            case 4 -> {
                event.kind = EventKind.LIVE_COUNT;
                event.count = random.nextInt(sort.addresses);
            }
            case 5 -> {
                event.kind = EventKind.TEST_STARTED;
                event.form = LogEvent.Form.TEST_RUNNER;
                event.text = "test " + random.nextInt(20);
            }
            case 6 -> {
                event.kind = EventKind.TEST_ENDED;
                event.form = LogEvent.Form.TEST_RUNNER;
            }
            case 7 -> {
                event.kind = BARRIERS[random.nextInt(BARRIERS.length)];
                event.form = LogEvent.Form.RUNTIME;
            }
            default -> {
                event.kind = EventKind.ALLOCATED;
                event.form = LogEvent.Form.TRACKER;
                event.sizeBytes = 2048;
                event.memory = Memory.DRAM;
            }
        }
    }

    private static boolean isOrdinary(LogEvent event) {
        return event.form == LogEvent.Form.SERVER
                && (event.kind == EventKind.ALLOCATED || event.kind == EventKind.FREED);
    }

    /** Replays them, those of the server in runs. */
    private static void replay(List<LogEvent> events, Ledger ledger, int mostAtOnce) {
        long[] words = new long[mostAtOnce * ServerEvents.WORDS];
        int waiting = 0;
        for (LogEvent event : events) {
            if (waiting == mostAtOnce || waiting > 0 && !isOrdinary(event)) {
                accept(ledger, words, waiting);
                waiting = 0;
            }
            if (isOrdinary(event)) {
                put(event, words, ServerEvents.WORDS * waiting++);
            } else {
                ledger.accept(event);
            }
        }
        accept(ledger, words, waiting);
    }

    private static void put(LogEvent event, long[] words, int at) {
        ServerEvents.put(
                words,
                at,
                event.kind == EventKind.FREED,
                event.memory,
                event.prefixed,
                event.line,
                event.process,
                event.device,
                event.address,
                event.sizeBytes,
                event.references);
    }

    private static void accept(Ledger ledger, long[] words, int count) {
        ServerEvents events = new ServerEvents();
        events.view(words, 0, count, 0, 0);
        assertThat(ledger.accept(events)).isTrue();
    }

    private static List<Object> told(Ledger ledger) {
        Object glance = ledger.glance();
        Census census = ledger.census(false, 2048);
        List<Object> handles = IntStream.of(census.live().sorted())
                .mapToObj(handle -> (Object)
                        List.of(census.live().handle(handle), census.live().meshSiblingsLive(handle)))
                .toList();
        return List.of(
                glance,
                census.lives(),
                handles,
                census.totals(),
                census.totalsByLife(),
                census.anomalies(),
                census.timeline(),
                census.integrity(),
                census.tests(),
                ledger.checks());
    }

    private static void assertSame(Random random, Sort sort, OptionalInt device, boolean history) {
        assertSame(events(random, sort), 1 + random.nextInt(300), device, history, sort.toString());
    }

    private static void assertSame(
            List<LogEvent> events, int mostAtOnce, OptionalInt device, boolean history, String what) {
        Ledger alone = ledger(device, history);
        events.forEach(alone::accept);
        Ledger together = ledger(device, history);
        replay(events, together, mostAtOnce);

        List<Object> expected = told(alone);
        List<Object> found = told(together);
        for (int part = 0; part < expected.size(); part++) {
            assertThat(found.get(part)).as("%s, part %d", what, part).isEqualTo(expected.get(part));
        }
    }

    @Test
    void usualEventsLeaveTheSameBehind() {
        Random random = new Random(5);
        assertSame(random, new Sort(60_000, 1, 9000, 0), OptionalInt.empty(), false);
        assertSame(random, new Sort(60_000, 3, 20_000, 0), OptionalInt.empty(), false);
        assertSame(random, new Sort(200_000, 70, 90_000, 1), OptionalInt.empty(), false);
    }

    @Test
    void unusualEventsAmongThemLeaveTheSameBehind() {
        Random random = new Random(6);
        for (int round = 0; round < 150; round++) {
            int unusual = 1 << random.nextInt(8);
            Sort sort = new Sort(
                    random.nextInt(5000), 1 + random.nextInt(3), 1 + random.nextInt(1 << random.nextInt(10)), unusual);
            assertSame(random, sort, OptionalInt.empty(), false);
        }
    }

    @Test
    void thoseOfOneDeviceAndThoseWithAHistoryTooLeaveTheSameBehind() {
        Random random = new Random(7);
        for (int round = 0; round < 20; round++) {
            assertSame(random, new Sort(3000, 2, 500, 5), OptionalInt.of(1), false);
            assertSame(random, new Sort(3000, 2, 500, 5), OptionalInt.empty(), true);
        }
    }

    @Test
    void aTestsPeakMayLieAmidARunAndBelowThePeakOfAll() {
        List<LogEvent> events = new ArrayList<>();
        // So many that samples are taken at few of the events: where one is taken, a run ends.
        move(events, EventKind.ALLOCATED, 20_000);
        move(events, EventKind.FREED, 20_000);
        say(events, EventKind.TEST_STARTED, "test");
        move(events, EventKind.ALLOCATED, 501);
        move(events, EventKind.FREED, 400);
        move(events, EventKind.ALLOCATED, 20);
        say(events, EventKind.TEST_ENDED, "test");

        assertSame(events, events.size(), OptionalInt.empty(), false, "a test");
        Ledger ledger = ledger(OptionalInt.empty(), false);
        replay(events, ledger, events.size());
        assertThat(ledger.census(false).tests().tests())
                .singleElement()
                .satisfies(test -> assertThat(test.peak().handles()).isEqualTo(501));
    }

    /** Allocates or frees the first buffers. */
    private static void move(List<LogEvent> events, EventKind kind, int count) {
        for (int buffer = 0; buffer < count; buffer++) {
            LogEvent event = say(events, kind, "");
            event.form = LogEvent.Form.SERVER;
            event.process = 4711;
            event.device = 0;
            event.address = 32L * buffer;
            event.sizeBytes = 100;
            event.memory = kind == EventKind.FREED ? Memory.UNSTATED : Memory.DRAM;
        }
    }

    private static LogEvent say(List<LogEvent> events, EventKind kind, String text) {
        LogEvent event = new LogEvent();
        event.clear();
        event.kind = kind;
        event.form = LogEvent.Form.TEST_RUNNER;
        event.text = text;
        event.line = events.size() + 1;
        events.add(event);
        return event;
    }
}
