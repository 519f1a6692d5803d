package dev.leaktriage.document;

import dev.leaktriage.analysis.AnalysisOptions;
import dev.leaktriage.analysis.Analyzer;
import dev.leaktriage.log.Source;
import dev.leaktriage.model.Analysis;
import dev.leaktriage.model.Attribution;
import dev.leaktriage.model.LiveHandle;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Documents for tests, analysed. */
final class Documents {
    static final Path FOLDER = Path.of("src/test/resources/documents");

    private Documents() {}

    static Analysis analysisOf(Path file) throws IOException {
        return Analyzer.analyze(Source.of(file), AnalysisOptions.ALL);
    }

    static Analysis analysisOf(String name, String text) throws IOException {
        return analysisOf(name, text.getBytes(StandardCharsets.UTF_8));
    }

    static Analysis analysisOf(String name, byte[] bytes) throws IOException {
        Source source = Source.of(name, new ByteArrayInputStream(bytes));
        return Analyzer.analyze(List.of(source), AnalysisOptions.ALL);
    }

    /** What is live, one line each: {@code line memory device address size occupied verdict confidence rule site}. */
    static List<String> live(Analysis analysis) {
        return analysis.attributions().stream().map(Documents::row).toList();
    }

    private static String row(Attribution attribution) {
        LiveHandle handle = attribution.handle();
        return String.join(
                " ",
                handle.allocatedAt().toString().replaceFirst("^[^:]*:", ""),
                handle.id().memory().label(),
                "" + handle.id().device(),
                "0x" + Long.toHexString(handle.id().address()),
                "" + handle.sizeBytes(),
                "" + handle.occupiedBytes(),
                attribution.verdict().label(),
                attribution.confidence().label(),
                attribution.ruleId(),
                handle.site().operation());
    }
}
