package dev.leaktriage.batch;

import dev.leaktriage.model.BatchSummary;
import dev.leaktriage.model.SummaryFold;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/**
 * Judges files with a bounded number of threads and folds what is said of them in the order of the files, so that nothing
 * depends on which is done first.
 */
public final class LogBatch {
    /** How many files may be done or under way beyond the one that is folded next, for each thread. */
    private static final int AHEAD = 4;

    private final FileJudge judge;
    private final List<InputFile> files;
    private final int threads;
    private final AtomicLong filesDone = new AtomicLong();
    private final AtomicLong bytesDone = new AtomicLong();

    /**
     * A batch that has not begun.
     *
     * @param threads how many files are read at a time, at least 1
     */
    public LogBatch(FileJudge judge, List<InputFile> files, int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("--threads " + threads + ": at least 1 is needed");
        }
        this.judge = judge;
        this.files = List.copyOf(files);
        this.threads = threads;
    }

    /** How far a batch is. */
    public record State(long filesDone, long files, long bytesDone, long bytes) {}

    /** How far it is; may be asked from another thread. */
    public State state() {
        long bytes = files.stream().mapToLong(InputFile::bytes).sum();
        return new State(filesDone.get(), files.size(), bytesDone.get(), bytes);
    }

    /**
     * Judges the files.
     *
     * @param goesOn is given what is said of each file, in their order; after the first that it answers with false, no
     *     other file counts
     * @return what is said of all files that count
     * @throws RuntimeException that a file's judge threw; the others are given up then
     */
    public BatchSummary run(Predicate<BatchSummary> goesOn) {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            return fold(pool, goesOn);
        } finally {
            end(pool);
        }
    }

    /** Returns once nothing more will be written. */
    private static void end(ExecutorService pool) {
        pool.shutdownNow();
        try {
            pool.awaitTermination(1, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private BatchSummary fold(ExecutorService pool, Predicate<BatchSummary> goesOn) {
        SummaryFold fold = new SummaryFold();
        Iterator<InputFile> waiting = files.iterator();
        Deque<Future<BatchSummary>> begun = new ArrayDeque<>();
        while (waiting.hasNext() || !begun.isEmpty()) {
            while (waiting.hasNext() && begun.size() < threads * AHEAD) {
                InputFile next = waiting.next();
                begun.add(pool.submit(() -> judged(next)));
            }
            BatchSummary part = result(begun.remove());
            fold.add(part);
            if (!goesOn.test(part)) {
                return fold.result();
            }
        }
        return fold.result();
    }

    private BatchSummary judged(InputFile file) {
        BatchSummary part = judge.judge(file);
        filesDone.incrementAndGet();
        bytesDone.addAndGet(file.bytes());
        return part;
    }

    private static BatchSummary result(Future<BatchSummary> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e.getCause());
        }
    }
}
