package dev.leaktriage.report;

import dev.leaktriage.model.ProcessLife;
import dev.leaktriage.model.Sum;
import dev.leaktriage.model.Totals;
import dev.leaktriage.model.Verdict;
import dev.leaktriage.report.Section.Cell;
import dev.leaktriage.report.Section.Column;
import dev.leaktriage.report.Section.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The sections that balance the books: by verdict and by process. */
final class AccountSections {
    private AccountSections() {}

    /** Live handles and bytes by verdict; the last row is their sum. */
    static Section verdicts(Digest digest) {
        List<Row> rows = new ArrayList<>();
        for (Verdict verdict : Verdict.values()) {
            Sum sum = digest.accounts().of(verdict);
            if (sum.handles() > 0) {
                rows.add(row(new Cell(verdict.label(), Tone.of(verdict)), sum, freedBy(digest, verdict)));
            }
        }
        rows.add(row(new Cell("live", Tone.STRONG), digest.accounts().live(), ""));
        return new Section(
                "Verdicts",
                List.of(
                        Column.text("verdict"),
                        Column.number("handles"),
                        Column.number("size"),
                        Column.number("occupied"),
                        Column.number("exact size")),
                rows,
                List.of(bytes(digest.accounts().totals())));
    }

    /** The processes and executions; empty if there is only one. */
    static Section processes(Digest digest) {
        List<ProcessLife> lives = digest.severalLives() ? digest.lives() : List.of();
        return new Section(
                "Processes",
                List.of(
                        Column.text("run"),
                        Column.text("process"),
                        Column.number("allocated"),
                        Column.number("freed"),
                        Column.number("superseded"),
                        Column.number("live"),
                        Column.number("live size"),
                        Column.text("end")),
                digest.top(lives).stream().map(life -> row(digest, life)).toList(),
                digest.leftOut(lives, "processes", rest -> live(digest, rest)));
    }

    private static String freedBy(Digest digest, Verdict verdict) {
        List<String> ways = digest.accounts().sums().freedBy(verdict);
        return ways.isEmpty() ? "" : "freed by " + String.join("; or ", ways);
    }

    private static Row row(Cell name, Sum sum, String below) {
        return new Row(
                List.of(
                        name,
                        Cell.of(Units.grouped(sum.handles())),
                        Cell.of(Units.bytes(sum.sizeBytes())),
                        Cell.of(Units.bytes(sum.occupiedBytes())),
                        Cell.of(Units.grouped(sum.sizeBytes()) + " B")),
                List.of(below),
                "");
    }

    private static Row row(Digest digest, ProcessLife life) {
        Totals totals = totals(digest, life);
        Row cells = Row.of(
                life.run(),
                LifeKey.of(life).processLabel(),
                Units.grouped(totals.allocated()),
                Units.grouped(totals.freed()),
                Units.grouped(totals.superseded()),
                Units.grouped(totals.live()),
                Units.bytes(totals.liveBytes()),
                life.end().name().toLowerCase(Locale.ROOT));
        return new Row(cells.cells(), List.of(end(life), lost(life)), "");
    }

    private static String end(ProcessLife life) {
        return life.endedEarly() ? Prose.because(life) : "";
    }

    private static String lost(ProcessLife life) {
        long lost = life.lostEventsAtLeast();
        return lost == 0 ? "" : "lost " + Units.count(lost, "event", "events") + " or more";
    }

    private static String live(Digest digest, List<ProcessLife> lives) {
        Totals sum =
                lives.stream().map(life -> totals(digest, life)).reduce(new Totals(0, 0, 0, 0, 0, 0), Totals::plus);
        return Units.handles(sum.live()) + " live, " + Units.bytes(sum.liveBytes());
    }

    private static Totals totals(Digest digest, ProcessLife life) {
        return digest.analysis().totalsByLife().get(life.index());
    }

    private static String bytes(Totals totals) {
        return "In bytes: " + Units.grouped(totals.allocatedBytes()) + " allocated - "
                + Units.grouped(totals.freedBytes()) + " freed - " + Units.grouped(totals.supersededBytes())
                + " superseded = " + Units.grouped(totals.liveBytes()) + " live."
                + (totals.temporary() == 0
                        ? ""
                        : " Temporary: " + Units.grouped(totals.temporary()) + ", freed by the very next event.");
    }
}
