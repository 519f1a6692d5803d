package dev.leaktriage.report;

import dev.leaktriage.model.Finding;
import dev.leaktriage.model.FindingId;
import dev.leaktriage.model.Integrity;
import dev.leaktriage.model.LogPosition;
import dev.leaktriage.model.Severity;
import dev.leaktriage.report.Section.Cell;
import dev.leaktriage.report.Section.Column;
import dev.leaktriage.report.Section.Row;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** What a run shows besides its verdicts: findings, and each sign of damage. */
final class FindingSections {
    private static final int POSITIONS_SHOWN = 3;
    private static final int NAME_COLUMNS = 40;

    private FindingSections() {}

    static Section findings(Digest digest) {
        List<Finding> findings = digest.analysis().findings();
        return new Section(
                "Findings" + (findings.isEmpty() ? "" : ": " + severities(findings)),
                List.of(
                        Column.text("severity"),
                        Column.text("finding"),
                        Column.number("count"),
                        Column.number("size"),
                        Column.position("at")),
                digest.top(findings).stream()
                        .map(finding -> row(digest, finding))
                        .toList(),
                findings.isEmpty() ? List.of("none") : digest.leftOut(findings, "findings", rest -> severities(rest)));
    }

    static Section damages(Digest digest) {
        return damages("Damage", digest);
    }

    static Section damages(String title, Digest digest) {
        List<Integrity.Damage> damages = digest.analysis().integrity().damages();
        return new Section(
                title,
                List.of(Column.position("at"), Column.number("count")),
                digest.top(damages).stream().map(FindingSections::row).toList(),
                digest.leftOut(damages, "signs of damage", rest -> ""));
    }

    private static Row row(Integrity.Damage damage) {
        return new Row(
                List.of(Cell.of(damage.at().toString()), Cell.of(Units.grouped(damage.count()))),
                List.of(damage.message()),
                "");
    }

    private static Row row(Digest digest, Finding finding) {
        return new Row(
                List.of(
                        new Cell(finding.severity().label(), Tone.of(finding.severity())),
                        Cell.of(finding.id().label()),
                        Cell.of(Units.grouped(finding.count())),
                        Cell.of(finding.sizeBytes() == 0 ? "" : Units.bytes(finding.sizeBytes())),
                        Cell.of(positions(finding.at()))),
                below(digest, finding),
                finding.id() == FindingId.MALFORMED_RECORD ? finding.detail() : "");
    }

    /** What stands elsewhere on the page is not told again: the evidence of a leak, and the signs of damage. */
    private static List<String> below(Digest digest, Finding finding) {
        List<String> below = new ArrayList<>();
        below.add(message(finding) + place(digest, finding));
        if (finding.id() != FindingId.LEAK
                && finding.id() != FindingId.SUPPRESSED_LEAK
                && finding.id() != FindingId.LOG_DAMAGED
                && finding.id() != FindingId.MALFORMED_RECORD) {
            finding.detail().lines().forEach(below::add);
        }
        return below;
    }

    private static String message(Finding finding) {
        if (finding.id() != FindingId.LOG_DAMAGED) {
            return finding.message();
        }
        return "the log is damaged"
                + (finding.at().size() > 1 ? " in " + Units.grouped(finding.at().size()) + " places" : "")
                + ": see Damage, below";
    }

    /** The process of a finding in brackets, where that is needed to tell findings apart; else empty. */
    static String place(Digest digest, Finding finding) {
        boolean ofTheLog = finding.firstAt()
                .map(at -> digest.analysis().sources().contains(at.file()))
                .orElse(true);
        if (!digest.severalLives() || !ofTheLog) {
            return "";
        }
        return " [" + digest.name(new LifeKey(finding.run(), finding.process())) + "]";
    }

    /** The first positions, a file named once; names are cut in the middle, lines never. */
    private static String positions(List<LogPosition> at) {
        StringBuilder shown = new StringBuilder();
        String file = "";
        for (LogPosition position : at.subList(0, Math.min(POSITIONS_SHOWN, at.size()))) {
            String name = position.file().equals(file) ? "" : Visible.cutMiddle(position.file(), NAME_COLUMNS);
            shown.append(shown.isEmpty() ? "" : ", ").append(name).append(position.inFile());
            file = position.file();
        }
        if (at.size() <= POSITIONS_SHOWN) {
            return shown.toString();
        }
        // A finding names no more positions than that, however many there are.
        boolean all = at.size() < Finding.MOST_POSITIONS;
        return shown + " and " + (all ? "" : "at least ") + Units.grouped(at.size() - POSITIONS_SHOWN) + " more";
    }

    private static String severities(List<Finding> findings) {
        return Arrays.stream(Severity.values())
                .filter(severity -> count(findings, severity) > 0)
                .map(severity -> Units.count(count(findings, severity), severity.label(), severity.label() + "s"))
                .collect(Collectors.joining(", "));
    }

    private static long count(List<Finding> findings, Severity severity) {
        return findings.stream()
                .filter(finding -> finding.severity() == severity)
                .count();
    }
}
