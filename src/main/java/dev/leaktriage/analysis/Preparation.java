package dev.leaktriage.analysis;

import dev.leaktriage.classify.RuleSet;
import dev.leaktriage.log.LogReader;

/**
 * Makes, on threads of their own, what every analysis needs, while another thread still reads arguments.
 *
 * <p>A start has little to do for its second core in the first 100 ms. Nothing depends on whether this was begun: what it
 * makes is made where it is needed too, and what fails here fails there again and is told there.
 */
public final class Preparation {
    private Preparation() {}

    /** Begins and returns at once. */
    public static void begin() {
        begin(LogReader::prepare);
        begin(RuleSet::shipped);
    }

    private static void begin(Runnable part) {
        Thread thread = new Thread(() -> prepare(part), "preparation");
        thread.setDaemon(true);
        thread.start();
    }

    private static void prepare(Runnable part) {
        try {
            part.run();
        } catch (RuntimeException | Error e) {
            // See above.
            return;
        }
    }
}
