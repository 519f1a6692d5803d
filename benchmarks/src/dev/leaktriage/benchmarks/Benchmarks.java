package dev.leaktriage.benchmarks;

import java.util.Collection;
import java.util.Locale;
import java.util.stream.Collectors;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.util.Statistics;

/** Runs benchmarks with the arguments of JMH and prints a Markdown table of events per second. */
public final class Benchmarks {
    private static final double MEDIAN = 50;
    private static final double MILLION = 1e6;

    private Benchmarks() {}

    public static void main(String[] arguments) throws CommandLineOptionException, RunnerException {
        CommandLineOptions options = new CommandLineOptions(arguments);
        if (options.shouldHelp()) {
            throw new CommandLineOptionException("see 'java -cp ... org.openjdk.jmh.Main -h' for JMH's options");
        }
        Options measured =
                new OptionsBuilder().parent(options).addProfiler(CpuTime.class).build();
        System.out.println(table(new Runner(measured).run()));
    }

    private static String table(Collection<RunResult> results) {
        StringBuilder table = new StringBuilder(
                        "| benchmark | threads | M events/s, median | min | max | per CPU second, median | min | max |\n")
                .append("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |\n");
        results.forEach(result -> table.append(row(result)).append('\n'));
        return table.toString();
    }

    private static String row(RunResult result) {
        BenchmarkParams measured = result.getParams();
        String parameters = measured.getParamsKeys().stream()
                .map(key -> ", " + measured.getParam(key))
                .collect(Collectors.joining());
        return "| `" + name(measured.getBenchmark()) + "`" + parameters + " | " + measured.getThreads() + " | "
                + spread(result.getPrimaryResult()) + " | "
                + spread(result.getSecondaryResults().get(CpuTime.LABEL)) + " |";
    }

    /** Median, minimum and maximum over all iterations of all forks. */
    private static String spread(Result<?> result) {
        Statistics perSecond = result.getStatistics();
        return String.format(
                Locale.ROOT,
                "%.2f | %.2f | %.2f",
                perSecond.getPercentile(MEDIAN) / MILLION,
                perSecond.getMin() / MILLION,
                perSecond.getMax() / MILLION);
    }

    private static String name(String method) {
        return method.substring(Benchmarks.class.getPackageName().length() + 1);
    }
}
