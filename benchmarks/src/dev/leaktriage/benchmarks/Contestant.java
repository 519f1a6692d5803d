package dev.leaktriage.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A command that is measured, and what its runs took. */
final class Contestant {
    private final String name;
    private final List<String> command;
    private final List<ProcessRun> runs = new ArrayList<>();

    /** Makes one; the name stands in the table. */
    Contestant(String name, List<String> command) {
        this.name = name;
        this.command = List.copyOf(command);
    }

    String name() {
        return name;
    }

    /** The same command under another name. */
    Contestant called(String other) {
        return new Contestant(other, command);
    }

    void warmUp() throws IOException, InterruptedException {
        ProcessRun.of(command);
    }

    void run() throws IOException, InterruptedException {
        runs.add(ProcessRun.of(command));
    }

    Spread wallSeconds() {
        return Spread.of(runs, ProcessRun::wallSeconds);
    }

    Spread cpuSeconds() {
        return Spread.of(runs, ProcessRun::cpuSeconds);
    }

    Spread peakMib() {
        return Spread.of(runs, run -> run.peakKib() / 1024.0);
    }

    /** This one's wall time as a multiple of another's, run by run: a drift of the machine's speed cancels out. */
    Spread timesAsLongAs(Contestant other) {
        List<Double> ratios = new ArrayList<>();
        for (int run = 0; run < runs.size(); run++) {
            ratios.add(runs.get(run).wallSeconds() / other.runs.get(run).wallSeconds());
        }
        return Spread.of(ratios, Double::doubleValue);
    }
}
