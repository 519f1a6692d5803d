package dev.leaktriage.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.leaktriage.model.AddressHistory;
import dev.leaktriage.model.AddressHistory.Event;
import dev.leaktriage.model.AddressHistory.What;
import dev.leaktriage.model.Analysis;
import dev.leaktriage.model.Attribution;
import dev.leaktriage.model.Explanation;
import dev.leaktriage.model.LogPosition;
import dev.leaktriage.model.Memory;
import dev.leaktriage.model.ProcessLife.End;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ExplanationTest {
    private static final long ADDRESS = 0x3ffff800L;

    /** One mesh allocation of ttnn::add on two devices, with a view that was freed. */
    private static final Analysis RUN = new RunBuilder("mesh.log")
            .life("mesh.log", OptionalLong.of(4711), End.ORDERLY, "", 2)
            .cacheEntry(0, 2, ADDRESS, Runs.ADD, 3)
            .build();

    private static final AddressHistory HISTORY = new AddressHistory(ADDRESS, events());

    private static final List<Explanation> EXPLANATIONS =
            RUN.attributions().stream().map(ExplanationTest::explain).toList();

    @Test
    void theLifeOfAnAddressIsToldOnceForAMesh() throws IOException {
        assertThat(text(HISTORY, EXPLANATIONS)).isEqualTo("""
                0x3ffff800: 4 allocations on devices 0-1 (x2), live: 2 program-cache.
                log intact: 48 records, no event is known to be missing; process 4711 ended in an orderly way.

                Devices 0-1 (x2), process 4711; lines are those of device 0
                  handle  what            size  memory  at           from
                  #1      allocated   12,288 B  DRAM    mesh.log:3   ttnn::add
                  #2      view of #1  12,288 B  DRAM    mesh.log:43  ttnn::add
                    it shares the program frames of #1
                  #2      view freed  12,288 B  DRAM    mesh.log:91  ttnn::add

                  #1 is live: program-cache, definite
                    frame 1 of mesh.log:3 loads a program's kernel binaries
                    rules tried:
                      survived-device-close does not apply: its device is still open
                      program-cache applies: frame 1 loads kernel binaries
                    freed by: clearing the program cache
                    would change it: a completed clear of the cache after mesh.log:3
                    stack, leaf first:
                      1. MeshWorkloadImpl::load_binaries()  <- decided
                      2. create_and_cache_mesh_workload<...>()
                      3. ttnn::add()
                """);
    }

    @Test
    void aProcessThatTheLogDoesNotNameIsNotMentioned() throws IOException {
        Analysis nameless = new RunBuilder("mesh.log")
                .life("mesh.log", OptionalLong.empty(), End.ORDERLY, "", 2)
                .build();
        StringWriter out = new StringWriter();
        ExplanationText.write(nameless, HISTORY, List.of(), ReportOptions.PLAIN, out);

        assertThat(out.toString()).contains("\nDevices 0-1 (x2); lines are those of device 0\n");
    }

    @Test
    void devicesWithDifferentLivesAreToldApart() throws IOException {
        List<Event> events = new ArrayList<>(HISTORY.events());
        events.add(event(120, 1, What.FREED, 2, 0, ""));

        assertThat(text(new AddressHistory(ADDRESS, events), EXPLANATIONS.subList(0, 1)))
                .contains("Device 0, process 4711\n", "Device 1, process 4711\n", "#1      freed");
    }

    @Test
    void anAddressThatTheLogDoesNotNameIsSaidToBeUnknown() throws IOException {
        assertThat(text(new AddressHistory(0x10, List.of()), List.of()))
                .startsWith("0x10: no record of the log names this address.\nlog intact: ");
    }

    @Test
    void freesThatFitNothingNeedNoHandle() throws IOException {
        Event free = new Event(
                new LogPosition("mesh.log", 9),
                0,
                0,
                Memory.UNSTATED,
                What.FREE_FITS_NOTHING,
                0,
                0,
                -1,
                RunBuilder.site("", Memory.UNSTATED, ""),
                "nothing was allocated here before");

        assertThat(text(new AddressHistory(0x10, List.of(free)), List.of()))
                .contains("free that fits nothing", "nothing was allocated here before")
                .startsWith("0x10: 0 allocations on device 0, none live.");
    }

    @Test
    void anExplanationIsRecognisedAsOwn() throws IOException {
        assertThat(ExplanationText.wrote(text(HISTORY, EXPLANATIONS).lines().toList()))
                .isTrue();
        assertThat(ExplanationText.wrote(List.of("0x10: 4 allocations ", "by me")))
                .isFalse();
        assertThat(new JsonReport().wrote(json().lines().toList())).isTrue();
    }

    @Test
    void jsonHoldsEventsTrialsAndStacks() throws IOException {
        JsonNode json = new ObjectMapper().readTree(json());

        assertThat(json.get("schema").asText()).isEqualTo("leaktriage/explanation/1");
        assertThat(json.get("events")).hasSize(6);
        assertThat(json.at("/events/1/what").asText()).isEqualTo("allocated");
        assertThat(json.at("/events/2/of_generation").asLong()).isEqualTo(1);
        assertThat(json.at("/live/0/handle/verdict").asText()).isEqualTo("program-cache");
        assertThat(json.at("/live/0/trials/0/applies").asBoolean()).isFalse();
        assertThat(json.at("/live/0/would_change").asText()).startsWith("a completed clear");
        assertThat(json.at("/sites/0/frames")).hasSize(3);
    }

    private static List<Event> events() {
        List<Event> events = new ArrayList<>();
        for (int device = 0; device < 2; device++) {
            events.add(event(3 + 6L * device, device, What.ALLOCATED, 1 + device, 0, ""));
        }
        for (int device = 0; device < 2; device++) {
            events.add(event(
                    43 + 6L * device,
                    device,
                    What.VIEWED,
                    3 + device,
                    1 + device,
                    "it shares the program frames of #1"));
        }
        for (int device = 0; device < 2; device++) {
            events.add(event(91 + device, device, What.VIEW_FREED, 3 + device, 0, ""));
        }
        return events;
    }

    private static Event event(long line, int device, What what, long generation, long of, String note) {
        return new Event(
                new LogPosition("mesh.log", line), 0, device, Memory.DRAM, what, generation, of, 12288, Runs.ADD, note);
    }

    private static Explanation explain(Attribution attribution) {
        return new Explanation(
                attribution,
                List.of(
                        new Explanation.Trial("survived-device-close", false, "its device is still open"),
                        new Explanation.Trial("program-cache", true, "frame 1 loads kernel binaries")),
                "a completed clear of the cache after " + attribution.handle().allocatedAt());
    }

    private static String text(AddressHistory history, List<Explanation> explanations) throws IOException {
        StringWriter out = new StringWriter();
        ExplanationText.write(RUN, history, explanations, ReportOptions.PLAIN, out);
        return out.toString();
    }

    private static String json() throws IOException {
        StringWriter out = new StringWriter();
        ExplanationJson.write(RUN, HISTORY, EXPLANATIONS, out);
        return out.toString();
    }
}
