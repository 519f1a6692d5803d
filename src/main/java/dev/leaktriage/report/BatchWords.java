package dev.leaktriage.report;

import dev.leaktriage.model.BatchSummary;
import dev.leaktriage.model.LogSummary;
import dev.leaktriage.model.LogSummary.State;
import dev.leaktriage.model.SiteSummary;
import dev.leaktriage.model.Sum;
import dev.leaktriage.model.Totals;
import dev.leaktriage.model.Verdict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The sentences about many logs for people. */
final class BatchWords {
    /** How the first line looks, for {@link BatchReport#wrote}. */
    static final String FIRST_LINE = "\\d[\\d,]* logs?: .* = [\\d,]+ live \\(.*\\)(: .*)?\\.";

    private BatchWords() {}

    /** Accounts for every handle of every log. */
    static String accounts(BatchSummary summary) {
        Totals totals = summary.totals();
        String parts = Arrays.stream(Verdict.values())
                .filter(verdict -> summary.live(verdict).handles() > 0)
                .map(verdict -> Units.grouped(summary.live(verdict).handles()) + " " + verdict.label())
                .collect(Collectors.joining(", "));
        return Units.count(summary.logs().size(), "log", "logs") + ": " + Units.grouped(totals.allocated())
                + " allocated - " + Units.grouped(totals.freed()) + " freed - " + Units.grouped(totals.superseded())
                + " superseded = " + Units.grouped(totals.live()) + " live (" + Units.bytes(totals.liveBytes()) + ")"
                + (parts.isEmpty() ? "" : ": " + parts) + ".";
    }

    /** Says which logs cannot be trusted. */
    static String integrity(BatchSummary summary) {
        List<String> wrong = new ArrayList<>();
        add(wrong, summary.count(State.UNREADABLE), "could not be read");
        add(wrong, summary.damaged(), "DAMAGED: their numbers are not certain");
        add(wrong, summary.count(State.WITHOUT_RECORDS), "without a record of a known format");
        return wrong.isEmpty()
                ? "all logs intact: no event is known to be missing."
                : String.join("; ", wrong) + "; the rest intact.";
    }

    private static void add(List<String> wrong, long count, String what) {
        if (count > 0) {
            wrong.add(Units.count(count, "log", "logs") + " " + what);
        }
    }

    /** Which sites leak, and where most. */
    static String answer(BatchSummary summary) {
        List<SiteSummary> leaking = summary.sitesWorstFirst().stream()
                .filter(site -> site.leaking().isPresent())
                .toList();
        long logs = summary.logs().stream()
                .filter(log -> log.live(Verdict.LEAK).handles() > 0)
                .count();
        if (leaking.isEmpty()) {
            return "No site leaks in any log.";
        }
        SiteSummary worst = leaking.get(0);
        return Units.count(leaking.size(), "site leaks", "sites leak") + " in "
                + Units.count(logs, "log", "logs") + ", the worst " + name(worst.face()) + ": " + recurrence(worst)
                + ".";
    }

    /** Such as {@code leaks in 3 of 4 logs that hold it (flaky)}. */
    static String recurrence(SiteSummary site) {
        return site.leaking()
                .map(leaking -> "leaks in " + Units.grouped(leaking.logs()) + " of "
                        + Units.count(site.logs(), "log that holds it", "logs that hold it") + " ("
                        + site.recurrence().label() + ")")
                .orElse("leaks in none of " + Units.count(site.logs(), "log that holds it", "logs that hold it"));
    }

    static String name(SiteSummary.Face face) {
        String frame = face.topFrame().isEmpty() ? "no stack" : FrameText.shorten(face.topFrame(), 72);
        return face.operation().isEmpty() || face.operation().equals(face.topFrame())
                ? frame
                : frame + " for " + Visible.cut(face.operation(), 72);
    }

    /** Such as {@code leak 3, lost-free 1}. */
    static String findings(LogSummary.Figures figures) {
        return figures.findings().entrySet().stream()
                .map(finding -> finding.getKey().label() + " " + finding.getValue())
                .collect(Collectors.joining(", "));
    }

    /** What became of a log, in a word or two. */
    static String state(LogSummary log) {
        return log.figures()
                .filter(figures -> log.isJudged())
                .map(figures -> (figures.intact() ? "intact" : "damaged") + (figures.endedEarly() ? ", cut short" : ""))
                .orElse(log.state().label().replace('-', ' '));
    }

    static Tone tone(LogSummary log) {
        boolean bad = log.state() == State.UNREADABLE || log.live(Verdict.LEAK).handles() > 0;
        boolean damaged = log.figures().filter(figures -> !figures.intact()).isPresent();
        return bad ? Tone.BAD : damaged ? Tone.DOUBTFUL : Tone.PLAIN;
    }

    /** What a site leaks, worst log included; empty if it does not. */
    static String worst(SiteSummary site) {
        return site.leaking()
                .map(leaking -> {
                    Sum most = leaking.worst().sum();
                    return leaking.strongest().label() + "; from " + leaking.first() + " to " + leaking.last()
                            + ", most in " + leaking.worst().log() + " (" + Units.handles(most.handles()) + ", "
                            + Units.bytes(most.occupiedBytes()) + " occupied), at "
                            + leaking.worst().at();
                })
                .orElse("");
    }
}
