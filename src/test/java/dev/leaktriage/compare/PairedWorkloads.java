package dev.leaktriage.compare;

import dev.leaktriage.recorder.Step;
import dev.leaktriage.recorder.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/**
 * Two workloads that differ in what was put into one of them on purpose; the same seed is always the same pair.
 *
 * @param expectedChanges the changes of sites that live memory must show: kind, operation, verdicts, handles more
 * @param expectedEntries the operations whose programs came (+) or went (-)
 */
record PairedWorkloads(Workload base, Workload current, Set<String> expectedChanges, Set<String> expectedEntries) {
    private static final long SPREAD = 0x9e3779b97f4a7c15L;
    private static final List<String> SHAPES = List.of("1x1", "1x2", "2x2");
    /** What both runs may call, and what only one of them does. */
    private static final List<String> COMMON = List.of("gelu", "softmax", "add", "matmul", "conv2d");

    private static final List<String> EXTRA = List.of("relu", "layer_norm", "subtract", "tilize", "linear");

    static PairedWorkloads of(long seed) {
        return new Making(new Random(seed * SPREAD)).pair(seed);
    }

    /** A pair in the making: the steps of both runs grow side by side. */
    private static final class Making {
        private final Random random;
        private final String shape;
        private final int devices;
        private final List<Step> base = new ArrayList<>();
        private final List<Step> current = new ArrayList<>();
        private final Set<String> changes = new TreeSet<>();
        private final Set<String> entries = new TreeSet<>();
        private int names;

        Making(Random random) {
            this.random = random;
            this.shape = SHAPES.get(random.nextInt(SHAPES.size()));
            this.devices = shape.equals("1x1") ? 1 : shape.equals("1x2") ? 2 : 4;
        }

        PairedWorkloads pair(long seed) {
            both(new Step.Open("mesh", shape, 0, 0, 1 << 15, false, false));
            both(new Step.MakeTensor("x", List.of(64, 64), null, null, null, 0, "mesh"));
            for (String operation : COMMON) {
                common(operation);
            }
            if (random.nextBoolean()) {
                appears();
            } else {
                clearedInCurrent();
            }
            both(new Step.Free(List.of("x")));
            return new PairedWorkloads(workload(seed, base), workload(seed, current), changes, entries);
        }

        private void common(String operation) {
            int leakedBefore = random.nextInt(3) == 0 ? 1 + random.nextInt(2) : 0;
            int leakedAfter = random.nextInt(3) == 0 ? random.nextInt(4) : leakedBefore;
            calls(base, operation, leakedBefore);
            calls(current, operation, leakedAfter);
            int more = (leakedAfter - leakedBefore) * devices;
            if (more != 0) {
                String kind = leakedBefore == 0 ? "new" : leakedAfter == 0 ? "gone" : more > 0 ? "grown" : "shrunk";
                changes.add(kind + " ttnn::" + operation + " leak " + more);
            }
        }

        /** Four calls, so that the program's entry and the peak are alike however many outputs are kept. */
        private void calls(List<Step> steps, String operation, int leaked) {
            for (int call = 0; call < 4; call++) {
                call(steps, operation, call < leaked);
            }
        }

        private void call(List<Step> steps, String operation, boolean leaks) {
            String output = "t" + names++;
            boolean unary =
                    Set.of("gelu", "softmax", "relu", "layer_norm", "tilize").contains(operation);
            List<String> inputs = unary ? List.of("x") : List.of("x", "x");
            steps.add(new Step.Call(operation, inputs, output, null, 0, false, false, false));
            steps.add(leaks ? new Step.Leak(List.of(output)) : new Step.Free(List.of(output)));
        }

        /** One side calls an operation that the other does not. */
        private void appears() {
            String operation = EXTRA.get(random.nextInt(EXTRA.size()));
            boolean added = random.nextBoolean();
            call(added ? current : base, operation, false);
            changes.add((added ? "new" : "gone") + " ttnn::" + operation + " program-cache " + (added ? "" : "-")
                    + devices);
            entries.add((added ? "+" : "-") + "ttnn::" + operation);
        }

        /** The current run clears the cache, and one entry survives. */
        private void clearedInCurrent() {
            String survivor = COMMON.get(random.nextInt(COMMON.size()));
            current.add(new Step.ClearCache("mesh", List.of(survivor), 0));
            for (String operation : COMMON) {
                boolean survives = operation.equals(survivor);
                changes.add(
                        survives
                                ? "reclassified ttnn::" + operation + " program-cache to leak 0"
                                : "gone ttnn::" + operation + " program-cache -" + devices);
                entries.add("-ttnn::" + operation);
            }
        }

        private void both(Step step) {
            base.add(step);
            current.add(step);
        }

        private static Workload workload(long seed, List<Step> steps) {
            Workload.ProcessPlan process = new Workload.ProcessPlan(4711, steps, List.of());
            return new Workload("pair " + seed, "", "t3k", false, List.of(process));
        }
    }
}
