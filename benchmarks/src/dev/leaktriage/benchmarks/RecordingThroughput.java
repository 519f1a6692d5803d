package dev.leaktriage.benchmarks;

import dev.leaktriage.model.CallStack;
import dev.leaktriage.model.Memory;
import dev.leaktriage.recorder.LogFile;
import dev.leaktriage.recorder.LogWriter;
import dev.leaktriage.recorder.Recorder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How many events a second one recorder writes to a file, with a stack for every allocation.
 *
 * <p>One call of a benchmark is an allocation and its deallocation, which are two events.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class RecordingThroughput {
    private static final int EVENTS = 2;
    private static final long SIZE_BYTES = 12_288;

    /** Whether records are handed to the system by the page, or each in a write of its own. */
    public enum Writes {
        BY_PAGE,
        BY_RECORD
    }

    /** What one thread is about to allocate. */
    @State(Scope.Thread)
    public static class Program {
        private final List<CallStack> stacks = RuntimeStacks.ofEveryOperation();
        private int calls;

        CallStack nextStack() {
            calls++;
            return stacks.get(calls % stacks.size());
        }

        long address() {
            return 0x20 + (calls & 0xffff) * SIZE_BYTES;
        }
    }

    @Param
    public Writes writes;

    private Path file;
    private Recorder recorder;

    /** A file for each iteration, so that a long benchmark fills no disk. */
    @Setup(Level.Iteration)
    public void open() throws IOException {
        file = Files.createTempFile("leaktriage", ".log");
        LogFile out = LogFile.append(file);
        recorder = Recorder.into(writes == Writes.BY_PAGE ? LogWriter.batched(out) : LogWriter.unbuffered(out), 4711);
    }

    @TearDown(Level.Iteration)
    public void delete() throws IOException {
        recorder.close();
        Files.delete(file);
    }

    @Benchmark
    @Threads(1)
    @OperationsPerInvocation(EVENTS)
    public void oneThread(Program program) {
        record(program);
    }

    @Benchmark
    @Threads(2)
    @OperationsPerInvocation(EVENTS)
    public void twoThreads(Program program) {
        record(program);
    }

    @Benchmark
    @Threads(8)
    @OperationsPerInvocation(EVENTS)
    public void eightThreads(Program program) {
        record(program);
    }

    @Benchmark
    @Threads(1)
    @OperationsPerInvocation(EVENTS)
    public void oneThreadWithJavaStacks(Program program) {
        recorder.allocated(0, Memory.DRAM, program.address(), SIZE_BYTES);
        recorder.freed(0, program.address(), SIZE_BYTES);
    }

    private void record(Program program) {
        recorder.allocated(0, Memory.DRAM, program.address(), SIZE_BYTES, program.nextStack());
        recorder.freed(0, program.address(), SIZE_BYTES);
    }
}
