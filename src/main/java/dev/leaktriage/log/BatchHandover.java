package dev.leaktriage.log;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Supplier;

/**
 * Hands batches of events on by a second thread, in order, so that the first one reads on meanwhile.
 *
 * <p>What is not a batch must wait for those before it: {@link #await} first. The thread begins with the first batch.
 *
 * @param <B> a batch
 */
final class BatchHandover<B> implements AutoCloseable {
    private static final int IN_FLIGHT = 2;

    private final Supplier<B> batches;
    private final Taker<B> taker;
    /** Empty for the end. */
    private final BlockingQueue<Optional<B>> full = new ArrayBlockingQueue<>(IN_FLIGHT + 1);

    private final BlockingQueue<B> taken = new ArrayBlockingQueue<>(IN_FLIGHT + 1);
    private Thread thread;
    private int handed;
    private volatile boolean wanted = true;
    private volatile Optional<Throwable> failure = Optional.empty();

    /** Takes batches. */
    interface Taker<B> {
        /** Takes one; false if no more are wanted. */
        boolean take(B batch) throws IOException;
    }

    /**
     * Makes one.
     *
     * @param batches makes new ones
     * @param taker is called by the second thread only
     */
    BatchHandover(Supplier<B> batches, Taker<B> taker) {
        this.batches = batches;
        this.taker = taker;
    }

    /**
     * Hands a batch on.
     *
     * @return a batch to clear and fill next; what was handed on may not be touched any more
     * @throws IOException what the taker threw before; likewise an error or another exception
     */
    B hand(B batch) throws IOException {
        complain();
        if (thread == null) {
            thread = new Thread(this::takeAll, "leaktriage-batches");
            thread.setDaemon(true);
            thread.start();
        }
        full.add(Optional.of(batch));
        handed++;
        return handed < IN_FLIGHT ? batches.get() : awaitOne();
    }

    /**
     * Waits until all batches are taken.
     *
     * @return false if no more are wanted
     * @throws IOException what the taker threw; likewise an error or another exception
     */
    boolean await() throws IOException {
        while (handed > 0) {
            awaitOne();
        }
        complain();
        return wanted;
    }

    /** False if it is known by now that no more is wanted. */
    boolean isWanted() {
        return wanted;
    }

    private void complain() throws IOException {
        if (failure.isPresent()) {
            RangeReader.rethrow(failure.get());
        }
    }

    private B awaitOne() {
        try {
            B batch = taken.take();
            handed--;
            return batch;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while events were replayed", interrupted);
        }
    }

    private void takeAll() {
        try {
            for (Optional<B> batch = full.take(); batch.isPresent(); batch = full.take()) {
                take(batch.get());
                taken.add(batch.get());
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void take(B batch) {
        if (!wanted || failure.isPresent()) {
            return;
        }
        try {
            wanted = taker.take(batch);
        } catch (IOException | RuntimeException | Error thrown) {
            // Such as that memory is used up: whoever waits for the batch must learn of it.
            failure = Optional.of(thrown);
        }
    }

    @Override
    public void close() {
        if (thread != null) {
            full.add(Optional.empty());
        }
    }
}
