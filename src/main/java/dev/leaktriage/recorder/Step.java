package dev.leaktriage.recorder;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.leaktriage.model.Memory;
import dev.leaktriage.runtime.DataType;
import dev.leaktriage.runtime.FatalException;
import dev.leaktriage.runtime.MemoryConfig;
import dev.leaktriage.runtime.MeshBuffer;
import dev.leaktriage.runtime.MeshDevice;
import dev.leaktriage.runtime.MeshShape;
import dev.leaktriage.runtime.OpenOptions;
import dev.leaktriage.runtime.Purpose;
import dev.leaktriage.runtime.TensorLayout;
import dev.leaktriage.runtime.TensorSpec;
import dev.leaktriage.runtime.Ttnn;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * One thing that a process of a workload does; its JSON form is told by its first key.
 *
 * <p>In names, <code>{i}</code> stands for the number of the iteration, from 0. Where a step names no mesh,
 * it means the only one that is open.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.DEDUCTION)
@JsonSubTypes({
    @JsonSubTypes.Type(Step.Open.class),
    @JsonSubTypes.Type(Step.MakeTensor.class),
    @JsonSubTypes.Type(Step.Call.class),
    @JsonSubTypes.Type(Step.Reshape.class),
    @JsonSubTypes.Type(Step.Free.class),
    @JsonSubTypes.Type(Step.Deallocate.class),
    @JsonSubTypes.Type(Step.FreePart.class),
    @JsonSubTypes.Type(Step.Leak.class),
    @JsonSubTypes.Type(Step.Checkpoint.class),
    @JsonSubTypes.Type(Step.Test.class),
    @JsonSubTypes.Type(Step.Repeat.class),
    @JsonSubTypes.Type(Step.Capture.class),
    @JsonSubTypes.Type(Step.Replay.class),
    @JsonSubTypes.Type(Step.ReleaseTrace.class),
    @JsonSubTypes.Type(Step.ClearCache.class),
    @JsonSubTypes.Type(Step.DisableCache.class),
    @JsonSubTypes.Type(Step.EnableCache.class),
    @JsonSubTypes.Type(Step.Close.class),
    @JsonSubTypes.Type(Step.Fail.class),
    @JsonSubTypes.Type(Step.Kill.class)
})
public sealed interface Step {
    /** The key of each kind of step that tells it from the others. */
    List<String> VERBS = List.of(
            "open",
            "tensor",
            "op",
            "reshape",
            "free",
            "deallocate",
            "free_part",
            "leak",
            "checkpoint",
            "test",
            "repeat",
            "capture",
            "replay",
            "release_trace",
            "clear_cache",
            "disable_cache",
            "enable_cache",
            "close",
            "fail",
            "kill");

    /** Does it. */
    void run(ProcessRun run);

    /**
     * Opens a mesh under a name.
     *
     * @param shape as in {@code 2x4}; the whole machine if absent
     */
    record Open(
            String open,
            String shape,
            int firstDevice,
            long traceRegionBytes,
            long l1SmallBytes,
            boolean withoutSystemBuffers,
            boolean circularBuffers)
            implements Step {
        public Open {
            open = Keys.required("open", open);
        }

        @Override
        public void run(ProcessRun run) {
            MeshShape wanted = shape == null ? run.profile().shape() : MeshShape.parse(shape);
            OpenOptions options = OpenOptions.of(firstDevice, wanted).withRegions(traceRegionBytes, l1SmallBytes);
            options = withoutSystemBuffers ? options.withoutSystemBuffers() : options;
            run.open(open, circularBuffers ? options.withCircularBuffers() : options);
        }
    }

    /**
     * Makes a tensor.
     *
     * @param type the element type, bfloat16 if absent
     * @param layout tile if absent
     * @param memory DRAM if absent
     * @param cores over how many cores it is sharded; 0 if it is interleaved
     */
    record MakeTensor(
            String tensor, List<Integer> shape, DataType type, TensorLayout layout, Memory memory, int cores, String on)
            implements Step {
        public MakeTensor {
            tensor = Keys.required("tensor", tensor);
            shape = Keys.requiredList("shape", shape);
        }

        @Override
        public void run(ProcessRun run) {
            TensorSpec spec = new TensorSpec(
                    shape,
                    Objects.requireNonNullElse(type, DataType.BFLOAT16),
                    Objects.requireNonNullElse(layout, TensorLayout.TILE),
                    new MemoryConfig(Objects.requireNonNullElse(memory, Memory.DRAM), cores));
            run.bind(tensor, Ttnn.toDevice(run.mesh(on), spec));
        }
    }

    /**
     * Calls an operation.
     *
     * @param output the name of what it makes; nobody can free it if absent
     * @param memory where the output goes; as the first input if absent
     * @param keyNeverHits fault: the program key holds something that is new in every call
     * @param callbackHolds fault: the cached program captures the tensors that the call makes
     * @param forgetsView fault: the view of the last program is never destroyed
     */
    record Call(
            String op,
            List<String> inputs,
            String output,
            Memory memory,
            int cores,
            boolean keyNeverHits,
            boolean callbackHolds,
            boolean forgetsView)
            implements Step {
        public Call {
            op = Keys.required("op", op);
            inputs = Keys.requiredList("inputs", inputs);
        }

        @Override
        public void run(ProcessRun run) {
            run.call(this);
        }
    }

    /** Gives a tensor a second form under a second name. */
    record Reshape(String reshape, String as, List<Integer> to) implements Step {
        public Reshape {
            reshape = Keys.required("reshape", reshape);
            as = Keys.required("as", as);
            to = Keys.requiredList("to", to);
        }

        @Override
        public void run(ProcessRun run) {
            run.bind(as, run.tensor(reshape).reshape(to.toArray(Integer[]::new)));
        }
    }

    /** Frees tensors. */
    record Free(List<String> free) implements Step {
        public Free {
            free = Keys.requiredList("free", free);
        }

        @Override
        public void run(ProcessRun run) {
            free.forEach(name -> run.forget(name).free());
        }
    }

    /** Gives back the memory of tensors, whose parts live on until they are freed. */
    record Deallocate(List<String> deallocate) implements Step {
        public Deallocate {
            deallocate = Keys.requiredList("deallocate", deallocate);
        }

        @Override
        public void run(ProcessRun run) {
            for (String name : deallocate) {
                MeshBuffer buffer = run.tensor(name).buffer();
                buffer.deallocate();
                run.blame(buffer, "mirror-not-destroyed");
            }
        }
    }

    /** Fault: frees a tensor on some devices only. */
    record FreePart(String freePart, List<Integer> devices) implements Step {
        public FreePart {
            freePart = Keys.required("free_part", freePart);
            devices = Keys.requiredList("devices", devices);
        }

        @Override
        public void run(ProcessRun run) {
            MeshBuffer buffer = run.forget(freePart).buffer();
            buffer.destroyOn(Set.copyOf(devices));
            run.blame(buffer, "freed-on-some-devices");
        }
    }

    /** Fault: forgets tensors, and something keeps them alive for ever. */
    record Leak(List<String> leak) implements Step {
        public Leak {
            leak = Keys.requiredList("leak", leak);
        }

        @Override
        public void run(ProcessRun run) {
            String cause = run.inLoop() ? "leaked-per-iteration" : "never-freed";
            for (String name : leak) {
                MeshBuffer buffer = run.forget(name).buffer();
                buffer.hold();
                run.blame(buffer, cause);
            }
        }
    }

    /** Marks a point of progress. */
    record Checkpoint(String checkpoint) implements Step {
        public Checkpoint {
            checkpoint = Keys.required("checkpoint", checkpoint);
        }

        @Override
        public void run(ProcessRun run) {
            run.host().checkpoint(run.named(checkpoint));
        }
    }

    /**
     * Does steps as one of many tests.
     *
     * @param test its name as pytest prints it, such as {@code tests/test_add.py::test_add[2]}
     */
    record Test(String test, List<Step> steps) implements Step {
        public Test {
            test = Keys.required("test", test);
            steps = Keys.listOrEmpty(steps);
        }

        @Override
        public void run(ProcessRun run) {
            run.host().testStarted(run.named(test));
            run.enter(steps, run.host()::testPassed);
        }
    }

    /** Does steps several times. */
    record Repeat(int repeat, List<Step> steps) implements Step {
        public Repeat {
            if (repeat < 0) {
                throw new IllegalArgumentException("steps are repeated 0 times or more, not " + repeat);
            }
            steps = Keys.listOrEmpty(steps);
        }

        @Override
        public void run(ProcessRun run) {
            run.loop(steps, repeat);
        }
    }

    /** Captures the launches of steps as a command trace. */
    record Capture(String capture, String on, List<Step> steps) implements Step {
        public Capture {
            capture = Keys.required("capture", capture);
            steps = Keys.listOrEmpty(steps);
        }

        @Override
        public void run(ProcessRun run) {
            MeshDevice mesh = run.mesh(on);
            mesh.beginTraceCapture();
            run.enter(steps, () -> run.bindTrace(capture, mesh.endTraceCapture()));
        }
    }

    /** Runs a command trace again. */
    record Replay(String replay, String on) implements Step {
        public Replay {
            replay = Keys.required("replay", replay);
        }

        @Override
        public void run(ProcessRun run) {
            run.mesh(on).replay(run.trace(replay));
        }
    }

    /** Frees a command trace. */
    record ReleaseTrace(String releaseTrace) implements Step {
        public ReleaseTrace {
            releaseTrace = Keys.required("release_trace", releaseTrace);
        }

        @Override
        public void run(ProcessRun run) {
            run.trace(releaseTrace).release();
        }
    }

    /**
     * Clears the program cache of a mesh.
     *
     * @param survivors fault: operations whose programs outlive the clear
     * @param killedAfter fault: the process is killed when so many entries are gone; 0 if it is not
     */
    record ClearCache(String clearCache, List<String> survivors, int killedAfter) implements Step {
        public ClearCache {
            clearCache = Keys.required("clear_cache", clearCache);
            survivors = Keys.listOrEmpty(survivors);
        }

        @Override
        public void run(ProcessRun run) {
            run.clearCache(this);
        }
    }

    /** Clears the program cache of a mesh and compiles every later program anew. */
    record DisableCache(String disableCache) implements Step {
        @Override
        public void run(ProcessRun run) {
            run.mesh(disableCache).disableAndClearProgramCache();
        }
    }

    /** Lets a mesh cache its programs again. */
    record EnableCache(String enableCache) implements Step {
        @Override
        public void run(ProcessRun run) {
            run.mesh(enableCache).enableProgramCache();
        }
    }

    /**
     * Closes a mesh.
     *
     * @param survivors fault: the kinds of system buffers that outlive it
     * @param killed fault: the process is killed while it closes
     */
    record Close(String close, List<Purpose> survivors, boolean killed) implements Step {
        public Close {
            close = Keys.required("close", close);
            survivors = Keys.listOrEmpty(survivors);
        }

        @Override
        public void run(ProcessRun run) {
            run.close(this);
        }
    }

    /** Fault: an exception that nobody catches. */
    record Fail(String fail) implements Step {
        public Fail {
            fail = Keys.required("fail", fail);
        }

        @Override
        public void run(ProcessRun run) {
            throw new FatalException(
                    "/tt-metal/tt_metal/impl/device/device.cpp:1673", "cq_id < sw_command_queues_.size()", fail);
        }
    }

    /** Fault: the process is killed and says nothing more. */
    record Kill(boolean kill) implements Step {
        public Kill {
            if (!kill) {
                throw new IllegalArgumentException("\"kill\" can only be true; leave the step out otherwise");
            }
        }

        @Override
        public void run(ProcessRun run) {
            throw new ProcessKilled();
        }
    }
}
