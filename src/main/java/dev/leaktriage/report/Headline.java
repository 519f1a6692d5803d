package dev.leaktriage.report;

import dev.leaktriage.model.BudgetResult;
import dev.leaktriage.model.CacheEntry;
import dev.leaktriage.model.Confidence;
import dev.leaktriage.model.Sum;
import dev.leaktriage.model.Verdict;
import java.util.List;
import java.util.Locale;

/**
 * The answer at the top of the page.
 *
 * @param word the answer in two or three words
 * @param sentence what it rests on
 */
record Headline(String word, String sentence, Tone tone) {
    static Headline of(Digest digest) {
        VerdictSums sums = digest.accounts().sums();
        if (digest.nothingRead() || digest.onlyFailed()) {
            return new Headline("Nothing can be said.", Answer.of(digest), Tone.DOUBTFUL);
        }
        if (sums.open(Verdict.LEAK).handles() > 0) {
            boolean sure = sums.open(Verdict.LEAK).handles()
                    > sums.open(Verdict.LEAK, Confidence.POSSIBLE).handles();
            return new Headline(
                    sure ? "Leak." : "Possible leak.",
                    Answer.of(digest) + exceeded(digest),
                    sure ? Tone.BAD : Tone.DOUBTFUL);
        }
        boolean certain = digest.analysis().integrity().intact()
                && sums.of(Verdict.UNRESOLVED).handles() == 0;
        if (!certain) {
            return new Headline("No leak shown.", Answer.of(digest) + exceeded(digest), Tone.DOUBTFUL);
        }
        return new Headline(
                sums.of(Verdict.LEAK).handles() == 0 ? "No leak." : "No new leak.",
                accounted(digest) + exceeded(digest),
                exceeded(digest).isEmpty() ? Tone.GOOD : Tone.DOUBTFUL);
    }

    private static String exceeded(Digest digest) {
        long budgets = digest.analysis().policy().budgets().stream()
                .filter(budget -> budget.state() == BudgetResult.State.EXCEEDED)
                .count();
        return budgets == 0 ? "" : " " + Units.count(budgets, "budget is", "budgets are") + " exceeded.";
    }

    private static String accounted(Digest digest) {
        String answer = Answer.of(digest);
        long cached = digest.accounts().of(Verdict.PROGRAM_CACHE).handles();
        if (cached == 0) {
            return withoutWord(answer);
        }
        boolean only = cached == digest.accounts().live().handles();
        return only ? held(digest) : withoutWord(answer) + " " + held(digest);
    }

    /** The word stands before the sentence already. */
    private static String withoutWord(String answer) {
        String rest = answer.replaceFirst("^No (new )?leak: ", "");
        return rest.substring(0, 1).toUpperCase(Locale.ROOT) + rest.substring(1);
    }

    /** What the program cache holds: on each device, if all hold the same. */
    private static String held(Digest digest) {
        Sum cached = digest.accounts().of(Verdict.PROGRAM_CACHE);
        List<Sum> onDevices = digest.devices().stream()
                .map(device -> device.sums().of(Verdict.PROGRAM_CACHE))
                .filter(sum -> sum.handles() > 0)
                .toList();
        boolean alike = onDevices.size() > 1 && onDevices.stream().distinct().count() == 1;
        List<CacheEntry> entries = digest.analysis().cacheEntries();
        String where = alike
                ? Units.bytes(onDevices.get(0).sizeBytes()) + " on each of " + onDevices.size() + " devices"
                : Units.bytes(cached.sizeBytes());
        List<String> ways = digest.accounts().sums().freedBy(Verdict.PROGRAM_CACHE);
        return where + " is held by " + Units.count(entries.size(), "program-cache entry", "program-cache entries")
                + (ways.isEmpty() ? "" : "; freed by " + String.join("; or ", ways)) + ".";
    }
}
