package dev.leaktriage.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leaktriage.analysis.AnalysisOptions;
import dev.leaktriage.analysis.Analyzer;
import dev.leaktriage.compare.CompareOptions;
import dev.leaktriage.compare.Comparison;
import dev.leaktriage.export.ByteKind;
import dev.leaktriage.export.EventsCsv;
import dev.leaktriage.export.ExportFormat;
import dev.leaktriage.export.ExportOptions;
import dev.leaktriage.export.FoldedExport;
import dev.leaktriage.export.PerfettoExport;
import dev.leaktriage.export.PprofExport;
import dev.leaktriage.export.PprofFile;
import dev.leaktriage.export.SpeedscopeExport;
import dev.leaktriage.log.Source;
import dev.leaktriage.model.Analysis;
import dev.leaktriage.model.Delta;
import dev.leaktriage.model.RunAccounts;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code samples/NAME.log}, or the logs of one run in {@code samples/NAME/}, is what goes in, {@code reports/NAME/} is
 * what comes out, and neither can rot, likewise for documents and the logs of others, which have endings of their own;
 * for {@code samples/NAME-before.log} and {@code samples/NAME-after.log} their difference is in {@code
 * reports/NAME-diff/}.
 *
 * <p>With {@code -Dleaktriage.rewrite=true} the reports are written instead of compared.
 */
class GoldenReportsTest {
    private static final Path SAMPLES = Path.of("samples");
    private static final Path REPORTS = Path.of("reports");
    /** Of the samples that are analysed; others are rules and budgets. */
    private static final List<String> ENDINGS = List.of(".log", ".json", ".replay");

    private static final String BEFORE = "-before";
    private static final String AFTER = "-after";
    private static final String DIFFERENCE = "-diff";
    /** Enough to see what the formats for CI systems look like; JUnit XML of each sample would tell nothing new. */
    private static final Set<String> IN_CI_FORMATS = Set.of("iteration-leak", "lost-lines", "source-lines");

    /** Likewise for other tools. */
    private static final Set<String> EXPORTED = Set.of("iteration-leak", "lost-lines", "mesh-add-matmul");

    private static final boolean REWRITE = Boolean.getBoolean("leaktriage.rewrite");

    @TestFactory
    Stream<DynamicTest> everySampleGivesTheReportsBesideIt(@TempDir Path made) {
        return samples().stream()
                .map(name -> DynamicTest.dynamicTest(name, () -> {
                    Path target = REWRITE ? REPORTS.resolve(name) : made.resolve(name);
                    write(target, analysis(name));
                    if (IN_CI_FORMATS.contains(name)) {
                        writeForCi(target, analysis(name));
                    }
                    if (EXPORTED.contains(name)) {
                        export(target, Source.of(SAMPLES.resolve(name + ".log")));
                    }
                    assertEqual(name, target);
                }));
    }

    @TestFactory
    Stream<DynamicTest> everyPairOfSamplesGivesTheDifferenceBesideIt(@TempDir Path made) {
        assertThat(pairs()).isNotEmpty();
        return pairs().stream()
                .map(name -> DynamicTest.dynamicTest(name, () -> {
                    String folder = name + DIFFERENCE;
                    Path target = REWRITE ? REPORTS.resolve(folder) : made.resolve(folder);
                    write(
                            target,
                            Comparison.compare(analysis(name + BEFORE), analysis(name + AFTER), CompareOptions.PLAIN));
                    assertEqual(folder, target);
                }));
    }

    @Test
    void thereIsNoReportWithoutASample() {
        Set<String> expected = samples();
        pairs().forEach(name -> expected.add(name + DIFFERENCE));

        assertThat(names(REPORTS, "")).isEqualTo(expected);
    }

    /** Logs, and folders with the logs of one run. */
    private static Set<String> samples() {
        Set<String> samples = new TreeSet<>();
        ENDINGS.forEach(ending -> samples.addAll(names(SAMPLES, ending)));
        names(SAMPLES, "").stream()
                .filter(name -> Files.isDirectory(SAMPLES.resolve(name)))
                .filter(name -> !names(SAMPLES.resolve(name), ".log").isEmpty())
                .forEach(samples::add);
        return samples;
    }

    private static Set<String> pairs() {
        Set<String> pairs = new TreeSet<>(names(SAMPLES, BEFORE + ".log"));
        pairs.retainAll(names(SAMPLES, AFTER + ".log"));
        return pairs;
    }

    private static Analysis analysis(String name) throws IOException {
        Path folder = SAMPLES.resolve(name);
        if (Files.isDirectory(folder)) {
            return Analyzer.analyze(List.of(folder.toString()), InputStream.nullInputStream(), AnalysisOptions.ALL);
        }
        Path sample = ENDINGS.stream()
                .map(ending -> SAMPLES.resolve(name + ending))
                .filter(Files::exists)
                .findFirst()
                .orElseThrow();
        return Analyzer.analyze(Source.of(sample), AnalysisOptions.ALL);
    }

    private static void assertEqual(String name, Path target) throws IOException {
        assertThat(names(REPORTS.resolve(name), "")).isEqualTo(names(target, ""));
        for (String file : names(target, "")) {
            assertThat(Files.readString(target.resolve(file)))
                    .as("reports/%s/%s", name, file)
                    .isEqualTo(Files.readString(REPORTS.resolve(name).resolve(file)));
        }
    }

    private static void write(Path target, Delta delta) throws IOException {
        Files.createDirectories(target);
        DeltaOptions options = new DeltaOptions(ReportOptions.PLAIN, true);
        DeltaReports.write(target, delta, options, true);
        // As for report.html below; DiffPageTest holds its numbers against diff.json.
        Files.delete(target.resolve("diff.html"));
        Files.writeString(target.resolve("diff.txt"), Written.by(new DeltaText(), delta, options));
        Files.writeString(target.resolve("diff.md"), Written.by(new DeltaMarkdown(), delta, options));
    }

    private static void write(Path target, Analysis analysis) throws IOException {
        Files.createDirectories(target);
        ReportSet.write(target, analysis, ReportOptions.PLAIN, true);
        // A page is the same scripts once more for each sample; PageTest holds its numbers against report.json.
        Files.delete(target.resolve("report.html"));
        for (ReportFormat format : List.of(ReportFormat.TEXT, ReportFormat.MARKDOWN)) {
            StringWriter text = new StringWriter();
            format.report().write(analysis, ReportOptions.PLAIN, text);
            Files.writeString(
                    target.resolve(format == ReportFormat.TEXT ? "report.txt" : "report.md"), text.toString());
        }
    }

    private static void writeForCi(Path target, Analysis analysis) throws IOException {
        Files.writeString(target.resolve("junit.xml"), Written.by(ReportFormat.JUNIT.report(), analysis));
        Files.writeString(target.resolve("report.sarif"), Written.by(ReportFormat.SARIF.report(), analysis));
        Files.writeString(target.resolve("github.txt"), Written.by(ReportFormat.GITHUB.report(), analysis));
        Files.writeString(target.resolve("gitlab.json"), Written.by(ReportFormat.GITLAB.report(), analysis));
    }

    private static void export(Path target, List<Source> log) throws IOException {
        RunAccounts accounts = Analyzer.accounts(log, AnalysisOptions.ALL.withHistory(true));
        try (Writer folded = Files.newBufferedWriter(target.resolve("live.folded"));
                Writer speedscope = Files.newBufferedWriter(target.resolve("run.speedscope.json"));
                Writer trace = Files.newBufferedWriter(target.resolve("run.trace.json"));
                Writer events = Files.newBufferedWriter(target.resolve("events.csv"))) {
            FoldedExport.of(accounts, ExportOptions.of(ExportFormat.FOLDED)).write(folded);
            SpeedscopeExport.write(accounts, ExportOptions.of(ExportFormat.SPEEDSCOPE), speedscope);
            PerfettoExport.write(accounts.analysis(), ByteKind.OCCUPIED, trace);
            Analyzer.journal(log, AnalysisOptions.ALL, new EventsCsv(events));
        }
        ByteArrayOutputStream profile = new ByteArrayOutputStream();
        PprofExport.write(accounts, ExportOptions.of(ExportFormat.PPROF), profile);
        // How well a runtime packs it is not for us to say, and nobody could read it here.
        Files.writeString(target.resolve("run.pb.gz.txt"), PprofFile.text(profile.toByteArray()));
    }

    /** The names of what is in a folder and ends so, without the ending; samples that are no logs do not count. */
    private static Set<String> names(Path folder, String ending) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(path -> path.getFileName().toString())
                    .filter(name -> name.endsWith(ending))
                    .map(name -> name.substring(0, name.length() - ending.length()))
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }
}
