package dev.leaktriage.classify;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Guesses which word was meant. */
final class Spelling {
    private Spelling() {}

    /** {@code ; did you mean 'word'?} for the word that is close enough; else the words to choose from. */
    static String hint(String written, Collection<String> words) {
        return closest(written, words)
                .map(word -> "; did you mean '" + word + "'?")
                .orElse("; use one of " + String.join(", ", words));
    }

    /** The word that takes the fewest edits, if that is at most a third of what was written or it was cut short. */
    static Optional<String> closest(String written, Collection<String> words) {
        int most = Math.max(1, written.length() / 3);
        return words.stream()
                .filter(word -> edits(written, word) <= most || shortened(written, word))
                .min(Comparator.comparingInt(word -> edits(written, word)));
    }

    /** True of {@code prog-cache} and {@code program-cache}: the letters in order, with some left out. */
    private static boolean shortened(String written, String word) {
        int at = 0;
        for (int i = 0; i < word.length() && at < written.length(); i++) {
            at += written.charAt(at) == word.charAt(i) ? 1 : 0;
        }
        return at == written.length() && 2 * written.length() >= word.length();
    }

    private static int edits(String from, String to) {
        int[] previous = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int[] current = new int[to.length() + 1];
            current[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int replaced = previous[j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(replaced, Math.min(previous[j], current[j - 1]) + 1);
            }
            previous = current;
        }
        return previous[to.length()];
    }
}
