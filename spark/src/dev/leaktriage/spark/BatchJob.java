package dev.leaktriage.spark;

import dev.leaktriage.analysis.AnalysisOptions;
import dev.leaktriage.batch.BatchOptions;
import dev.leaktriage.batch.FileJudge;
import dev.leaktriage.batch.InputFile;
import dev.leaktriage.batch.InputFiles;
import dev.leaktriage.batch.NameFilter;
import dev.leaktriage.cli.Version;
import dev.leaktriage.model.BatchSummary;
import dev.leaktriage.model.SummaryFold;
import dev.leaktriage.report.BatchReports;
import dev.leaktriage.report.ReportFormat;
import dev.leaktriage.report.ReportOptions;
import dev.leaktriage.report.SavedSummary;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.Serializable;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * Judges the logs of a list on a cluster; the list, the root and the logs lie on a file system that all of its machines
 * have.
 *
 * <p>What travels between machines is the text of summaries, since their law is that they are read back as they were
 * written.
 */
public final class BatchJob {
    private static final String USAGE = "usage: spark-submit leaktriage-spark.jar LIST REPORTS [ROOT]";
    /** Logs differ much in size; small tasks keep machines from waiting for each other. */
    private static final int TASKS_PER_CORE = 16;

    private final JavaSparkContext spark;

    public BatchJob(JavaSparkContext spark) {
        this.spark = spark;
    }

    /**
     * Runs the job under {@code spark-submit}.
     *
     * @param arguments a file with one path a line; the folder for {@code batch.html} and the other files of the roll-up;
     *     the folder below which logs are called by their path, by default the current one
     * @throws IOException if the list cannot be read or the reports cannot be written
     * @throws IllegalArgumentException if the arguments are others
     */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length < 2 || arguments.length > 3) {
            throw new IllegalArgumentException(USAGE);
        }
        List<Path> logs = InputFiles.listed(Files.readString(Path.of(arguments[0])));
        Path root = Path.of(arguments.length == 3 ? arguments[2] : "");
        try (JavaSparkContext spark = new JavaSparkContext(new SparkConf().setAppName("leaktriage batch"))) {
            BatchSummary summary = new BatchJob(spark).judge(logs, root);
            BatchReports.write(Path.of(arguments[1]), summary, ReportOptions.PLAIN, false);
        }
    }

    /**
     * Judges logs by the shipped rules.
     *
     * @param logs files and folders
     * @param root the folder below which they are called by their path
     */
    public BatchSummary judge(List<Path> logs, Path root) throws IOException {
        List<Task> tasks = InputFiles.find(logs, root, NameFilter.ALL, Optional.empty()).stream()
                .map(Task::of)
                .toList();
        if (tasks.isEmpty()) {
            return BatchSummary.NONE;
        }
        int parts = Math.min(tasks.size(), TASKS_PER_CORE * spark.defaultParallelism());
        return summary(
                spark.parallelize(tasks, parts).mapPartitions(BatchJob::judged).treeReduce(BatchJob::folded));
    }

    /** A file on its way to another machine. */
    private record Task(String path, String name, boolean named) implements Serializable {
        private static final long serialVersionUID = 1L;

        static Task of(InputFile file) {
            return new Task(file.path().toString(), file.name(), file.named());
        }

        InputFile file() {
            return new InputFile(Path.of(path), name, 0, named);
        }
    }

    private static Iterator<String> judged(Iterator<Task> tasks) throws IOException {
        String judgedBy = BatchOptions.judgedBy(Version.program(), AnalysisOptions.ALL, List.of(), "");
        FileJudge judge = new FileJudge(BatchOptions.plain(judgedBy));
        SummaryFold fold = new SummaryFold();
        tasks.forEachRemaining(task -> fold.add(judge.judge(task.file())));
        return List.of(text(fold.result())).iterator();
    }

    private static String folded(String left, String right) throws IOException {
        return text(new SummaryFold().add(summary(left)).add(summary(right)).result());
    }

    private static String text(BatchSummary summary) throws IOException {
        StringWriter out = new StringWriter();
        BatchReports.in(ReportFormat.JSON).write(summary, ReportOptions.PLAIN, out);
        return out.toString();
    }

    private static BatchSummary summary(String text) throws IOException {
        return SavedSummary.read("summary", new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }
}
