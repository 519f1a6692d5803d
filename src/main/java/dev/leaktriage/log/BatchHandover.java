package dev.leaktriage.log;

import dev.leaktriage.model.CountedEvents;
import dev.leaktriage.model.EventSink;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * Hands batches to a sink on a second thread, in order, so that the first one reads on meanwhile.
 *
 * <p>What is not a batch must wait for those before it: {@link #await} first. The thread begins with the first batch.
 */
final class BatchHandover implements AutoCloseable {
    private static final int IN_FLIGHT = 2;
    private static final CountedEvents END = new CountedEvents();

    private final EventSink sink;
    private final BlockingQueue<CountedEvents> full = new ArrayBlockingQueue<>(IN_FLIGHT + 1);
    private final BlockingQueue<CountedEvents> empty = new ArrayBlockingQueue<>(IN_FLIGHT + 1);
    private Thread thread;
    private int handed;
    private volatile boolean wanted = true;
    private volatile RuntimeException failure;

    BatchHandover(EventSink sink) {
        this.sink = sink;
    }

    /**
     * Hands a batch on.
     *
     * <p>That the sink wants no more shows when it is awaited, not before, so that what is read does not depend on who
     * is faster.
     *
     * @return an empty batch to fill next; what was handed on may not be touched any more
     */
    CountedEvents hand(CountedEvents batch) {
        if (thread == null) {
            thread = new Thread(this::take, "leaktriage-batches");
            thread.setDaemon(true);
            thread.start();
        }
        full.add(batch);
        handed++;
        if (handed < IN_FLIGHT) {
            CountedEvents another = new CountedEvents();
            another.file = batch.file;
            return another;
        }
        CountedEvents next = taken();
        next.count = 0;
        return next;
    }

    /**
     * Waits until the sink has taken everything.
     *
     * @return false if it wants no more
     */
    boolean await() {
        while (handed > 0) {
            taken();
        }
        if (failure != null) {
            throw failure;
        }
        return wanted;
    }

    private CountedEvents taken() {
        try {
            CountedEvents batch = empty.take();
            handed--;
            return batch;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while events were replayed", interrupted);
        }
    }

    private void take() {
        try {
            for (CountedEvents batch = full.take(); batch != END; batch = full.take()) {
                accept(batch);
                empty.add(batch);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void accept(CountedEvents batch) {
        if (!wanted || failure != null) {
            return;
        }
        try {
            wanted = sink.accept(batch);
        } catch (RuntimeException thrown) {
            failure = thrown;
        }
    }

    @Override
    public void close() {
        if (thread != null) {
            full.add(END);
        }
    }
}
