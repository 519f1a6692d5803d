/**
 * The outputs: what an {@link dev.leaktriage.model.Analysis} looks like in each format.
 *
 * <p>Owns formats, wording, units and the rule for writing files. It knows no log and no rule, decides no
 * verdict, and writes to a standard stream only through the writer it is given. Text for people is laid out
 * once, as {@link dev.leaktriage.report.Section}s, and rendered by {@link dev.leaktriage.report.TextReport} and
 * {@link dev.leaktriage.report.MarkdownReport}; files for programs are written straight from the analysis,
 * and so is the page of {@link dev.leaktriage.report.HtmlReport}, whose scripts lay it out; formats for CI
 * systems all tell the same {@link dev.leaktriage.report.Problem}s.
 * Start reading at {@link dev.leaktriage.report.ReportFormat}; the differences of runs have the same sections, from {@link
 * dev.leaktriage.report.DeltaReports} on. {@link dev.leaktriage.report.SavedReport} reads {@code report.json} back.
 */
package dev.leaktriage.report;
