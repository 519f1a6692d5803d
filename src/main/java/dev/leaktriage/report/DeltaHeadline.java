package dev.leaktriage.report;

/**
 * The answer at the top of the page of a difference.
 *
 * @param word the answer in two or three words
 * @param sentence what it rests on
 */
record DeltaHeadline(String word, String sentence, Tone tone) {
    static DeltaHeadline of(DeltaDigest digest) {
        String sentence = DeltaAnswer.of(digest);
        if (digest.base().nothingRead() || digest.current().nothingRead()) {
            return new DeltaHeadline("Nothing can be said.", sentence, Tone.DOUBTFUL);
        }
        if (!digest.regressions().isEmpty()) {
            return new DeltaHeadline("Regression.", sentence, Tone.BAD);
        }
        return digest.damaged()
                ? new DeltaHeadline("No regression shown.", sentence, Tone.DOUBTFUL)
                : new DeltaHeadline("No regression.", sentence, Tone.GOOD);
    }
}
