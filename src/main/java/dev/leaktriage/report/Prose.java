package dev.leaktriage.report;

import dev.leaktriage.model.Analysis;
import dev.leaktriage.model.Confidence;
import dev.leaktriage.model.Integrity;
import dev.leaktriage.model.ProcessLife;
import dev.leaktriage.model.Sum;
import dev.leaktriage.model.Verdict;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The first two lines of every report for people: the accounts, and how far the log can be trusted. */
final class Prose {
    /** How the first line of a report looks, for {@link Report#wrote}. */
    static final String FIRST_LINE =
            ".*: \\d[\\d,]* allocated - \\d[\\d,]* freed - \\d[\\d,]* superseded = \\d[\\d,]* live \\(.*";
    /** How the sentence on integrity looks. */
    static final String INTEGRITY_LINE = "(log intact|LOG DAMAGED|log not recognised|no log of buffers): .*";

    private static final int SOURCES_NAMED = 3;
    private static final String JUST_DIED = "the process died";

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
        return sources(analysis) + ": " + Units.grouped(analysis.totals().allocated()) + " allocated - "
                + Units.grouped(analysis.totals().freed()) + " freed - "
                + Units.grouped(analysis.totals().superseded()) + " superseded = " + Units.grouped(live.handles())
                + " live (" + Units.bytes(live.sizeBytes()) + ")" + (byVerdict.isEmpty() ? "" : ": " + byVerdict) + ". "
                + outcome();
    }

    /** Says how far the log can be trusted and how its processes ended. */
    String integrity() {
        Integrity integrity = analysis.integrity();
        if (!integrity.intact()) {
            return damaged(integrity) + "; " + ends() + ".";
        }
        if (digest.onlyInspected()) {
            return "no log of buffers: "
                    + Units.count(analysis.recognition().records(), "record", "records") + " of an inspector in "
                    + Units.count(analysis.recognition().lines(), "line", "lines") + ".";
        }
        if (digest.nothingRead()) {
            return "log not recognised: no record in "
                    + Units.count(analysis.recognition().lines(), "line", "lines")
                    + (digest.onlyMalformed()
                            ? ", of which "
                                    + Units.grouped(analysis.recognition().malformed())
                                    + " begin like one and cannot be read"
                            : "")
                    + ".";
        }
        return "log intact: " + Units.count(analysis.recognition().records(), "record", "records")
                + (silent() > 0 ? " of all processes" : "") + ", no event is known to be missing; " + ends() + ".";
    }

    /** Such as {@code 16 program-cache, 2 leak}, the verdicts in their order; empty if nothing is live. */
    static String parts(VerdictSums sums) {
        return Arrays.stream(Verdict.values())
                .filter(verdict -> sums.of(verdict).handles() > 0)
                .map(verdict -> Units.grouped(sums.of(verdict).handles()) + " " + verdict.label())
                .collect(Collectors.joining(", "));
    }

    /** Such as {@code 1 definite, 2 possible}: the leaks that nobody has accepted, the sure ones first. */
    static String leaksByConfidence(VerdictSums sums) {
        return Arrays.stream(Confidence.values())
                .filter(confidence -> sums.open(Verdict.LEAK, confidence).handles() > 0)
                .map(confidence ->
                        Units.grouped(sums.open(Verdict.LEAK, confidence).handles()) + " " + confidence.label())
                .collect(Collectors.joining(", "));
    }

    /** Such as {@code 7 leaks suppressed by known.supp}: those that are accepted; empty if none is. */
    static String suppressedLeaks(Digest digest) {
        long handles = digest.accounts().sums().suppressed(Verdict.LEAK).handles();
        if (handles == 0) {
            return "";
        }
        String files = digest.analysis().policy().hiding().stream()
                .filter(suppression -> suppression.verdicts().contains(Verdict.LEAK))
                .map(suppression -> suppression.at().file())
                .distinct()
                .collect(Collectors.joining(", "));
        return Units.count(handles, "leak", "leaks") + " suppressed by " + files;
    }

    /** How processes ended, as a clause. */
    private static String ends(ProcessLife.End end, long processes) {
        if (processes == 1) {
            return end(end);
        }
        return switch (end) {
            case CUT -> "were cut off";
            case STOPPED -> "are judged before their end, as asked";
            case ORDERLY, DIED, UNKNOWN -> end(end);
        };
    }

    /** How a process ended, as a clause. */
    static String end(ProcessLife.End end) {
        return switch (end) {
            case ORDERLY -> "ended in an orderly way";
            case DIED -> "died";
            case CUT -> "was cut off";
            case UNKNOWN -> "ended in a way that the log does not show";
            case STOPPED -> "is judged before its end, as asked";
        };
    }

    /** The logs of a run: all of them if they are few. */
    static String sources(Analysis analysis) {
        return sources(analysis.sources());
    }

    static String sources(List<String> names) {
        if (names.size() <= SOURCES_NAMED) {
            return names.isEmpty() ? "no log" : String.join(", ", names);
        }
        return names.get(0) + " and " + Units.count(names.size() - 1L, "more", "more");
    }

    private String outcome() {
        String damage = analysis.integrity().intact() ? "" : " LOG DAMAGED.";
        if (digest.nothingRead()) {
            return (digest.onlyInspected() ? "No log of buffers." : "No record recognised.") + damage;
        }
        if (digest.onlyFailed()) {
            return "No allocation shown but failed ones." + damage;
        }
        long unresolved = digest.accounts().of(Verdict.UNRESOLVED).handles();
        String accepted = suppressedLeaks(digest);
        if (digest.accounts().sums().open(Verdict.LEAK).handles() > 0) {
            return "LEAK: " + leaksByConfidence(digest.accounts().sums())
                    + (accepted.isEmpty() ? "" : ", and " + accepted) + "." + damage;
        }
        String besides = accepted.isEmpty() ? "" : " besides " + accepted;
        if (unresolved > 0) {
            return "No leak" + besides + " shown, " + Units.grouped(unresolved) + " not to be judged." + damage;
        }
        return (damage.isEmpty() ? "No leak" + besides + "." : "No leak" + besides + " shown.") + damage;
    }

    private static String damaged(Integrity integrity) {
        Integrity.Damage first = integrity.damages().get(0);
        long more = integrity.damages().size() - 1L;
        long lost = integrity.lostEventsAtLeast();
        String missing = lost == 0
                ? "no event is known to be missing, but the text is broken"
                : "at least " + Units.count(lost, "event is missing", "events are missing");
        return "LOG DAMAGED: " + missing + " (" + first.at() + ": " + first.message()
                + (more == 0 ? "" : "; " + Units.count(more, "more sign", "more signs") + " below")
                + "); no number here is certain";
    }

    private String ends() {
        List<ProcessLife> lives = digest.lives();
        if (lives.isEmpty()) {
            return "no process is seen";
        }
        if (lives.size() == 1) {
            return end(lives.get(0)) + others();
        }
        return Units.count(lives.size(), "process", "processes") + ": "
                + Arrays.stream(ProcessLife.End.values())
                        .filter(end -> ended(end) > 0)
                        .map(end -> share(ended(end), lives.size()) + " " + ends(end, ended(end)))
                        .collect(Collectors.joining(", "))
                + others();
    }

    private String end(ProcessLife life) {
        String because = life.endedEarly() ? because(life) : "";
        if (because.startsWith(JUST_DIED)) {
            return digest.name(life) + because.substring(JUST_DIED.length() - " died".length());
        }
        return digest.name(life) + " " + end(life.end()) + (because.isEmpty() ? "" : " (" + because + ")");
    }

    /** Such as {@code both}, where there is nothing to count. */
    private static String share(long some, int all) {
        if (some < all) {
            return Units.grouped(some);
        }
        return all == 2 ? "both" : "all";
    }

    /** The processes that hold no buffer, or none that the report was asked for. */
    private String others() {
        long silent = silent();
        return silent == 0
                ? ""
                : "; " + Units.count(silent, "other process has", "other processes have") + " no buffer here";
    }

    private long silent() {
        return analysis.lives().size() - (long) digest.lives().size();
    }

    /** Why a process ended, and where the log shows it. */
    static String because(ProcessLife life) {
        return life.endBecause().isEmpty()
                ? ""
                : life.endBecause() + life.endAt().map(at -> " at " + at).orElse("");
    }

    private long ended(ProcessLife.End end) {
        return digest.lives().stream().filter(life -> life.end() == end).count();
    }
}
