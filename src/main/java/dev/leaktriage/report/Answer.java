package dev.leaktriage.report;

import dev.leaktriage.model.AttributionGroup;
import dev.leaktriage.model.Confidence;
import dev.leaktriage.model.PostMortem;
import dev.leaktriage.model.Sum;
import dev.leaktriage.model.Verdict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The answer to the question that the program is run for, in sentences: is there a leak? */
final class Answer {
    private static final int OPERATION_COLUMNS = 80;

    private final Digest digest;
    private final VerdictSums sums;
    private final boolean intact;

    private Answer(Digest digest) {
        this.digest = digest;
        this.sums = digest.accounts().sums();
        this.intact = digest.analysis().integrity().intact();
    }

    static String of(Digest digest) {
        if (digest.onlyInspected()) {
            return "No log of buffers was given, so nothing can be said of memory. By the inspector, " + held(digest)
                    + (digest.analysis().inspection().cut()
                            ? " held as far as its file of workloads goes, which ends inside a record."
                            : " held at the end, each with its kernel binary.");
        }
        if (digest.onlyMalformed()) {
            return "Nothing can be said: what begins like a record cannot be read; see Findings, below.";
        }
        if (digest.onlyFailed()) {
            return "Whether anything leaked cannot be told, nor " + PostMortem.NO_ALLOCATION + ".";
        }
        return digest.nothingRead()
                ? "No record was recognised, so nothing can be said: is this a log of buffer allocations?"
                : String.join(" ", new Answer(digest).sentences());
    }

    private static String held(Digest digest) {
        return Units.count(digest.analysis().inspection().held().size(), "loaded workload is", "loaded workloads are");
    }

    private List<String> sentences() {
        List<String> sentences = new ArrayList<>();
        if (sums.open(Verdict.LEAK).handles() > 0) {
            sentences.add(leaks());
        }
        if (sums.of(Verdict.UNRESOLVED).handles() > 0) {
            sentences.add(buffers(sums.of(Verdict.UNRESOLVED))
                    + " cannot be judged: the log does not show what would still have been freed.");
        }
        if (sentences.isEmpty()) {
            sentences.add(clean());
        }
        if (sums.suppressed(Verdict.LEAK).handles() > 0) {
            sentences.add(accepted());
        }
        TestProse.answer(digest.analysis().tests()).ifPresent(sentences::add);
        if (!intact) {
            sentences.add("The log is damaged: what a lost line would explain is only possible, and leaks may be"
                    + " missing here.");
        }
        return sentences;
    }

    private String leaks() {
        boolean sure = sums.open(Verdict.LEAK).handles()
                > sums.open(Verdict.LEAK, Confidence.POSSIBLE).handles();
        AttributionGroup worst = digest.sites().get(0).first();
        String operation = Visible.cut(worst.handle().site().operation(), OPERATION_COLUMNS);
        return buffers(sums.open(Verdict.LEAK)) + (sure ? " leaked: " : " may have leaked: ")
                + Prose.leaksByConfidence(sums)
                + ". The worst " + (operation.isEmpty() ? "was" : "comes from " + operation + ",") + " allocated at "
                + worst.handle().allocatedAt() + ".";
    }

    private String accepted() {
        return Prose.suppressedLeaks(digest) + ", "
                + Units.bytes(sums.suppressed(Verdict.LEAK).sizeBytes()) + " in all; every sum counts them.";
    }

    private static String buffers(Sum sum) {
        return Units.count(sum.handles(), "buffer", "buffers") + " of " + Units.bytes(sum.sizeBytes())
                + (sum.handles() == 1 ? "" : " in all");
    }

    private String clean() {
        long live = sums.all().handles();
        String answer = live == 0
                ? "everything that was allocated was freed."
                : (sums.of(Verdict.LEAK).handles() > 0 ? "no new leak: " : "no leak: ")
                        + (live == 1 ? "the one live buffer is" : "all " + Units.grouped(live) + " live buffers are")
                        + " accounted for, " + reasons() + ".";
        return intact
                ? answer.substring(0, 1).toUpperCase(Locale.ROOT) + answer.substring(1)
                : "As far as the damaged log tells, " + answer;
    }

    private String reasons() {
        return Arrays.stream(Verdict.values())
                .filter(verdict -> sums.of(verdict).handles() > 0)
                .map(verdict -> Units.grouped(sums.of(verdict).handles()) + " " + reason(verdict))
                .collect(Collectors.joining(", "));
    }

    private static String reason(Verdict verdict) {
        return switch (verdict) {
            case PROGRAM_CACHE -> "held by the program cache";
            case VIEW -> "viewing another buffer";
            case SYSTEM -> "needed by an open device";
            case TRACE -> "held by a captured trace";
            case LEAK -> "leaked and suppressed";
            case UNRESOLVED -> "not to be judged";
        };
    }
}
