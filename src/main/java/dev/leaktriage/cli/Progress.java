package dev.leaktriage.cli;

import java.io.PrintStream;
import java.time.Duration;

/** Shows on a terminal that a long step is still at work, and leaves no trace of it. */
final class Progress implements AutoCloseable {
    private static final String CLEAR_LINE = "\r\u001b[K";

    private final Thread thread;

    private Progress(Thread thread) {
        this.thread = thread;
    }

    /**
     * Begins to show {@code what} with the seconds that passed, once every {@code period}; a step that is over
     * within the first period shows nothing.
     */
    static Progress start(PrintStream err, String what, Duration period) {
        Thread thread = new Thread(() -> show(err, what, period), "progress");
        thread.setDaemon(true);
        thread.start();
        return new Progress(thread);
    }

    private static void show(PrintStream err, String what, Duration period) {
        long begunNanos = System.nanoTime();
        boolean shown = false;
        try {
            while (true) {
                Thread.sleep(period.toMillis());
                long seconds = Duration.ofNanos(System.nanoTime() - begunNanos).toSeconds();
                err.print(CLEAR_LINE + what + " ... " + seconds + " s");
                err.flush();
                shown = true;
            }
        } catch (InterruptedException e) {
            if (shown) {
                err.print(CLEAR_LINE);
                err.flush();
            }
        }
    }

    /** Stops and clears the line; afterwards nothing more is written. */
    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
