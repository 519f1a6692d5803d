package dev.leaktriage.report;

import dev.leaktriage.model.Analysis;
import dev.leaktriage.model.AttributionGroup;
import dev.leaktriage.model.Each;
import dev.leaktriage.model.PostMortem;
import dev.leaktriage.model.ProcessLife;
import dev.leaktriage.model.Totals;
import java.util.List;
import java.util.function.Function;

/**
 * What the sections of a report for people share, computed once.
 *
 * @param sites worst first
 * @param lives the processes that the report is about: those with buffers, or all if none has any
 * @param severalRuns true if the log holds more than one run
 */
record Digest(
        Analysis analysis,
        ReportOptions options,
        Accounts accounts,
        List<SiteAccount> sites,
        List<DeviceAccount> devices,
        List<ProcessLife> lives,
        boolean severalRuns) {
    static Digest of(Analysis analysis, ReportOptions options) {
        VerdictSums sums = new VerdictSums();
        SiteAccounts sites = new SiteAccounts(analysis.lives());
        DeviceAccounts devices = new DeviceAccounts(analysis.lives());
        // One pass for all: where groups are not known, they are made on demand.
        List<AttributionGroup> groups = analysis.groups();
        Each.below(groups.size(), number -> {
            AttributionGroup group = groups.get(number);
            sums.add(group);
            sites.add(group);
            devices.add(group);
        });
        return new Digest(
                analysis,
                options,
                new Accounts(analysis.totals(), sums),
                sites.worstFirst(),
                devices.accounts(),
                withBuffers(analysis),
                analysis.lives().stream().map(ProcessLife::run).distinct().count() > 1);
    }

    private static List<ProcessLife> withBuffers(Analysis analysis) {
        List<ProcessLife> found = analysis.lives().stream()
                .filter(life -> hasBuffers(analysis.totalsByLife().get(life.index())))
                .toList();
        return found.isEmpty() ? analysis.lives() : found;
    }

    /** True if nothing in the text is a record that could tell of a buffer. */
    boolean nothingRead() {
        long ofInspector = analysis.inspection().isEmpty()
                ? 0
                : analysis.recognition().recordsByDialect().getOrDefault("inspector", 0L);
        return analysis.recognition().records() == ofInspector
                && analysis.totals().allocated() == 0;
    }

    /** True if nothing tells of buffers, and an inspector's files tell of what is compiled. */
    boolean onlyInspected() {
        return nothingRead() && !analysis.inspection().isEmpty();
    }

    /** True if nothing is a record, but something begins like one. */
    boolean onlyMalformed() {
        return nothingRead() && !onlyInspected() && analysis.recognition().malformed() > 0;
    }

    /** True if the log tells of failed allocations and of none that succeeded: what was live is then unknown. */
    boolean onlyFailed() {
        return analysis.totals().allocated() == 0
                && analysis.postMortems().stream()
                        .anyMatch(told -> told.limits().contains(PostMortem.NO_ALLOCATION));
    }

    private static boolean hasBuffers(Totals totals) {
        return totals.allocated() + totals.freed() + totals.superseded() > 0;
    }

    /** True if process names are needed to tell handles apart. */
    boolean severalLives() {
        return lives.size() > 1;
    }

    /** How a process is called: by its id, and by its run where the log holds several. */
    String name(LifeKey life) {
        String process = life.process().isPresent() ? "process " + life.processLabel() : "";
        if (!severalRuns) {
            return process.isEmpty() ? "the process" : process;
        }
        return process.isEmpty() ? life.run() : life.run() + ", " + process;
    }

    String name(ProcessLife life) {
        return name(LifeKey.of(life));
    }

    /** See {@link TopRows#of}. */
    <T> List<T> top(List<T> all) {
        return TopRows.of(all, options);
    }

    /** See {@link TopRows#leftOut}. */
    <T> List<String> leftOut(List<T> all, String what, Function<List<T>, String> sum) {
        return TopRows.leftOut(all, options, what, sum);
    }
}
