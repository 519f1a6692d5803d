package dev.leaktriage.recorder;

import dev.leaktriage.model.Memory;
import dev.leaktriage.runtime.Purpose;
import dev.leaktriage.runtime.TensorLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Workloads with random operations, loops and faults on small meshes; the same seed is always the same one.
 *
 * <p>They avoid what a log cannot tell: an address handed out again to the very operation whose late free is
 * still to come, a view that outlives its owner where a later view has its size, and sites that grow at some
 * checkpoints only.
 */
public final class RandomWorkloads {
    private static final List<String> ELEMENTWISE = List.of("gelu", "relu", "softmax", "rms_norm", "layer_norm");
    private static final List<String> PAIRS = List.of("add", "multiply", "matmul", "linear", "conv2d");
    private static final List<String> SHAPES = List.of("1x1", "1x2", "2x2");

    private static final long SPREAD = 0x9e3779b97f4a7c15L;

    private final Random random;
    private final List<Step> steps = new ArrayList<>();
    private int names;
    private boolean viewForgotten;

    private RandomWorkloads(Random random) {
        this.random = random;
    }

    /** A workload whose log is complete up to where its processes end. */
    public static Workload of(long seed) {
        Random random = random(seed);
        return workload(seed, random, 0);
    }

    /** A workload whose log has lost some records. */
    public static Workload damaged(long seed) {
        Random random = random(seed);
        return workload(seed, random, 1 + random.nextInt(4));
    }

    /** Small seeds are spread first, because the first numbers of neighbouring ones are alike. */
    private static Random random(long seed) {
        return new Random(seed * SPREAD);
    }

    private static Workload workload(long seed, Random random, int lostRecords) {
        List<Workload.ProcessPlan> processes = new ArrayList<>();
        int count = random.nextInt(4) == 0 ? 2 : 1;
        for (int index = 0; index < count; index++) {
            List<Step> steps = new RandomWorkloads(random).process();
            List<Long> lost =
                    random.longs(lostRecords, 5, 80).boxed().distinct().toList();
            processes.add(new Workload.ProcessPlan(4711 + 1000L * index, steps, lost));
        }
        String profile = random.nextInt(4) == 0 ? "p150b" : "t3k";
        return new Workload("random " + seed, "", profile, random.nextBoolean(), processes);
    }

    private List<Step> process() {
        open("mesh");
        String left = tensor();
        String right = tensor();
        for (int index = random.nextInt(5); index > 0; index--) {
            act(left, right);
        }
        boolean looped = random.nextInt(3) > 0;
        if (looped) {
            loop(left, right);
        }
        if (random.nextInt(4) == 0) {
            die(left);
            return List.copyOf(steps);
        }
        for (int index = random.nextInt(4); index > 0; index--) {
            act(left, right);
        }
        steps.add(new Step.Free(List.of(left, right)));
        end();
        return List.copyOf(steps);
    }

    private void open(String name) {
        long traceRegionBytes = random.nextBoolean() ? 1L << 22 : 0;
        String shape = SHAPES.get(random.nextInt(SHAPES.size()));
        boolean bare = random.nextInt(5) == 0;
        boolean circularBuffers = random.nextInt(5) == 0;
        steps.add(new Step.Open(name, shape, 0, traceRegionBytes, 1 << 15, bare, circularBuffers));
    }

    private void act(String left, String right) {
        switch (random.nextInt(10)) {
            case 0 -> neverFreed(left, right);
            case 1 -> lateMirrors(left);
            case 2 -> clear(left, right);
            case 3 -> partlyFreed(left);
            case 4 -> trace(left);
            case 5 -> uncached(left, right);
            case 6 -> sharded();
            case 7 -> forgottenView(left);
            default -> chain(left, right, steps);
        }
    }

    /** Operations one after the other, whose outputs are all freed. */
    private void chain(String left, String right, List<Step> into) {
        List<String> made = new ArrayList<>();
        String last = left;
        for (int index = 1 + random.nextInt(3); index > 0; index--) {
            last = call(last, right, into);
            made.add(last);
        }
        into.add(new Step.Free(made));
    }

    private String call(String left, String right, List<Step> into) {
        boolean pair = random.nextBoolean();
        List<String> names = pair ? PAIRS : ELEMENTWISE;
        String operation = names.get(random.nextInt(names.size()));
        String output = name();
        into.add(new Step.Call(
                operation,
                pair ? List.of(left, right) : List.of(left),
                output,
                random.nextInt(4) == 0 ? Memory.L1 : null,
                0,
                random.nextInt(8) == 0,
                random.nextInt(8) == 0,
                false));
        return output;
    }

    private void neverFreed(String left, String right) {
        steps.add(new Step.Leak(List.of(call(left, right, steps))));
    }

    private void lateMirrors(String left) {
        String first = name();
        String second = name();
        steps.add(simple("rotary_embedding", left, first));
        steps.add(new Step.Deallocate(List.of(first)));
        steps.add(simple("tilize", left, second));
        steps.add(new Step.Free(List.of(first)));
        steps.add(new Step.Free(List.of(second)));
    }

    private void clear(String left, String right) {
        chain(left, right, steps);
        List<String> survivors = random.nextInt(3) == 0 ? List.of("gelu", "matmul") : List.of();
        steps.add(new Step.ClearCache("mesh", survivors, 0));
    }

    private void partlyFreed(String left) {
        String output = name();
        steps.add(simple("subtract", left, output));
        steps.add(new Step.FreePart(output, List.of(0)));
    }

    /** The only call of an operation whose second program has a size of its own. */
    private void forgottenView(String left) {
        if (viewForgotten) {
            return;
        }
        viewForgotten = true;
        String output = name();
        steps.add(new Step.Call("all_gather", List.of(left), output, null, 0, false, false, true));
        steps.add(new Step.Free(List.of(output)));
    }

    private void trace(String left) {
        String trace = name();
        List<Step> captured = new ArrayList<>();
        chain(left, left, captured);
        steps.add(new Step.Capture(trace, "mesh", captured));
        steps.add(new Step.Replay(trace, "mesh"));
        if (random.nextBoolean()) {
            steps.add(new Step.ReleaseTrace(trace));
        }
    }

    private void uncached(String left, String right) {
        steps.add(new Step.DisableCache("mesh"));
        chain(left, right, steps);
        steps.add(new Step.EnableCache("mesh"));
    }

    private void sharded() {
        String name = name();
        steps.add(new Step.MakeTensor(
                name, List.of(64, 50), null, TensorLayout.ROW_MAJOR, Memory.L1, 1 + random.nextInt(16), "mesh"));
        steps.add(new Step.Free(List.of(name)));
    }

    private void loop(String left, String right) {
        List<Step> body = new ArrayList<>();
        if (random.nextBoolean()) {
            body.add(new Step.Leak(List.of(call(left, right, body))));
        }
        chain(left, right, body);
        body.add(new Step.Checkpoint("iteration {i}"));
        steps.add(new Step.Repeat(2 + random.nextInt(6), body));
    }

    private void die(String left) {
        switch (random.nextInt(5)) {
            case 0 -> steps.add(new Step.Fail("cq_id 0 is out of range"));
            case 1 -> steps.add(new Step.MakeTensor(name(), List.of(1 << 17, 1 << 18), null, null, null, 0, "mesh"));
            case 2 -> steps.add(new Step.ClearCache("mesh", List.of(), 1));
            case 3 -> steps.add(new Step.Close("mesh", List.of(), true));
            default -> steps.add(new Step.Kill(true));
        }
        steps.add(new Step.Kill(true));
    }

    private void end() {
        int how = random.nextInt(4);
        if (how == 0) {
            return;
        }
        steps.add(new Step.ClearCache("mesh", List.of(), 0));
        if (how == 1) {
            return;
        }
        List<Purpose> survivors = random.nextInt(3) == 0 ? List.of(Purpose.FABRIC) : List.of();
        steps.add(new Step.Close("mesh", survivors, false));
        if (how == 2) {
            return;
        }
        open("again");
        String tensor = name();
        steps.add(new Step.MakeTensor(tensor, List.of(64, 64), null, null, null, 0, "again"));
        steps.add(new Step.Call("add", List.of(tensor, tensor), name(), null, 0, false, false, false));
        steps.add(new Step.Free(List.of(tensor)));
    }

    private Step simple(String operation, String input, String output) {
        boolean pair = operation.equals("subtract");
        return new Step.Call(
                operation, pair ? List.of(input, input) : List.of(input), output, null, 0, false, false, false);
    }

    private String tensor() {
        String name = name();
        int side = 32 * (1 + random.nextInt(4));
        steps.add(new Step.MakeTensor(name, List.of(side, side), null, null, null, 0, "mesh"));
        return name;
    }

    private String name() {
        return "t" + names++;
    }
}
