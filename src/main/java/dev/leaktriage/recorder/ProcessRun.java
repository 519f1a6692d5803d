package dev.leaktriage.recorder;

import dev.leaktriage.model.NearestWord;
import dev.leaktriage.runtime.CachedProgram;
import dev.leaktriage.runtime.CommandTrace;
import dev.leaktriage.runtime.DeviceProfile;
import dev.leaktriage.runtime.FatalException;
import dev.leaktriage.runtime.HostProcess;
import dev.leaktriage.runtime.Launch;
import dev.leaktriage.runtime.LaunchOptions;
import dev.leaktriage.runtime.MemoryConfig;
import dev.leaktriage.runtime.MeshBuffer;
import dev.leaktriage.runtime.MeshDevice;
import dev.leaktriage.runtime.OpenOptions;
import dev.leaktriage.runtime.Operations;
import dev.leaktriage.runtime.RuntimeObserver;
import dev.leaktriage.runtime.StackStyle;
import dev.leaktriage.runtime.Tensor;
import dev.leaktriage.runtime.Ttnn;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One process of a workload while it runs, one step at a time. */
final class ProcessRun {
    private final DeviceProfile profile;
    private final TruthLedger truth;
    private final HostProcess host;
    private final long pid;
    private final Map<String, MeshDevice> meshes = new LinkedHashMap<>();
    private final Map<String, Tensor> tensors = new LinkedHashMap<>();
    private final Map<String, CommandTrace> traces = new LinkedHashMap<>();
    private final Deque<Block> blocks = new ArrayDeque<>();
    private long steps;
    private boolean over;
    private boolean orderly;

    /**
     * @param wholes true if the truth is to tell of mesh buffers as a whole, false if of their parts
     */
    ProcessRun(
            Workload.ProcessPlan plan, DeviceProfile profile, StackStyle style, boolean wholes, RuntimeObserver log) {
        this.profile = profile;
        this.pid = plan.pid();
        this.truth = new TruthLedger(plan.pid(), wholes, log);
        this.host = new HostProcess(plan.pid(), style, truth);
        enter(plan.steps(), host::end);
    }

    /** True if it has ended, in whatever way. */
    boolean over() {
        return over;
    }

    /** True if it has ended, and not in an orderly way. */
    boolean died() {
        return over && !orderly;
    }

    long pid() {
        return pid;
    }

    /** Does the next step; after the last one the process ends in an orderly way. */
    void advance() {
        try {
            Block block = blocks.peek();
            Optional<Step> step = block.next();
            if (step.isPresent()) {
                steps++;
                step.get().run(this);
                return;
            }
            blocks.pop();
            block.finish();
            orderly = blocks.isEmpty();
            over = orderly;
        } catch (FatalException error) {
            truth.endedBy(error.outOfMemory() ? "out-of-memory" : "exception");
            host.fail(error);
            over = true;
        } catch (ProcessKilled killed) {
            over = true;
        } catch (IllegalArgumentException | IllegalStateException | WorkloadException impossible) {
            throw new WorkloadException(
                    "process " + pid + ", step " + steps + ": " + impossible.getMessage(), impossible);
        }
    }

    List<TruthRow> truth() {
        return truth.rows();
    }

    DeviceProfile profile() {
        return profile;
    }

    HostProcess host() {
        return host;
    }

    /** Does steps before the steps that follow, and then something last. */
    void enter(List<Step> steps, Runnable last) {
        blocks.push(new Block(steps, 1, false, last));
    }

    /** Does steps several times before the steps that follow. */
    void loop(List<Step> steps, int times) {
        blocks.push(new Block(steps, times, true, () -> {}));
    }

    boolean inLoop() {
        return blocks.stream().anyMatch(Block::loop);
    }

    /** A name with the number of the iteration in it. */
    String named(String name) {
        if (!name.contains("{i}")) {
            return name;
        }
        int iteration = blocks.stream()
                .filter(Block::loop)
                .mapToInt(Block::iteration)
                .findFirst()
                .orElseThrow(() -> new WorkloadException("name '" + name + "' needs a loop around it for its {i}"));
        return name.replace("{i}", Integer.toString(iteration));
    }

    void open(String name, OpenOptions options) {
        requireFree(options.devices());
        meshes.put(named(name), MeshDevice.open(host, profile, options));
    }

    /** A device is one process's once; two meshes on it would hand out the same memory. */
    private void requireFree(List<Integer> wanted) {
        for (int device : wanted) {
            meshes.forEach((name, mesh) -> {
                if (mesh.isOpen() && mesh.devices().contains(device)) {
                    throw new WorkloadException(
                            "device " + device + " is open already, as part of mesh '" + name + "'; close it first");
                }
            });
        }
    }

    /** The mesh with that name; the only open one if the name is null. */
    MeshDevice mesh(String name) {
        if (name != null) {
            return known(meshes, named(name), "mesh");
        }
        List<MeshDevice> open =
                meshes.values().stream().filter(MeshDevice::isOpen).toList();
        if (open.size() != 1) {
            throw new WorkloadException("a step that names no mesh needs exactly one open mesh, not " + open.size()
                    + "; write \"on\": NAME");
        }
        return open.get(0);
    }

    void bind(String name, Tensor tensor) {
        tensors.put(named(name), tensor);
    }

    Tensor tensor(String name) {
        return known(tensors, named(name), "tensor");
    }

    /** The tensor with that name, which nothing is called from now on. */
    Tensor forget(String name) {
        Tensor tensor = tensor(name);
        tensors.remove(named(name));
        return tensor;
    }

    void bindTrace(String name, CommandTrace trace) {
        traces.put(named(name), trace);
    }

    CommandTrace trace(String name) {
        return known(traces, named(name), "trace");
    }

    void blame(MeshBuffer buffer, String cause) {
        truth.blame(buffer, cause);
    }

    void call(Step.Call call) {
        List<Tensor> inputs = call.inputs().stream().map(this::tensor).toList();
        Optional<MemoryConfig> place =
                Optional.ofNullable(call.memory()).map(memory -> new MemoryConfig(memory, call.cores()));
        LaunchOptions options = new LaunchOptions(place, call.keyNeverHits(), call.callbackHolds(), call.forgetsView());
        Launch launch = Ttnn.launch(Operations.named(call.op()), inputs, options);
        launch.captured().forEach(buffer -> blame(buffer, "held-by-callback"));
        launch.forgottenViews().forEach(view -> blame(view, "view-outlives-owner"));
        if (call.output() != null) {
            bind(call.output(), launch.output());
        }
    }

    void clearCache(Step.ClearCache clear) {
        int[] gone = {0};
        mesh(clear.clearCache()).clearProgramCache(entry -> {
            if (clear.killedAfter() > 0 && gone[0] == clear.killedAfter()) {
                throw new ProcessKilled();
            }
            gone[0]++;
            return survives(entry, clear.survivors());
        });
    }

    private boolean survives(CachedProgram entry, List<String> survivors) {
        if (!survivors.contains(entry.operation().name())) {
            return false;
        }
        entry.workload().binaries().ifPresent(binaries -> blame(binaries, "entry-survives-clear"));
        return true;
    }

    void close(Step.Close close) {
        MeshDevice mesh = mesh(close.close());
        for (MeshBuffer buffer : mesh.systemBuffers()) {
            if (close.survivors().contains(buffer.whole().purpose())) {
                buffer.hold();
                blame(buffer, "survives-close");
            }
        }
        if (close.killed()) {
            mesh.beginClose();
            throw new ProcessKilled();
        }
        mesh.close();
    }

    private static <T> T known(Map<String, T> named, String name, String kind) {
        T found = named.get(name);
        if (found == null) {
            throw new WorkloadException("no " + kind + " is called '" + name + "' here"
                    + NearestWord.hint(name, named.keySet()) + " (known are " + named.keySet() + ")");
        }
        return found;
    }

    /** Steps that are done several times. */
    private static final class Block {
        private final List<Step> steps;
        private final int times;
        private final boolean loop;
        private final Runnable last;
        private int iteration;
        private int next;

        Block(List<Step> steps, int times, boolean loop, Runnable last) {
            this.steps = steps;
            this.times = times;
            this.loop = loop;
            this.last = last;
        }

        Optional<Step> next() {
            if (next == steps.size()) {
                next = 0;
                iteration++;
            }
            if (steps.isEmpty() || iteration >= times) {
                return Optional.empty();
            }
            return Optional.of(steps.get(next++));
        }

        boolean loop() {
            return loop;
        }

        int iteration() {
            return iteration;
        }

        void finish() {
            last.run();
        }
    }
}
