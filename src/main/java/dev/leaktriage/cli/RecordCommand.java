package dev.leaktriage.cli;

import dev.leaktriage.model.NearestWord;
import dev.leaktriage.recorder.InspectorFile;
import dev.leaktriage.recorder.LogFormat;
import dev.leaktriage.recorder.Recording;
import dev.leaktriage.recorder.RecordingOptions;
import dev.leaktriage.recorder.ServerOptions;
import dev.leaktriage.recorder.TruthRow;
import dev.leaktriage.recorder.Workload;
import dev.leaktriage.recorder.WorkloadException;
import dev.leaktriage.report.OutputFile;
import dev.leaktriage.runtime.StackStyle;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;

/** {@code record}: runs a workload on the recording runtime. */
final class RecordCommand implements Callable<Integer> {
    /** What the help of the program says of it. */
    static final String HEADER = "Runs a workload without an accelerator and writes its log.";

    private static final String GITHUB = "github";
    private static final List<String> SERVER_ONLY = List.of("--decimal-ids", "--statistics-every", "--no-dump");

    private final Console console;

    private final CommandSpec spec = Declared.command(this);

    private final Argument<Path> workload = Argument.parameter(0, Path.class, "WORKLOAD", "A workload file (JSON).");

    private final Argument<Path> output = Argument.option(Path.class, "LOG", "-o", "--output")
            .says("Write the log to this file instead of standard output.");

    private final Argument<Path> truth =
            Argument.option(Path.class, "FILE", "--truth").says("Write what is really alive at the end, as CSV.");

    private final Argument<String> format = Argument.option(String.class, "FORMAT", "--as")
            .byDefault("tracker")
            .says("tracker, server, buffer-debug or creation-log; default: ${DEFAULT-VALUE}.");

    private final Argument<List<String>> also = Argument.options(String.class, "FORMAT=FILE", "--also")
            .says("Also write the log that the same run leaves in this format, such as server=server.log; may be"
                    + " given again. With buffer-debug among them all stacks are full. inspector=DIRECTORY"
                    + " writes the files of TT-Metal's inspector.");

    private final Argument<Boolean> decimalIds =
            Argument.flag("--decimal-ids").says("With --as server: decimal buffer ids, as older servers print them.");

    private final Argument<Integer> statisticsEvery = Argument.option(int.class, "EVENTS", "--statistics-every")
            .byDefault("64")
            .says("With --as server: a block of statistics after so many events, 0 for none before the"
                    + " end; default: ${DEFAULT-VALUE}.");

    private final Argument<Boolean> noDump =
            Argument.flag("--no-dump").says("With --as server: do not list what remains at the end.");

    private final Argument<String> stacks = Argument.option(String.class, "STYLE", "--stacks")
            .byDefault("short")
            .says("short, full (C++ with all arguments) or none; default: ${DEFAULT-VALUE}.");

    private final Argument<String> ci = Argument.option(String.class, "SERVICE", "--ci")
            .says("github: add the time stamps, colours and noise of a CI job.");

    private final Argument<Long> seed = Argument.option(long.class, "N", "--seed")
            .byDefault("0")
            .says("Decides whose turn it is among processes, and where noise stands; default:" + " ${DEFAULT-VALUE}.");

    private final Argument<Boolean> force = Argument.flag("--force").says("Overwrite files.");

    RecordCommand(Console console) {
        this.console = console;
    }

    /** The command as it is typed. */
    CommandSpec spec() {
        spec.usageMessage()
                .header(HEADER)
                .description(
                        "%nRuns a workload on a runtime that allocates as TT-Metal does, without an accelerator, and writes"
                                + " the log of it; docs/workloads.md says how a workload is written.%n")
                .optionListHeading("%nOptions:%n")
                .footerHeading("%nExamples:%n")
                .footer(
                        "  leaktriage record samples/workloads/mesh-add-matmul.json -o run.log",
                        "      A log in the tracker format.",
                        "  leaktriage record --truth truth.csv --ci github -o run.log WORKLOAD",
                        "      A log as a CI job leaves it, and what is really alive at its end.",
                        "  leaktriage record --as server WORKLOAD",
                        "      What the allocation server would have printed, on standard output; 'leaktriage analyze -' reads"
                                + " it from a pipe.",
                        "  leaktriage record --as server --also buffer-debug=b.log -o s.log WORKLOAD",
                        "      Two logs of one run, which leaktriage analyze s.log b.log joins.");
        Argument.add(
                spec,
                workload,
                output,
                truth,
                format,
                also,
                decimalIds,
                statisticsEvery,
                noDump,
                stacks,
                ci,
                seed,
                force);
        return spec;
    }

    @Override
    public Integer call() {
        RecordingOptions options = Arguments.read(spec.commandLine(), this::options);
        AlsoLogs others = Arguments.read(
                spec.commandLine(),
                () -> AlsoLogs.parse(
                        also.get(),
                        options.format(),
                        Stream.of(output.get(), truth.get())
                                .filter(Objects::nonNull)
                                .toList()));
        try {
            record(Workload.read(workload.get()), options, others);
        } catch (WorkloadException unusable) {
            throw new CommandFailure(ExitCode.FAILED, unusable.getMessage(), unusable);
        } catch (UncheckedIOException unwritable) {
            throw new CommandFailure(ExitCode.FAILED, unwritable.getCause().getMessage(), unwritable);
        } catch (IOException failure) {
            throw new CommandFailure(ExitCode.FAILED, failure.getMessage(), failure);
        }
        return ExitCode.DONE.number();
    }

    private void record(Workload read, RecordingOptions options, AlsoLogs others) throws IOException {
        OutputFile.Bytes log = out -> others.write(
                force.get(), (besides, inspector) -> writeTruth(write(read, options, out, besides, inspector)));
        if (output.get() == null) {
            console.printBytes(log::writeTo);
        } else {
            OutputFile.writeBytes(output.get(), force.get(), log);
        }
    }

    /** A stream that fails inside the runtime comes out as the failure that it is. */
    private static List<TruthRow> write(
            Workload read,
            RecordingOptions options,
            OutputStream out,
            Map<LogFormat, OutputStream> besides,
            Map<InspectorFile, OutputStream> inspector)
            throws IOException {
        try {
            return Recording.write(read, options, out, besides, inspector);
        } catch (UncheckedIOException failure) {
            throw failure.getCause();
        }
    }

    /** Unchecked, because a truth that cannot be written is no failure of the log that it is written beside. */
    private void writeTruth(List<TruthRow> rows) {
        if (truth.get() == null) {
            return;
        }
        try {
            OutputFile.write(truth.get(), force.get(), out -> out.write(Recording.truthCsv(rows)));
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    private RecordingOptions options() {
        if (output.get() != null
                && truth.get() != null
                && output.get().normalize().equals(truth.get().normalize())) {
            throw new IllegalArgumentException(
                    "the log and the truth cannot both be " + output.get() + "; name another file with --truth");
        }
        LogFormat logFormat = AlsoLogs.format(format.get());
        RecordingOptions options = RecordingOptions.TRACKER
                .withStacks(stackStyle())
                .as(logFormat)
                .with(server(logFormat))
                .withSeed(seed.get());
        if (ci.get() == null) {
            return options;
        }
        if (!ci.get().equals(GITHUB)) {
            throw unknown("service for --ci", ci.get(), List.of(GITHUB));
        }
        return options.withGithubNoise();
    }

    private ServerOptions server(LogFormat logFormat) {
        Optional<String> given = SERVER_ONLY.stream()
                .filter(spec.commandLine().getParseResult()::hasMatchedOption)
                .findFirst();
        boolean serves = logFormat == LogFormat.SERVER
                || also.get().stream().anyMatch(other -> other.startsWith(LogFormat.SERVER.label() + "="));
        if (given.isPresent() && !serves) {
            throw new IllegalArgumentException(given.get() + " is about what an allocation server prints, not about"
                    + " the " + logFormat.label() + " format; add --as server");
        }
        ServerOptions server = ServerOptions.USUAL.withStatisticsEvery(statisticsEvery.get());
        server = decimalIds.get() ? server.withDecimalIds() : server;
        return noDump.get() ? server.withoutDump() : server;
    }

    private StackStyle stackStyle() {
        List<String> names = Arrays.stream(StackStyle.values())
                .map(style -> style.name().toLowerCase(Locale.ROOT))
                .toList();
        if (!names.contains(stacks.get())) {
            throw unknown("stack style", stacks.get(), names);
        }
        return StackStyle.valueOf(stacks.get().toUpperCase(Locale.ROOT));
    }

    private static IllegalArgumentException unknown(String what, String name, List<String> names) {
        return new IllegalArgumentException(what + " '" + name + "' is unknown" + NearestWord.hint(name, names)
                + " (one of " + String.join(", ", names) + ")");
    }
}
