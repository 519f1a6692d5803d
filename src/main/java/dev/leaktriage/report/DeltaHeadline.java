package dev.leaktriage.report;

import dev.leaktriage.model.Confidence;
import dev.leaktriage.model.Regression;

/**
 * The answer at the top of the page of a difference.
 *
 * @param word the answer in two or three words
 * @param sentence what it rests on
 */
record DeltaHeadline(String word, String sentence, Tone tone) {
    static DeltaHeadline of(DeltaDigest digest) {
        String sentence = DeltaAnswer.of(digest);
        if (digest.base().nothingRead() || digest.current().nothingRead() || digest.onlyFailed()) {
            return new DeltaHeadline("Nothing can be said.", sentence, Tone.DOUBTFUL);
        }
        if (!digest.regressions().isEmpty()) {
            return new DeltaHeadline("Regression.", sentence, Tone.BAD);
        }
        if (!Regression.of(digest.delta(), Confidence.POSSIBLE).isEmpty()) {
            return new DeltaHeadline("Possible regression.", sentence, Tone.DOUBTFUL);
        }
        return digest.damaged()
                ? new DeltaHeadline("No regression shown.", sentence, Tone.DOUBTFUL)
                : new DeltaHeadline("No regression.", sentence, Tone.GOOD);
    }
}
