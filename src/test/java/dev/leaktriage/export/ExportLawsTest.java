package dev.leaktriage.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.leaktriage.model.Analysis;
import dev.leaktriage.model.Attribution;
import dev.leaktriage.model.Memory;
import dev.leaktriage.model.MemoryHistory;
import dev.leaktriage.model.RunAccounts;
import dev.leaktriage.model.Sum;
import dev.leaktriage.model.Timeline;
import dev.leaktriage.model.Verdict;
import dev.leaktriage.recorder.RandomWorkloads;
import dev.leaktriage.recorder.Recording;
import dev.leaktriage.recorder.RecordingOptions;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;

/** In every format, what is exported of a run sums to what the analysis says of it; over random runs. */
class ExportLawsTest {
    private static final long SEEDS = 8;
    private static final List<Exports> RUNS = LongStream.range(0, SEEDS)
            .mapToObj(seed -> Recording.record(
                    seed % 3 == 0 ? RandomWorkloads.damaged(seed) : RandomWorkloads.of(seed),
                    RecordingOptions.TRACKER.withSeed(seed)))
            .map(run -> Exports.of(run.log()))
            .toList();

    @Test
    void inFoldedLinesStacksSumToTheTotals() throws IOException {
        for (Exports run : RUNS) {
            Map<Quantity, Sum> totals = totals(run.accounts());
            for (ByteKind bytes : ByteKind.values()) {
                for (Quantity quantity : Quantity.values()) {
                    List<String> lines = run.folded(quantity, bytes).lines().toList();
                    assertThat(lines).isSorted().doesNotHaveDuplicates();
                    assertThat(lines.stream()
                                    .mapToLong(line -> Long.parseLong(line.substring(line.indexOf(' ') + 1)))
                                    .sum())
                            .isEqualTo(bytes(bytes, totals.get(quantity)));
                }
            }
        }
    }

    @Test
    void inSpeedscopeProfilesWeightsSumToTheTotals() throws IOException {
        for (Exports run : RUNS) {
            Map<Quantity, Sum> totals = totals(run.accounts());
            for (ByteKind bytes : ByteKind.values()) {
                JsonNode profiles = run.speedscope(bytes).get("profiles");
                for (Quantity quantity : Quantity.values()) {
                    JsonNode profile = profiles.get(quantity.ordinal());
                    assertThat(profile.get("name").asText()).startsWith(quantity.label() + " " + bytes.label());
                    assertThat(numbers(profile.get("weights")).sum())
                            .isEqualTo(profile.get("endValue").asLong())
                            .isEqualTo(bytes(bytes, totals.get(quantity)));
                }
            }
        }
    }

    @Test
    void inPprofProfilesSamplesSumToTheTotalsAndEachStackToItsOwn() throws IOException {
        for (Exports run : RUNS) {
            RunAccounts accounts = run.accounts();
            List<PprofFile.Sample> samples = PprofFile.read(run.pprof()).samples();

            totals(accounts)
                    .forEach((quantity, total) -> assertThat(sum(quantity, samples))
                            .as(quantity.label())
                            .isEqualTo(total));
            Map<String, Sum> live = new TreeMap<>();
            accounts.analysis()
                    .attributions()
                    .forEach(held -> live.merge(
                            held.handle().site().id() + " " + held.verdict().label(),
                            Sum.of(held.handle()),
                            Sum::plus));
            Map<String, Sum> exported = new TreeMap<>();
            samples.stream()
                    .filter(sample -> sample.labels().containsKey("verdict"))
                    .forEach(sample -> exported.merge(
                            sample.labels().get("site") + " " + sample.labels().get("verdict"),
                            sum(Quantity.LIVE, List.of(sample)),
                            Sum::plus));
            assertThat(exported).isEqualTo(live);
        }
    }

    @Test
    void inTracesTheLastCountersAreWhatIsLiveAndAtThePeakTheySumToThePeak() throws IOException {
        for (Exports run : RUNS) {
            Analysis analysis = run.analysis();
            for (ByteKind bytes : ByteKind.values()) {
                JsonNode events =
                        new ObjectMapper().readTree(run.perfetto(bytes)).get("traceEvents");
                Map<String, Long> last = values(events, Long.MAX_VALUE);
                Map<String, Long> live = new TreeMap<>();
                analysis.attributions()
                        .forEach(held -> live.merge(
                                "device " + held.handle().id().device() + " verdict "
                                        + held.verdict().label(),
                                bytes(bytes, Sum.of(held.handle())),
                                Long::sum));
                live.forEach((track, value) -> assertThat(last).as(track).containsEntry(track, value));
                assertThat(sum(last, " verdict ")).isEqualTo(sum(last, " memory "));

                Timeline.Peak peak = analysis.timeline().peak();
                Map<String, Long> atPeak = values(events, peak.event());
                assertThat(sum(atPeak, " memory "))
                        .isEqualTo(sum(atPeak, " verdict "))
                        .isEqualTo(bytes(bytes, new Sum(peak.liveHandles(), peak.liveBytes(), peak.occupiedBytes())));
            }
        }
    }

    @Test
    void inTracesOfLongLogsTheCountersSumToTheSamples() throws IOException {
        StringBuilder log = new StringBuilder();
        for (int i = 0; i < MemoryHistory.MOST_EVENTS; i++) {
            String place = " buffer at 0x" + Integer.toHexString(0x1000 + 64 * i) + " size=64 device=" + i % 2;
            log.append("DEBUG: Tracking").append(place).append(i % 3 == 0 ? " type=L1\n" : " type=DRAM\n");
            log.append(i % 5 == 0 ? "" : "DEBUG: Untracking" + place + "\n");
        }
        Exports run = Exports.of(log.toString().getBytes(StandardCharsets.UTF_8));
        JsonNode events =
                new ObjectMapper().readTree(run.perfetto(ByteKind.SIZE)).get("traceEvents");

        assertThat(run.analysis().timeline().history().lifetimes()).isEmpty();
        MemoryHistory.Point middle =
                run.analysis().timeline().history().samples().points().get(50);
        for (long event : List.of(middle.event(), Long.MAX_VALUE)) {
            Map<String, Long> held = values(events, event);
            assertThat(held).containsKeys("device 0 memory DRAM", "device 1 memory L1", "device 0 verdict freed-later");
            assertThat(sum(held, " memory ")).isEqualTo(sum(held, " verdict ")).isPositive();
        }
        assertThat(sum(values(events, Long.MAX_VALUE), " memory L1"))
                .isEqualTo(run.analysis().attributions().stream()
                        .filter(held -> held.handle().id().memory() == Memory.L1)
                        .mapToLong(held -> held.handle().sizeBytes())
                        .sum());
    }

    @Test
    void fromTheTableOfEventsFollowsWhatIsLive() throws IOException {
        for (Exports run : RUNS) {
            Map<Long, Long> live = new TreeMap<>();
            long allocatedBytes = 0;
            try (Stream<CSVRecord> rows = CSVFormat.RFC4180
                    .builder()
                    .setHeader()
                    .setSkipHeaderRecord(true)
                    .get()
                    .parse(new StringReader(run.events()))
                    .stream()) {
                for (CSVRecord row : rows.toList()) {
                    generations(row, "superseded").forEach(live::remove);
                    if (row.get("outcome").equals("owner") || row.get("outcome").equals("view")) {
                        allocatedBytes += Long.parseLong(row.get("size_bytes"));
                        live.put(Long.parseLong(row.get("generation")), Long.parseLong(row.get("size_bytes")));
                    }
                    if (row.get("outcome").contains("freed")) {
                        generations(row, "generation").forEach(live::remove);
                    }
                }
            }
            Analysis analysis = run.analysis();
            assertThat(allocatedBytes).isEqualTo(analysis.totals().allocatedBytes());
            assertThat(live).hasSize((int) analysis.totals().live());
            assertThat(live.values().stream().mapToLong(Long::longValue).sum())
                    .isEqualTo(analysis.totals().liveBytes());
        }
    }

    private static Stream<Long> generations(CSVRecord row, String column) {
        return Stream.of(row.get(column).split(" "))
                .filter(Predicate.not(String::isEmpty))
                .map(Long::valueOf);
    }

    /** The sums by the analysis alone, but for the occupied bytes that were ever allocated: only accounts know them. */
    private static Map<Quantity, Sum> totals(RunAccounts accounts) {
        Analysis analysis = accounts.analysis();
        Timeline.Peak peak = analysis.timeline().peak();
        Map<Quantity, Sum> totals = new EnumMap<>(Quantity.class);
        totals.put(Quantity.LIVE, live(analysis, held -> true));
        totals.put(Quantity.LEAKED, live(analysis, held -> held.verdict() == Verdict.LEAK));
        totals.put(Quantity.PEAK, new Sum(peak.liveHandles(), peak.liveBytes(), peak.occupiedBytes()));
        totals.put(
                Quantity.ALLOCATED,
                new Sum(
                        analysis.totals().allocated(),
                        analysis.totals().allocatedBytes(),
                        accounts.allocated().stream()
                                .mapToLong(Timeline.SiteShare::occupiedBytes)
                                .sum()));
        return totals;
    }

    private static long bytes(ByteKind kind, Sum sum) {
        return kind == ByteKind.SIZE ? sum.sizeBytes() : sum.occupiedBytes();
    }

    private static Sum live(Analysis analysis, Predicate<Attribution> wanted) {
        return analysis.attributions().stream()
                .filter(wanted)
                .map(held -> Sum.of(held.handle()))
                .reduce(Sum.ZERO, Sum::plus);
    }

    private static Sum sum(Quantity quantity, List<PprofFile.Sample> samples) {
        return samples.stream()
                .map(PprofFile.Sample::values)
                .map(values -> new Sum(
                        values.get(quantity.label() + "_handles"),
                        values.get(quantity.label() + "_bytes"),
                        values.get(quantity.label() + "_occupied")))
                .reduce(Sum.ZERO, Sum::plus);
    }

    private static LongStream numbers(JsonNode array) {
        return LongStream.range(0, array.size()).map(i -> array.get((int) i).asLong());
    }

    /** The value of each counter of a device after an event. */
    private static Map<String, Long> values(JsonNode events, long event) {
        Map<Integer, String> processes = new TreeMap<>();
        Map<String, Long> values = new TreeMap<>();
        for (JsonNode one : events) {
            int process = one.get("pid").asInt();
            if (one.get("ph").asText().equals("M")) {
                processes.put(process, one.at("/args/name").asText());
            }
            boolean counter = one.get("ph").asText().equals("C") && process != 1;
            if (counter && one.get("ts").asLong() <= event) {
                values.put(
                        processes.get(process) + " " + one.get("name").asText(),
                        one.get("args")
                                .properties()
                                .iterator()
                                .next()
                                .getValue()
                                .asLong());
            }
        }
        return values;
    }

    private static long sum(Map<String, Long> counters, String kind) {
        return counters.entrySet().stream()
                .filter(counter -> counter.getKey().contains(kind))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }
}
