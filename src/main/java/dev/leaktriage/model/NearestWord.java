package dev.leaktriage.model;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Guesses which word of a vocabulary was meant by a mistyped one; letter case does not count. */
public final class NearestWord {
    private NearestWord() {}

    /** The clause {@code ; did you mean 'word'?} for the word that is close enough; empty if none is. */
    public static String hint(String written, Collection<String> words) {
        return of(written, words).map(word -> "; did you mean '" + word + "'?").orElse("");
    }

    /**
     * The word that takes the fewest edits; of several, the first in alphabetical order.
     *
     * @return empty if none takes at most a third of what was written, and none was cut short
     */
    public static Optional<String> of(String written, Collection<String> words) {
        String typed = written.toLowerCase(Locale.ROOT);
        int most = Math.max(1, typed.length() / 3);
        return words.stream()
                .filter(word -> edits(typed, word) <= most || shortened(typed, word))
                .min(Comparator.<String>comparingInt(word -> edits(typed, word))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** True of {@code prog-cache} and {@code program-cache}: the letters in order, with some left out. */
    private static boolean shortened(String typed, String word) {
        String whole = word.toLowerCase(Locale.ROOT);
        int at = 0;
        for (int i = 0; i < whole.length() && at < typed.length(); i++) {
            at += typed.charAt(at) == whole.charAt(i) ? 1 : 0;
        }
        return at == typed.length() && 2 * typed.length() >= whole.length();
    }

    /** Levenshtein's distance: how many characters to insert, delete or replace. */
    private static int edits(String typed, String word) {
        String to = word.toLowerCase(Locale.ROOT);
        int[] previous = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= typed.length(); i++) {
            int[] current = new int[to.length() + 1];
            current[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int replaced = previous[j - 1] + (typed.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(replaced, Math.min(previous[j], current[j - 1]) + 1);
            }
            previous = current;
        }
        return previous[to.length()];
    }
}
