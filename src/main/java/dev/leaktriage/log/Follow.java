package dev.leaktriage.log;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * How a text that may still grow is followed, and until when.
 *
 * <p>It ends when it is {@linkplain #stop asked to}, when nothing came for so long as was agreed, or, for a file of which
 * nothing was agreed, when its log says that it is over. Safe for use by several threads.
 */
public final class Follow {
    private final Optional<Duration> idle;
    private final BooleanSupplier isOver;
    private final Consumer<String> told;
    private final Pace pace;

    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile long stoppedNanos;
    private volatile long grownNanos = System.nanoTime();
    private volatile long lines;

    /**
     * How long things take.
     *
     * @param poll how often a file is looked at
     * @param grace how long nothing must come before a text ends that was asked to, for a program that is interrupted
     *     too writes its last lines then
     * @param longestGrace how long a text that goes on and on is read after it was asked to end
     * @param settled how long nothing must come before a file ends that is over, or that another one replaced
     */
    record Pace(Duration poll, Duration grace, Duration longestGrace, Duration settled) {
        static final Pace PEOPLE =
                new Pace(Duration.ofMillis(50), Duration.ofMillis(300), Duration.ofSeconds(3), Duration.ofSeconds(10));
    }

    /**
     * Begins.
     *
     * @param idle for how long nothing must come for a text to end; empty to wait for ever
     * @param isOver true once the log of a file says that nothing more will come
     * @param told gets one line for people whenever something unusual happens to the text
     */
    public Follow(Optional<Duration> idle, BooleanSupplier isOver, Consumer<String> told) {
        this(idle, isOver, told, Pace.PEOPLE);
    }

    Follow(Optional<Duration> idle, BooleanSupplier isOver, Consumer<String> told, Pace pace) {
        this.idle = idle;
        this.isOver = isOver;
        this.told = told;
        this.pace = pace;
    }

    /** Asks the text to end: what was written until now is still read. */
    public void stop() {
        stoppedNanos = System.nanoTime();
        stopped.countDown();
    }

    /** How many lines of the text came so far. */
    public long lines() {
        return lines;
    }

    /** Called by the one thread that reads. */
    void countLines(int more) {
        lines += more;
    }

    void tell(String message) {
        told.accept(message);
    }

    Duration poll() {
        return pace.poll();
    }

    void grew() {
        grownNanos = System.nanoTime();
    }

    boolean isStopped() {
        return stopped.getCount() == 0;
    }

    /** True if it was asked to end so long ago that not even a text that still comes is read. */
    boolean hasNoPatience() {
        return isStopped() && hasPassed(stoppedNanos, pace.longestGrace());
    }

    /** True if nothing more is waited for. */
    boolean isOver() {
        return isStopped() && hasPassed(Math.max(stoppedNanos, grownNanos), pace.grace())
                || idle.isPresent() && hasPassed(grownNanos, idle.get());
    }

    /** True if nothing came to a file for some time and its log says that nothing will; another time may be agreed. */
    boolean isSettled() {
        return idle.isEmpty() && hasPassed(grownNanos, pace.settled()) && isOver.getAsBoolean();
    }

    /** True if nothing came for so long, since another file was there, that the writer has left for that one. */
    boolean isLeft() {
        return hasPassed(grownNanos, pace.settled());
    }

    private static boolean hasPassed(long sinceNanos, Duration time) {
        return System.nanoTime() - sinceNanos >= time.toNanos();
    }

    /** Lets some time pass in which the text may grow. */
    void pause() {
        try {
            if (!stopped.await(pace.poll().toNanos(), TimeUnit.NANOSECONDS)) {
                return;
            }
            Thread.sleep(Math.min(pace.poll().toMillis(), pace.grace().toMillis()));
        } catch (InterruptedException interrupted) {
            stop();
        }
    }
}
