package dev.leaktriage.analysis;

import dev.leaktriage.log.LogReader;

/**
 * Makes, on a thread of its own, what every analysis has to wait for, while another thread still reads arguments.
 *
 * <p>Nothing depends on whether this was begun: what it makes is made where it is needed too, and what fails here fails
 * there again and is told there.
 */
public final class Preparation {
    private Preparation() {}

    /** Begins and returns at once. */
    public static void begin() {
        Thread thread = new Thread(Preparation::prepare, "preparation");
        thread.setDaemon(true);
        thread.start();
    }

    private static void prepare() {
        try {
            LogReader.prepare();
        } catch (RuntimeException | Error e) {
            // See above.
            return;
        }
    }
}
