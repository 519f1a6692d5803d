package dev.leaktriage.cli;

import java.io.PrintStream;
import java.time.Duration;
import java.util.function.Supplier;

/** Shows on a terminal that a long step is still at work, and leaves no trace of it. */
final class Progress {
    private static final String CLEAR_LINE = "\r\u001b[K";

    private Progress() {}

    /**
     * Runs the step and shows {@code what} with the seconds that passed, once every {@code period}; a step that
     * is over within the first period shows nothing.
     */
    static <T> T during(PrintStream err, String what, Duration period, Supplier<T> step) {
        return during(err, () -> what + " ...", period, step);
    }

    /** Likewise for a step that knows how far it is. */
    static <T> T during(PrintStream err, Supplier<String> what, Duration period, Supplier<T> step) {
        Thread display = new Thread(() -> display(err, what, period), "progress");
        display.setDaemon(true);
        display.start();
        try {
            return step.get();
        } finally {
            end(display);
        }
    }

    private static void display(PrintStream err, Supplier<String> what, Duration period) {
        long begunNanos = System.nanoTime();
        boolean shown = false;
        try {
            while (true) {
                Thread.sleep(period.toMillis());
                long seconds = Duration.ofNanos(System.nanoTime() - begunNanos).toSeconds();
                err.print(CLEAR_LINE + what.get() + " " + seconds + " s");
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

    /** Returns once nothing more will be written. */
    private static void end(Thread display) {
        display.interrupt();
        try {
            display.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
