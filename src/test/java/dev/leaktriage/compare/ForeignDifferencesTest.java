package dev.leaktriage.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.leaktriage.model.CallStack;
import dev.leaktriage.model.ChangeKind;
import dev.leaktriage.model.Confidence;
import dev.leaktriage.model.Frame;
import dev.leaktriage.model.LogPosition;
import dev.leaktriage.model.Memory;
import dev.leaktriage.model.Site;
import dev.leaktriage.model.SiteChange;
import dev.leaktriage.model.SiteHoldings;
import dev.leaktriage.model.Sum;
import dev.leaktriage.model.Symbols;
import dev.leaktriage.model.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The arithmetic of other programs' differences, from their own test files, where those lie beside the project. */
class ForeignDifferencesTest {
    private static final Path DATA = Path.of(System.getProperty("shared", "../shared"), "data");

    /** {@code dmd.py} says of the same two files: "-7,039 bytes in 4 blocks", and the sites below. */
    @Test
    void twoSnapshotsOfAHeapProfilerDifferByWhatItsOwnToolSays() throws IOException {
        Map<String, Sum> found = changes(snapshot("script-diff-live1.json"), snapshot("script-diff-live2.json"));

        Map<String, Sum> expected = new TreeMap<>(Map.of(
                "E", new Sum(4, 16_384, 16_384),
                "F", new Sum(5, -13_231, -13_183),
                "D", new Sum(-3, -10_192, -10_240),
                "C", new Sum(0, -384, 0),
                "B", new Sum(-2, 0, 0)));
        assertThat(found).isEqualTo(expected);
        Sum total = found.values().stream().reduce(Sum.ZERO, Sum::plus);
        assertThat(total.occupiedBytes()).isEqualTo(-7_039);
        assertThat(total.handles()).isEqualTo(4);
    }

    /** A line of the differential result is {@code stack before after}. */
    @Test
    void foldedStacksDifferByWhatTheFlameGraphToolSays() throws IOException {
        Map<String, Sum> found = changes(folded("before.txt"), folded("after.txt"));

        Map<String, Sum> expected = new TreeMap<>();
        for (String line : Files.readAllLines(shared("inferno/results/default.txt"))) {
            String[] words = line.split(" ");
            long before = Long.parseLong(words[1]);
            long after = Long.parseLong(words[2]);
            if (before != after) {
                long stacks = Long.signum(after) - Long.signum(before);
                expected.put(words[0], new Sum(stacks, after - before, after - before));
            }
        }
        assertThat(expected).hasSizeGreaterThan(7);
        assertThat(found).isEqualTo(expected);
    }

    private static Map<String, Sum> changes(List<SiteHoldings> base, List<SiteHoldings> current) {
        SiteMatcher.Matching matching = SiteMatcher.match(base, current, CompareOptions.PLAIN);
        Changes changes = new Changes(false);
        Stream<SiteChange> all = Stream.of(
                        matching.matches().stream().map(changes::of),
                        matching.onlyBase().stream().map(changes::onlyInBase),
                        matching.onlyCurrent().stream().map(changes::onlyInCurrent))
                .flatMap(part -> part);
        Map<String, Sum> found = new TreeMap<>();
        all.filter(change -> change.kind() != ChangeKind.SAME)
                .forEach(change -> found.put(change.site().operation(), change.live()));
        return found;
    }

    private static List<SiteHoldings> snapshot(String file) throws IOException {
        JsonNode snapshot = new ObjectMapper().readTree(shared("dmd/" + file).toFile());
        Map<String, Sum> sums = new LinkedHashMap<>();
        for (JsonNode block : snapshot.get("blockList")) {
            long count = block.path("num").asLong(1);
            long requested = count * block.path("req").asLong();
            long slop = count * block.path("slop").asLong();
            sums.merge(block.path("alloc").asText(""), new Sum(count, requested, requested + slop), Sum::plus);
        }
        List<SiteHoldings> sites = new ArrayList<>();
        sums.forEach((trace, sum) -> sites.add(site(trace, frames(snapshot, trace), sum)));
        return sites;
    }

    private static List<Frame> frames(JsonNode snapshot, String trace) {
        List<Frame> frames = new ArrayList<>();
        for (JsonNode frame : snapshot.get("traceTable").path(trace)) {
            frames.add(new Frame(snapshot.get("frameTable").get(frame.asText()).asText(), ""));
        }
        return frames;
    }

    private static List<SiteHoldings> folded(String file) throws IOException {
        List<SiteHoldings> sites = new ArrayList<>();
        for (String line : Files.readAllLines(shared("inferno/" + file))) {
            int space = line.lastIndexOf(' ');
            long samples = Long.parseLong(line.substring(space + 1));
            List<Frame> frames = new ArrayList<>();
            for (String function : line.substring(0, space).split(";")) {
                frames.add(new Frame(function, ""));
            }
            Collections.reverse(frames);
            sites.add(site(line.substring(0, space), frames, new Sum(1, samples, samples)));
        }
        return sites;
    }

    private static SiteHoldings site(String name, List<Frame> frames, Sum sum) {
        CallStack stack = new CallStack(frames, true);
        Site site = new Site(Symbols.siteId(stack, Memory.DRAM) + name, Memory.DRAM, stack, name);
        LogPosition at = new LogPosition("snapshot", 1);
        SiteHoldings.Holding held =
                new SiteHoldings.Holding(Verdict.LEAK, Confidence.DEFINITE, "no-owner-found", false, sum, at);
        return new SiteHoldings(site, List.of(held), new TreeMap<>(), Sum.ZERO);
    }

    private static Path shared(String name) {
        Path file = DATA.resolve(name);
        assumeTrue(Files.exists(file), () -> file + " is not there");
        return file;
    }
}
