package dev.leaktriage.benchmarks;

import dev.leaktriage.analysis.AnalysisOptions;
import dev.leaktriage.analysis.Analyzer;
import dev.leaktriage.log.LogReader;
import dev.leaktriage.log.Source;
import dev.leaktriage.model.Analysis;
import dev.leaktriage.runtime.StackStyle;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** How many events a second are read and judged, from a log that lies in memory. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class AnalysisThroughput {
    private static final int EVENTS = 200_000;

    @Param
    public StackStyle stacks;

    private byte[] log;

    @Setup
    public void generate() {
        log = DecodeLog.of(EVENTS, stacks);
    }

    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public void read(Blackhole events) throws IOException {
        LogReader reader = new LogReader();
        reader.read(source(), event -> {
            events.consume(event.address);
            return true;
        });
        if (reader.recognition().malformed() > 0) {
            throw new IllegalStateException("a generated log must parse");
        }
    }

    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public Analysis analyze() throws IOException {
        return Analyzer.analyze(List.of(source()), AnalysisOptions.ALL);
    }

    private Source source() {
        return Source.of("decode.log", new ByteArrayInputStream(log));
    }
}
