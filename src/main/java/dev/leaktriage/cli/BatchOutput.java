package dev.leaktriage.cli;

import dev.leaktriage.model.BatchSummary;
import dev.leaktriage.model.LogSummary;
import dev.leaktriage.model.LogSummary.State;
import dev.leaktriage.report.BatchReports;
import dev.leaktriage.report.ReportFormat;
import dev.leaktriage.report.ReportOptions;
import dev.leaktriage.report.StepSummary;
import java.util.List;
import picocli.CommandLine;

/**
 * How a command answers that sums up many logs.
 *
 * @param format what is written where one report is written
 */
record BatchOutput(Console console, OutputOptions options, ReportFormat format, ReportOptions layout) {
    private static final int MOST_TOLD = 20;

    /** Reads the options. */
    static BatchOutput of(CommandLine command, Console console, OutputOptions options) {
        ReportFormat format = options.format(command, BatchReports.formatsKnown());
        return new BatchOutput(console, options, format, options.layout(command, console));
    }

    /** Writes what was asked for, the page of a CI job too, and tells which logs could not be read. */
    void write(BatchSummary summary, StepSummaryOptions stepSummary) {
        options.write(
                console,
                layout,
                (directory, plain, force) -> BatchReports.write(directory, summary, plain, force),
                (out, asAsked) -> BatchReports.in(format).write(summary, asAsked, out));
        stepSummary.append(console, page -> StepSummary.append(page, summary, layout.withColour(false)));
        List<LogSummary> unread = summary.logs().stream()
                .filter(log -> log.state() == State.UNREADABLE)
                .toList();
        unread.stream().limit(MOST_TOLD).forEach(log -> console.say(log.log() + ": " + log.problem()));
        if (unread.size() > MOST_TOLD) {
            console.say(Count.of(unread.size() - MOST_TOLD, "more log") + " could not be read");
        }
    }
}
