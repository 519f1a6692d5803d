package dev.leaktriage.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leaktriage.log.Source;
import dev.leaktriage.model.Analysis;
import dev.leaktriage.model.Attribution;
import dev.leaktriage.model.Finding;
import dev.leaktriage.model.LiveHandle;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every scenario gives exactly the live set, the verdicts and the findings that its simulation knows. */
class ScenariosTest {
    private static final Path SCENARIOS = Path.of("src/test/resources/scenarios");
    private static final String EXPECTED_LIVE = ".expected-live.csv";

    @TestFactory
    Stream<DynamicTest> everyScenarioHasExactlyTheExpectedLiveSetAndFindings() throws IOException {
        try (Stream<Path> files = Files.list(SCENARIOS)) {
            List<String> names = files.map(path -> path.getFileName().toString())
                    .filter(name -> name.endsWith(EXPECTED_LIVE))
                    .map(name -> name.substring(0, name.length() - EXPECTED_LIVE.length()))
                    .sorted()
                    .toList();
            assertThat(names).hasSizeGreaterThan(30);
            return names.stream().map(name -> DynamicTest.dynamicTest(name, () -> check(name)));
        }
    }

    private static void check(String name) throws IOException {
        Analysis analysis = analysis(name);
        assertThat(actual(analysis)).containsExactlyElementsOf(expected(name, analysis));
        findings(name, analysis);
        conserves(analysis);
    }

    /** A scenario is a log, or a folder with the logs of one run. */
    private static Analysis analysis(String name) throws IOException {
        Path folder = SCENARIOS.resolve(name);
        if (Files.isDirectory(folder)) {
            return Analyzer.analyze(List.of(folder.toString()), InputStream.nullInputStream(), AnalysisOptions.ALL);
        }
        return Analyzer.analyze(Source.of(SCENARIOS.resolve(name + ".log")), AnalysisOptions.ALL);
    }

    private static List<String> actual(Analysis analysis) {
        return analysis.attributions().stream()
                .map(attribution -> row(analysis, attribution))
                .toList();
    }

    private static String row(Analysis analysis, Attribution attribution) {
        LiveHandle handle = attribution.handle();
        var process = analysis.lives().get(handle.id().life()).process();
        return String.join(
                ",",
                process.isPresent() ? Long.toString(process.getAsLong()) : "",
                Integer.toString(handle.id().device()),
                handle.id().memory().label(),
                "0x" + Long.toHexString(handle.id().address()),
                Long.toString(handle.sizeBytes()),
                Long.toString(handle.occupiedBytes()),
                attribution.verdict().label(),
                attribution.ruleId(),
                handle.allocatedAt().toString());
    }

    /** The expected rows in the contract's order, every alternative replaced by what the analysis says of it. */
    private static List<String> expected(String name, Analysis analysis) throws IOException {
        List<CSVRecord> wanted = new ArrayList<>(records(name + EXPECTED_LIVE));
        // The files sort processes as text; the contract sorts them as numbers.
        wanted.sort(Comparator.comparing((CSVRecord row) -> row.get("process").length())
                .thenComparing(row -> row.get("process")));
        List<String> actual = actual(analysis);
        List<String> rows = new ArrayList<>();
        for (CSVRecord row : wanted) {
            String[] columns =
                    rows.size() < actual.size() ? actual.get(rows.size()).split(",", -1) : new String[9];
            List<String> resolved = new ArrayList<>();
            for (int column = 0; column < 9; column++) {
                resolved.add(resolve(row.get(column), columns[column], column));
            }
            rows.add(String.join(",", resolved));
        }
        return rows;
    }

    private static String resolve(String wanted, String actual, int column) {
        boolean undetermined = wanted.isEmpty() && column >= 7;
        if (undetermined || Arrays.asList(wanted.split("\\|", -1)).contains(actual)) {
            return actual;
        }
        return wanted;
    }

    private static void findings(String name, Analysis analysis) throws IOException {
        Set<String> found = analysis.findings().stream()
                .map(Finding::id)
                .map(id -> id.label())
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> permitted = new TreeSet<>();
        for (CSVRecord finding : records(name + ".expected-findings.csv")) {
            List<String> alternatives = List.of(finding.get("finding").split("\\|"));
            permitted.addAll(alternatives);
            if (finding.get("expected").equals("required")) {
                assertThat(found).as("required finding").containsAnyElementsOf(alternatives);
            }
        }
        assertThat(permitted).as("findings of %s", name).containsAll(found);
    }

    private static void conserves(Analysis analysis) {
        long bytes = analysis.attributions().stream()
                .mapToLong(attribution -> attribution.handle().sizeBytes())
                .sum();
        assertThat(analysis.totals().live()).isEqualTo(analysis.attributions().size());
        assertThat(analysis.totals().liveBytes()).isEqualTo(bytes);
    }

    private static List<CSVRecord> records(String file) {
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get();
        try (CSVParser parser = CSVParser.parse(Files.readString(SCENARIOS.resolve(file)), format)) {
            return parser.getRecords();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
