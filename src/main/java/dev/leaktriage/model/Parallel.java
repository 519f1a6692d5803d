package dev.leaktriage.model;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

/** Does the same for each of many numbers, with several threads where that is worth their start. */
public final class Parallel {
    private static final int FEW = 128;
    /** So many numbers a thread takes at a time: a thread that starts late, or that others hold up, takes fewer of all. */
    private static final int STEP = 32;

    private static final int MOST_THREADS = 4;

    private Parallel() {}

    /**
     * Calls a worker for each number from 0 to {@code count - 1}, in any order, and returns when all is done.
     *
     * @param workers gives each thread a worker of its own; workers may share what does not change meanwhile, and must
     *     not depend on which of them gets a number
     * @throws RuntimeException what a worker throws; an error likewise
     */
    public static void each(int count, Supplier<IntConsumer> workers) {
        each(count, count < FEW ? 1 : MOST_THREADS, STEP, workers);
    }

    /**
     * Does a few things of which each may take long; otherwise like {@link #each}.
     *
     * @param atOnce how many may be done at once; no more than there are processors
     */
    public static void few(int count, int atOnce, IntConsumer worker) {
        each(count, Math.min(count, atOnce), 1, () -> worker);
    }

    private static void each(int count, int mostThreads, int step, Supplier<IntConsumer> workers) {
        int threads = Math.min(mostThreads, Runtime.getRuntime().availableProcessors());
        AtomicInteger next = new AtomicInteger();
        List<Part> others = new ArrayList<>();
        for (int thread = 1; thread < threads; thread++) {
            others.add(new Part(thread, next, count, step, workers.get()));
        }
        others.forEach(Part::start);
        Part own = new Part(0, next, count, step, workers.get());
        own.run();
        others.forEach(Part::await);
        own.complain();
        others.forEach(Part::complain);
    }

    private static final class Part extends Thread {
        private final AtomicInteger next;
        private final int count;
        private final int step;
        private final IntConsumer worker;
        private RuntimeException failure;
        private Error error;

        Part(int thread, AtomicInteger next, int count, int step, IntConsumer worker) {
            super("part-" + thread);
            setDaemon(true);
            this.next = next;
            this.count = count;
            this.step = step;
            this.worker = worker;
        }

        @Override
        public void run() {
            try {
                for (int from = next.getAndAdd(step); from < count; from = next.getAndAdd(step)) {
                    step(from, Math.min(count, from + step));
                }
            } catch (RuntimeException thrown) {
                failure = thrown;
            } catch (Error thrown) {
                // Such as that memory is used up: what is missing then must not pass for what is there.
                error = thrown;
            }
        }

        private void step(int from, int to) {
            for (int number = from; number < to; number++) {
                worker.accept(number);
            }
        }

        void await() {
            boolean interrupted = false;
            while (true) {
                try {
                    join();
                    break;
                } catch (InterruptedException again) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }

        void complain() {
            if (failure != null) {
                throw failure;
            }
            if (error != null) {
                throw error;
            }
        }
    }
}
