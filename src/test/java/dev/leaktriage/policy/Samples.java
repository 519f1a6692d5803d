package dev.leaktriage.policy;

import dev.leaktriage.analysis.AnalysisOptions;
import dev.leaktriage.analysis.Analyzer;
import dev.leaktriage.log.Source;
import dev.leaktriage.model.Analysis;
import dev.leaktriage.model.Attribution;
import dev.leaktriage.model.Frame;
import dev.leaktriage.model.Site;
import dev.leaktriage.model.Verdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The runs that policies are tried on, and rules for what they leak. */
final class Samples {
    static final LocalDate TODAY = LocalDate.of(2026, 6, 1);
    /** Seven buffers of 16384 B, all of one site, of ten buffers of 1208320 B that are live. */
    static final String GROWING = "iteration-leak";

    private Samples() {}

    static Analysis run(String name) {
        try {
            return Analyzer.analyze(Source.of(Path.of("samples", name + ".log")), AnalysisOptions.ALL);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<String> names() {
        try (Stream<Path> files = Files.list(Path.of("samples"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".log"))
                    .map(name -> name.substring(0, name.length() - 4))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Attribution> leaks(Analysis analysis) {
        return analysis.attributions().stream()
                .filter(attribution -> attribution.verdict() == Verdict.LEAK)
                .toList();
    }

    /** A rule for each site that leaks, with all of its frames as a log has them. */
    static String rulesForEveryLeak(Analysis analysis) {
        return leaks(analysis).stream()
                .map(leak -> leak.handle().site())
                .distinct()
                .map(Samples::rule)
                .collect(Collectors.joining("\n"));
    }

    private static String rule(Site site) {
        if (site.stack().isEmpty()) {
            return "reason: known\nsite: " + site.id() + "\n";
        }
        StringBuilder rule = new StringBuilder("reason: known\n");
        int number = 1;
        for (Frame frame : site.stack().frames()) {
            rule.append("    ")
                    .append(number++)
                    .append(". ")
                    .append(frame.display())
                    .append('\n');
        }
        return rule.toString();
    }
}
