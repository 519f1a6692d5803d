package dev.leaktriage.runtime;

import dev.leaktriage.model.CallStack;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * A program that opens meshes: it has a pid, a call stack, ids to hand out, and someone who watches.
 *
 * <p>Confined to one thread, as is everything that belongs to it.
 */
public final class HostProcess {
    private final long pid;
    private final RuntimeObserver observer;
    private final Map<Operation, OperationFrames> operationFrames = new IdentityHashMap<>();
    private StackPath path;
    private long buffers;
    private int meshes;
    private long workloads;
    private long programs;
    private long kernels;

    public HostProcess(long pid, StackStyle style, RuntimeObserver observer) {
        this.pid = pid;
        this.observer = observer;
        this.path = StackPath.root(style);
    }

    public long pid() {
        return pid;
    }

    /** Marks a point of progress, such as the end of an iteration. */
    public void checkpoint(String name) {
        observer.checkpoint(name);
    }

    /** Begins a test, as a runner of many tests in one process does. */
    public void testStarted(String name) {
        observer.testStarted(name);
    }

    /** Ends the test that was begun. */
    public void testPassed() {
        observer.testPassed();
    }

    /** Ends in an orderly way; meshes that are still open stay so. */
    public void end() {
        observer.ended();
    }

    /** Dies of an error that nobody caught. */
    public void fail(FatalException error) {
        observer.failed(error.lastWords());
    }

    RuntimeObserver observer() {
        return observer;
    }

    CallStack stack() {
        return path.stack();
    }

    OperationFrames frames(Operation operation) {
        return operationFrames.computeIfAbsent(operation, OperationFrames::new);
    }

    long nextBuffer() {
        return ++buffers;
    }

    int nextMesh() {
        return ++meshes;
    }

    long nextWorkload() {
        return ++workloads;
    }

    long nextProgram() {
        return ++programs;
    }

    long nextKernel() {
        return ++kernels;
    }

    /** Runs something under calls that are named root first. */
    <T> T call(List<NativeFrame> frames, Supplier<T> body) {
        StackPath caller = path;
        for (NativeFrame frame : frames) {
            path = path.call(frame);
        }
        try {
            return body.get();
        } finally {
            path = caller;
        }
    }

    /** As {@link #call}, for something without a result. */
    void run(List<NativeFrame> frames, Runnable body) {
        call(frames, () -> {
            body.run();
            return null;
        });
    }
}
