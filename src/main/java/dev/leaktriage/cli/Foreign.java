package dev.leaktriage.cli;

import dev.leaktriage.model.Analysis;
import dev.leaktriage.model.Recognition;
import java.util.List;

/** Logs that are none: a file in which nothing is recognised is not what was meant, and no gate may pass because of it. */
final class Foreign {
    private Foreign() {}

    /**
     * Refuses logs in which nothing was recognised and nothing is damaged.
     *
     * @throws CommandFailure if so
     */
    static void refuse(Analysis analysis, List<String> logs) {
        Recognition recognition = analysis.recognition();
        boolean nothing = recognition.records() == 0
                && recognition.malformed() == 0
                && analysis.integrity().intact();
        if (nothing) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    String.join(", ", logs) + ": no record of a known format in "
                            + Count.of(recognition.lines(), "line") + "; docs/log-formats.md lists the formats");
        }
    }

    /**
     * Refuses an inspector's files without a log: they tell of no buffer, so that nothing could leak in them.
     *
     * @throws CommandFailure if so
     */
    static void refuseWithoutBuffers(Analysis analysis, List<String> logs) {
        boolean none = !analysis.inspection().isEmpty() && analysis.lives().isEmpty();
        if (none) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    String.join(", ", logs) + ": the files of an inspector tell of no buffer, so there is nothing to"
                            + " judge; name the log of its process too");
        }
    }
}
