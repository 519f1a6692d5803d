package dev.leaktriage.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;

/** A workload of random tests in one process; the same seed is always the same one. */
final class RandomTestRuns {
    private static final long NEVER = Long.MAX_VALUE;
    private static final long ROW_BYTES = 2L * 32768;
    private static final int MOST_ROWS = 4096;

    /**
     * A tensor that outlives its test.
     *
     * @param freedBy index of the test that frees it
     */
    private record Kept(String name, int test, long sizeBytes, long freedBy) {}

    private final List<String> names = new ArrayList<>();
    private final List<Kept> kept = new ArrayList<>();
    private final List<String> steps = new ArrayList<>();
    private final boolean runsOut;

    private RandomTestRuns(Random random) {
        int count = 2 + random.nextInt(7);
        runsOut = random.nextInt(2) == 0;
        for (int test = 0; test < count; test++) {
            names.add("tests/test_%d.py::TestRandom::test_%d[%d-a b]".formatted(random.nextInt(3), test, test));
            steps.add(test(random, test, count));
        }
    }

    static RandomTestRuns of(long seed) {
        return new RandomTestRuns(new Random(seed * 0x9e3779b97f4a7c15L));
    }

    private String test(Random random, int test, int count) {
        List<String> inner = new ArrayList<>();
        inner.add(tensor("t", 32));
        inner.add("{\"op\": \"gelu\", \"inputs\": \"t\", \"output\": \"u\"}");
        for (Kept earlier : kept) {
            if (earlier.freedBy == test) {
                inner.add("{\"free\": \"" + earlier.name + "\"}");
            }
        }
        boolean last = test == count - 1;
        if (!last && random.nextInt(3) == 0) {
            int rows = 32 * (1 + random.nextInt(MOST_ROWS / 32));
            long freedBy = random.nextInt(3) == 0 ? test + 1L + random.nextInt(count - test - 1) : NEVER;
            kept.add(new Kept("kept " + test, test, rows * ROW_BYTES, freedBy));
            inner.add(tensor("kept " + test, rows));
            if (freedBy == NEVER) {
                inner.add("{\"leak\": \"kept " + test + "\"}");
            }
        }
        inner.add("{\"free\": [\"t\", \"u\"]}");
        if (last && runsOut) {
            inner.add("{\"repeat\": 200, \"steps\": [" + tensor("big {i}", MOST_ROWS) + "]}");
        }
        return "{\"test\": \"" + names.get(test) + "\", \"steps\": [" + String.join(", ", inner) + "]}";
    }

    private static String tensor(String name, int rows) {
        return "{\"tensor\": \"" + name + "\", \"shape\": [" + rows + ", 32768]}";
    }

    String json() {
        return "{\"profile\": \"n150\", \"processes\": [{\"pid\": 4711, \"steps\": [{\"open\": \"mesh\"}, "
                + String.join(", ", steps) + "]}]}";
    }

    List<String> names() {
        return names;
    }

    OptionalInt victim() {
        return runsOut ? OptionalInt.of(names.size() - 1) : OptionalInt.empty();
    }

    /** What a test keeps to the end; of the one that runs out of memory nothing is known. */
    long liveAtEndBytes(int test) {
        return bytes(test, names.size() - 1);
    }

    /** What it still keeps when the next test ends, or the run. */
    long heldLaterBytes(int test) {
        return bytes(test, Math.min(test + 1, names.size() - 1));
    }

    /** What a test keeps that is not freed by the end of another one. */
    private long bytes(int test, int after) {
        return kept.stream()
                .filter(tensor -> tensor.test == test && tensor.freedBy > after)
                .mapToLong(Kept::sizeBytes)
                .sum();
    }

    /** The first test that keeps a tenth or more of what earlier tests keep. */
    OptionalInt culprit() {
        int last = names.size() - 1;
        long all = 0;
        for (int test = 0; test < last; test++) {
            all += bytes(test, last);
        }
        for (int test = 0; test < last; test++) {
            if (bytes(test, last) * 10 >= all && all > 0) {
                return OptionalInt.of(test);
            }
        }
        return OptionalInt.empty();
    }
}
