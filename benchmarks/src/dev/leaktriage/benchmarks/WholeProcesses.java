package dev.leaktriage.benchmarks;

import dev.leaktriage.benchmarks.GeneratedLog.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures the program as its users start it, against programs that others would use, and tables the figures. */
@Command(name = "benchmarks/run processes", mixinStandardHelpOptions = true, sortOptions = false)
public final class WholeProcesses implements Runnable {
    private static final Path DOCUMENT = Path.of("docs/performance.md");
    private static final Pattern TABLE =
            Pattern.compile("(?<=<!-- whole processes -->\n).*?(?=<!-- /whole processes -->)", Pattern.DOTALL);
    private static final String GREP = "DEBUG: (Tracking|Untracking) buffer at 0x[0-9a-f]+";
    private static final String HEADER =
            "| input | program | wall s | CPU s | peak MiB | leaktriage takes so many times its wall |\n"
                    + "| --- | --- | ---: | ---: | ---: | ---: |\n";
    /** So that what the peers written in Java do is measured, not the start of a large JVM. */
    private static final String[] JVM = {"java", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"};

    private static final long BYTES_OF_200_M_EVENTS = 15_000_000_000L;

    @Option(names = "--runs", defaultValue = "5", description = "counted runs of each program (default: 5)")
    private int runs;

    @Option(names = "--only", defaultValue = "", description = "only inputs with this in their names")
    private String only;

    @Option(names = "--scale", defaultValue = "1", description = "how large inputs are; 0.1 for a first look")
    private double scale;

    @Option(names = "--huge", description = "also a log of 200 million events, through a pipe")
    private boolean huge;

    @Option(names = "--write", description = "put the table into docs/performance.md")
    private boolean write;

    private Inputs inputs;

    /** Measures; exits with 1 if a program cannot be run. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new WholeProcesses()).execute(arguments));
    }

    @Override
    public void run() {
        try {
            measure();
        } catch (IOException | InterruptedException failed) {
            throw new IllegalStateException(failed.getMessage(), failed);
        }
    }

    private void measure() throws IOException, InterruptedException {
        Path folder = Path.of("target/benchmarks/inputs-" + scale);
        Files.createDirectories(folder);
        inputs = new Inputs(folder, scale);
        StringBuilder table = new StringBuilder(HEADER);
        System.out.print(table);
        for (Planned planned : plan()) {
            if (!planned.input().contains(only)) {
                continue;
            }
            Optional<Contest> contest = planned.contest();
            if (contest.isEmpty()) {
                System.err.println("skipped: " + planned.input() + ": heaptrack or a C compiler is not installed");
                continue;
            }
            contest.get().run(runs);
            System.out.print(contest.get().rows());
            table.append(contest.get().rows());
        }
        if (write) {
            Files.writeString(
                    DOCUMENT,
                    TABLE.matcher(Files.readString(DOCUMENT)).replaceFirst(Matcher.quoteReplacement(table.toString())));
        }
    }

    /** An input whose file is made only if it is measured. */
    private record Planned(String input, Maker maker) {
        private interface Maker {
            Optional<Contest> make() throws IOException, InterruptedException;
        }

        Optional<Contest> contest() throws IOException, InterruptedException {
            return maker.make();
        }
    }

    private List<Planned> plan() {
        List<Planned> plan = new ArrayList<>();
        plan.add(new Planned("`--help`", () -> Optional.of(Contest.of("`--help`", leaktriage("--help")))));
        plan.add(new Planned(
                "sample, 11 KB",
                () -> Optional.of(Contest.of("sample, 11 KB", leaktriage("analyze", "samples/mesh-add-matmul.log")))));
        plan.add(logs("tracker, 0.1 MB", Kind.TRACKER, 0));
        plan.add(logs("tracker, 100 MB", Kind.TRACKER, 100));
        plan.add(logs("tracker, 1 GB", Kind.TRACKER, 1000));
        plan.add(logs("GitHub time stamps, 100 MB", Kind.GITHUB, 100));
        plan.add(logs("GitHub time stamps, 1 GB", Kind.GITHUB, 1000));
        plan.add(logs("CI log, 95 % noise, 1 GB", Kind.NOISE, 1000));
        plan.add(logs("server lines, 1 GB", Kind.SERVER, 1000));
        for (Kind kind : List.of(Kind.TRACKER, Kind.GITHUB)) {
            String input = kind == Kind.TRACKER ? "tracker, 1 GB" : "GitHub time stamps, 1 GB";
            plan.add(new Planned(input + ", .gz", () -> Optional.of(compressed(input + ", .gz", true, kind))));
            plan.add(new Planned(input + ", .zst", () -> Optional.of(compressed(input + ", .zst", false, kind))));
        }
        plan.add(new Planned(
                "server lines, 1 GB, .gz",
                () -> Optional.of(compressed("server lines, 1 GB, .gz", true, Kind.SERVER))));
        plan.add(new Planned(
                "server lines, 1 GB, a pipe",
                () -> Optional.of(Contest.of("server lines, 1 GB, a pipe", piped(inputs.log(Kind.SERVER, 1000))))));
        for (int million : List.of(24, 95)) {
            plan.add(new Planned(
                    "heaptrack, " + million + " M events",
                    () -> inputs.recording(million)
                            .map(file -> heaptrack("heaptrack, " + million + " M events", file))));
        }
        // Behind all else: they are so large that the system still writes them to disk when the next input has its
        // turn.
        plan.add(new Planned(
                "server lines, 1 GB, all reports",
                () -> Optional.of(
                        Contest.of("server lines, 1 GB, all reports", allReports(inputs.log(Kind.SERVER, 1000))))));
        if (huge) {
            plan.add(new Planned(
                    "server lines, 200 M events, a pipe",
                    () -> Optional.of(Contest.of("server lines, 200 M events, a pipe", piped()))));
        }
        return plan;
    }

    private Planned logs(String input, Kind kind, int megabytes) {
        return new Planned(input, () -> {
            Path log = megabytes == 0 ? small(kind) : inputs.log(kind, megabytes);
            List<Contestant> contestants = new ArrayList<>(List.of(leaktriage("analyze", log.toString())));
            if (kind != Kind.SERVER) {
                contestants.add(
                        new Contestant("`grep -cE`", List.of("env", "LC_ALL=C", "grep", "-cE", GREP, log.toString())));
            }
            if (kind != Kind.NOISE) {
                contestants.add(new Contestant(
                        "Python",
                        List.of(
                                "python3",
                                "benchmarks/peers/tracker.py",
                                kind == Kind.SERVER ? "server" : "tracker",
                                log.toString())));
            }
            if (kind == Kind.TRACKER && megabytes == 100) {
                contestants.add(java("whole-file ANTLR", WholeFileParse.class, log));
            }
            if (kind != Kind.SERVER) {
                contestants.add(allReports(log));
            }
            return Optional.of(new Contest(input, contestants));
        });
    }

    private static Contestant allReports(Path log) {
        return leaktriage("analyze", "--force", "--reports", "target/benchmarks/reports", log.toString())
                .called("leaktriage `--reports`");
    }

    private Path small(Kind kind) throws IOException {
        Path log = inputs.folder().resolve("small.log");
        GeneratedLog.write(kind, 100_000, log);
        return log;
    }

    private Contest compressed(String input, boolean gzip, Kind kind) throws IOException {
        Path plain = inputs.log(kind, 1000);
        Path packed = gzip ? inputs.gzip(plain) : inputs.zstd(plain);
        return Contest.of(
                input,
                leaktriage("analyze", packed.toString()),
                java("decompression alone", Decompress.class, packed),
                leaktriage("analyze", plain.toString()).called("leaktriage, not compressed"));
    }

    private static Contest heaptrack(String input, Path recording) {
        return Contest.of(
                input,
                leaktriage("analyze", recording.toString()),
                new Contestant(
                        "heaptrack_print",
                        List.of("heaptrack_print", "--disable-builtin-suppressions", recording.toString())));
    }

    private static Contestant piped(Path log) {
        return new Contestant("leaktriage", List.of("sh", "-c", "cat " + log + " | ./leaktriage analyze -"));
    }

    private static Contestant piped() {
        return new Contestant(
                "leaktriage",
                List.of(
                        "sh",
                        "-c",
                        "java -Xmx64m -cp " + classPath() + " " + GeneratedLog.class.getName() + " churn "
                                + BYTES_OF_200_M_EVENTS + " | ./leaktriage analyze -"));
    }

    private static Contestant java(String name, Class<?> main, Path file) {
        List<String> command = new ArrayList<>(Arrays.asList(JVM));
        command.addAll(List.of("-cp", classPath(), main.getName(), file.toString()));
        return new Contestant(name, command);
    }

    private static String classPath() {
        return System.getProperty("java.class.path");
    }

    private static Contestant leaktriage(String... arguments) {
        List<String> command = new ArrayList<>(List.of("./leaktriage"));
        command.addAll(Arrays.asList(arguments));
        return new Contestant("**leaktriage**", command);
    }
}
