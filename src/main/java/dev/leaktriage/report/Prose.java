package dev.leaktriage.report;

import dev.leaktriage.model.Analysis;
import dev.leaktriage.model.Attribution;
import dev.leaktriage.model.Confidence;
import dev.leaktriage.model.Integrity;
import dev.leaktriage.model.ProcessLife;
import dev.leaktriage.model.Verdict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The sentences that head every report for people. */
final class Prose {
    /** How the first line of a report looks, for {@link Report#wrote}. */
    static final String FIRST_LINE =
            ".*: \\d[\\d,]* allocated - \\d[\\d,]* freed - \\d[\\d,]* superseded = \\d[\\d,]* live \\(.*";
    /** How the sentence on integrity looks. */
    static final String INTEGRITY_LINE = "(log intact|LOG DAMAGED): .*";

    private static final int SOURCES_NAMED = 3;

    private final Digest digest;
    private final Analysis analysis;

    Prose(Digest digest) {
        this.digest = digest;
        this.analysis = digest.analysis();
    }

    /** Accounts for every handle. */
    String accounts() {
        Sum live = digest.accounts().live();
        String byVerdict = parts(digest.accounts().sums());
        return sources() + ": " + Units.grouped(analysis.totals().allocated()) + " allocated - "
                + Units.grouped(analysis.totals().freed()) + " freed - "
                + Units.grouped(analysis.totals().superseded()) + " superseded = " + Units.grouped(live.handles())
                + " live (" + Units.bytes(live.sizeBytes()) + ")" + (byVerdict.isEmpty() ? "" : ": " + byVerdict) + ". "
                + outcome();
    }

    /** Says how far the log can be trusted and how its processes ended. */
    String integrity() {
        Integrity integrity = analysis.integrity();
        if (integrity.intact()) {
            return "log intact: " + Units.count(analysis.recognition().records(), "record", "records")
                    + ", no event is known to be missing; " + ends() + ".";
        }
        Integrity.Damage first = integrity.damages().get(0);
        long more = integrity.damages().size() - 1;
        return "LOG DAMAGED: " + missing() + " (" + first.at() + ": " + first.message()
                + (more == 0 ? "" : "; " + Units.count(more, "more sign", "more signs") + " below")
                + "); no number here is certain; " + ends() + ".";
    }

    /** The answer to the question that the program is run for. */
    String verdict() {
        if (nothingRead()) {
            return "No record was recognised, so nothing can be said: is this a log of buffer allocations?";
        }
        List<String> sentences = new ArrayList<>();
        if (digest.accounts().of(Verdict.LEAK).handles() > 0) {
            sentences.add(leaks());
        }
        if (digest.accounts().of(Verdict.UNRESOLVED).handles() > 0) {
            sentences.add(unresolved());
        }
        if (sentences.isEmpty()) {
            sentences.add(clean());
        }
        if (!analysis.integrity().intact()) {
            sentences.add("Lines are missing from the log or broken: what a lost line would explain is only possible,"
                    + " and a leak may have been missed.");
        }
        return String.join(" ", sentences);
    }

    /** Such as {@code 16 program-cache, 2 leak}, the verdicts in their order; empty if nothing is live. */
    static String parts(VerdictSums sums) {
        return Arrays.stream(Verdict.values())
                .filter(verdict -> sums.of(verdict).handles() > 0)
                .map(verdict -> Units.grouped(sums.of(verdict).handles()) + " " + verdict.label())
                .collect(Collectors.joining(", "));
    }

    /** How a process ended, as a clause. */
    static String end(ProcessLife life) {
        return switch (life.end()) {
            case ORDERLY -> "ended in an orderly way";
            case DIED, CUT -> "ended early" + (life.endBecause().isEmpty() ? "" : " (" + life.endBecause() + ")");
            case UNKNOWN -> "left nothing about its end";
            case STOPPED -> "is judged before its end, as asked";
        };
    }

    private String sources() {
        List<String> names = analysis.sources();
        if (names.size() <= SOURCES_NAMED) {
            return names.isEmpty() ? "no log" : String.join(", ", names);
        }
        return names.get(0) + " and " + Units.count(names.size() - 1L, "more", "more");
    }

    private String outcome() {
        String damage = analysis.integrity().intact() ? "" : " LOG DAMAGED.";
        if (nothingRead()) {
            return "No record recognised." + damage;
        }
        long unresolved = digest.accounts().of(Verdict.UNRESOLVED).handles();
        if (digest.accounts().of(Verdict.LEAK).handles() > 0) {
            return "LEAK: " + leaksByConfidence() + "." + damage;
        }
        if (unresolved > 0) {
            return "No leak shown, " + Units.grouped(unresolved) + " not to be judged." + damage;
        }
        return (damage.isEmpty() ? "No leak." : "No leak shown.") + damage;
    }

    private String leaks() {
        SiteAccount worst = digest.sites().get(0);
        Attribution first = worst.first();
        Sum sum = digest.accounts().of(Verdict.LEAK);
        String operation = first.handle().site().operation();
        boolean sure = sum.handles()
                > digest.accounts().sums().of(Verdict.LEAK, Confidence.POSSIBLE).handles();
        return Units.count(sum.handles(), "buffer", "buffers") + " (" + Units.exactBytes(sum.sizeBytes()) + ") "
                + (sure ? "leaked" : "may have leaked") + ": " + leaksByConfidence() + ". The worst "
                + (operation.isEmpty() ? "was" : "comes from " + operation + ",") + " allocated at "
                + first.handle().allocatedAt() + ".";
    }

    private String leaksByConfidence() {
        return Arrays.stream(Confidence.values())
                .filter(confidence -> leaks(confidence) > 0)
                .map(confidence -> Units.grouped(leaks(confidence)) + " " + confidence.label())
                .collect(Collectors.joining(", "));
    }

    private long leaks(Confidence confidence) {
        return digest.accounts().sums().of(Verdict.LEAK, confidence).handles();
    }

    private String unresolved() {
        Sum sum = digest.accounts().of(Verdict.UNRESOLVED);
        return Units.count(sum.handles(), "buffer", "buffers") + " (" + Units.exactBytes(sum.sizeBytes())
                + ") cannot be judged: the log does not show what would still have been freed.";
    }

    private String clean() {
        Sum live = digest.accounts().live();
        String proviso = analysis.integrity().intact() ? "" : "As far as the damaged log tells: ";
        if (live.handles() == 0) {
            return proviso + (proviso.isEmpty() ? "Everything" : "everything") + " that was allocated was freed.";
        }
        return proviso + (proviso.isEmpty() ? "No leak" : "no leak") + ": "
                + (live.handles() == 1
                        ? "the one live buffer is"
                        : "all " + Units.grouped(live.handles()) + " live buffers are")
                + " accounted for" + freedBy() + ".";
    }

    private String freedBy() {
        List<String> ways = analysis.attributions().stream()
                .map(Attribution::freedBy)
                .filter(way -> !way.isEmpty())
                .distinct()
                .limit(2)
                .toList();
        return ways.size() == 1 ? "; what frees them: " + ways.get(0) : "";
    }

    private String missing() {
        long lost = analysis.integrity().lostEventsAtLeast();
        return lost == 0
                ? "no event is known to be missing, but the text is broken"
                : "at least " + Units.count(lost, "event is missing", "events are missing");
    }

    private String ends() {
        List<ProcessLife> lives = analysis.lives();
        if (lives.isEmpty()) {
            return "no process is seen";
        }
        if (lives.size() == 1) {
            return digest.name(lives.get(0)) + " " + end(lives.get(0));
        }
        return Units.count(lives.size(), "process", "processes") + ": "
                + Arrays.stream(ProcessLife.End.values())
                        .filter(end -> ended(end) > 0)
                        .map(end -> ended(end) + " " + ending(end))
                        .collect(Collectors.joining(", "));
    }

    private long ended(ProcessLife.End end) {
        return analysis.lives().stream().filter(life -> life.end() == end).count();
    }

    private static String ending(ProcessLife.End end) {
        return switch (end) {
            case ORDERLY -> "ended in an orderly way";
            case DIED -> "died";
            case CUT -> "cut off";
            case UNKNOWN -> "without a word about the end";
            case STOPPED -> "judged before the end";
        };
    }

    private boolean nothingRead() {
        return analysis.recognition().records() == 0 && analysis.totals().allocated() == 0;
    }
}
