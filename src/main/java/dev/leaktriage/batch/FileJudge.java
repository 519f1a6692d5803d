package dev.leaktriage.batch;

import dev.leaktriage.analysis.AnalysisOptions;
import dev.leaktriage.analysis.Analyzer;
import dev.leaktriage.log.JobLogs;
import dev.leaktriage.log.Source;
import dev.leaktriage.log.TextWalk;
import dev.leaktriage.model.Analysis;
import dev.leaktriage.model.BatchSummary;
import dev.leaktriage.model.LogSummary;
import dev.leaktriage.model.Recognition;
import dev.leaktriage.model.SummaryFold;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Judges the logs in one file, each in isolation: whatever is wrong with a log is told in its summary. */
public final class FileJudge {
    private final BatchOptions options;

    public FileJudge(BatchOptions options) {
        this.options = options;
    }

    /**
     * The summary of the logs in a file.
     *
     * @throws java.io.UncheckedIOException if results cannot be written
     */
    public BatchSummary judge(InputFile file) {
        try {
            if (!Files.isRegularFile(file.path()) && Files.exists(file.path())) {
                throw new IOException("no regular file; its name must stand for a log, an archive or a folder");
            }
            return new Reading(file, Fingerprint.of(file.path())).judge();
        } catch (IOException unreadable) {
            return unread(file.name(), "", reason(unreadable));
        }
    }

    private BatchSummary unread(String log, String content, String problem) {
        LogSummary summary = new LogSummary(
                log,
                content,
                options.judgedBy(),
                LogSummary.State.UNREADABLE,
                withoutName(problem, log),
                Optional.empty());
        BatchSummary told = new BatchSummary(List.of(summary), List.of());
        options.results().ifPresent(results -> results.write(log, Optional.empty(), told));
        return told;
    }

    /** What is wrong, without the path, which differs from machine to machine. */
    private static String reason(IOException failure) {
        if (failure instanceof NoSuchFileException) {
            return "no such file";
        }
        if (failure instanceof AccessDeniedException) {
            return "permission denied";
        }
        return String.valueOf(failure.getMessage());
    }

    /** A summary names its log once. */
    private static String withoutName(String problem, String log) {
        for (String name : List.of(log, log.substring(log.lastIndexOf('/') + 1))) {
            if (problem.startsWith(name + ": ")) {
                return problem.substring(name.length() + 2);
            }
        }
        return problem;
    }

    /** One file on its way. */
    private final class Reading {
        private final InputFile file;
        private final String content;
        private final SummaryFold fold = new SummaryFold();

        Reading(InputFile file, String content) {
            this.file = file;
            this.content = content;
        }

        BatchSummary judge() throws IOException {
            List<String> members = new ArrayList<>();
            // An archive is gone through before anything in it is judged, so that one that is refused leaves no result.
            Optional<String> cut = through((member, text) -> members.add(member));
            if (members.isEmpty()) {
                throw new IOException(cut.orElse("the archive holds no file"));
            }
            Set<String> wanted = new HashSet<>();
            Map<String, BatchSummary> stored = new HashMap<>();
            for (String member : JobLogs.among(members)) {
                if (options.filter().wants(log(member))) {
                    wanted.add(member);
                    stored(log(member)).ifPresent(summary -> stored.put(member, summary));
                }
            }
            stored.values().forEach(fold::add);
            wanted.removeAll(stored.keySet());
            if (!wanted.isEmpty()) {
                through((member, text) -> {
                    if (wanted.contains(member)) {
                        fold.add(judged(log(member), text));
                    }
                });
            }
            cut.ifPresent(because -> fold.add(unread(file.name(), content, because)));
            return fold.result();
        }

        private Optional<String> through(TextWalk.Visitor visitor) throws IOException {
            return TextWalk.through(file.path(), file.name(), options.limits(), visitor);
        }

        private String log(String member) {
            return member.isEmpty() ? file.name() : file.name() + "/" + member;
        }

        private Optional<BatchSummary> stored(String log) {
            return options.results().flatMap(results -> results.stored(log, content, options.judgedBy()));
        }

        private BatchSummary judged(String log, Source text) {
            Source source = text.called(log.substring(log.lastIndexOf('/') + 1));
            try {
                Analysis analysis = options.policy().apply(Analyzer.analyze(List.of(source), asked()));
                return told(log, analysis);
            } catch (IOException | IllegalArgumentException unreadable) {
                return unread(log, content, unreadable.getMessage());
            } catch (OutOfMemoryError exhausted) {
                return unread(log, content, "out of memory; give the JVM more, or read fewer at a time (--threads)");
            } catch (IllegalStateException | IndexOutOfBoundsException | ArithmeticException fault) {
                return unread(log, content, "internal error: " + fault + "; please report it with the log");
            }
        }

        /** Only a page shows what was freed. */
        private AnalysisOptions asked() {
            return options.analysis().withHistory(options.results().isPresent());
        }

        private BatchSummary told(String log, Analysis analysis) {
            boolean nothing = isForeign(analysis);
            if (nothing && file.named() && log.equals(file.name())) {
                return unread(log, content, problem(analysis));
            }
            LogSummary summary = new LogSummary(
                    log,
                    content,
                    options.judgedBy(),
                    nothing ? LogSummary.State.WITHOUT_RECORDS : LogSummary.State.JUDGED,
                    nothing ? problem(analysis) : "",
                    Optional.of(Summaries.figures(analysis)));
            BatchSummary told = new BatchSummary(List.of(summary), Summaries.sites(log, analysis));
            // Reports on a file that is no log would say nothing.
            Optional<Analysis> reported = nothing ? Optional.empty() : Optional.of(analysis);
            options.results().ifPresent(results -> results.write(log, reported, told));
            return told;
        }

        /** A file in which nothing was recognised and nothing is damaged is none of ours. */
        private boolean isForeign(Analysis analysis) {
            if (isInspectors(analysis)) {
                return true;
            }
            Recognition recognition = analysis.recognition();
            return recognition.records() == 0
                    && recognition.malformed() == 0
                    && analysis.integrity().intact();
        }

        /** Of a batch each log is judged for itself, and an inspector's file alone tells of no buffer. */
        private static boolean isInspectors(Analysis analysis) {
            return !analysis.inspection().isEmpty() && analysis.lives().isEmpty();
        }

        private static String problem(Analysis analysis) {
            if (isInspectors(analysis)) {
                return "a file of an inspector, which tells of no buffer; analyze it beside its log";
            }
            return "no record of a known format in " + analysis.recognition().lines()
                    + " lines; docs/log-formats.md lists the formats";
        }
    }
}
