package dev.leaktriage.report;

import dev.leaktriage.model.AttributionGroup;
import dev.leaktriage.model.Memory;
import dev.leaktriage.model.Sum;
import dev.leaktriage.report.Section.Cell;
import dev.leaktriage.report.Section.Column;
import dev.leaktriage.report.Section.Row;
import java.util.List;

/** Verdicts by site, worst first. */
final class SiteSection {
    private static final int FRAME_COLUMNS = 72;

    private SiteSection() {}

    static Section of(Digest digest) {
        return new Section(
                "Sites, worst first (bytes over all devices)",
                List.of(
                        Column.text("verdict"),
                        Column.text("confidence"),
                        Column.text("rule"),
                        Column.number("handles"),
                        Column.number("size"),
                        Column.number("occupied"),
                        Column.text("site"),
                        Column.text("memory")),
                digest.top(digest.sites()).stream()
                        .map(account -> row(digest, account))
                        .toList(),
                digest.leftOut(digest.sites(), "sites", SiteSection::total));
    }

    private static Row row(Digest digest, SiteAccount account) {
        AttributionGroup first = account.first();
        Memory memory = first.handle().site().memory();
        return new Row(
                List.of(
                        new Cell(first.verdict().label(), first.isSuppressed() ? Tone.QUIET : Tone.of(first.verdict())),
                        Cell.of(first.confidence().label()),
                        Cell.of(first.ruleId()),
                        Cell.of(account.fold().label()),
                        Cell.of(Units.bytes(account.sum().sizeBytes())),
                        Cell.of(Units.bytes(account.sum().occupiedBytes())),
                        Cell.of(first.handle().site().id()),
                        Cell.of(memory == Memory.UNSTATED ? "?" : memory.label())),
                List.of(origin(digest, account), first.evidence().because()),
                "");
    }

    private static String origin(Digest digest, SiteAccount account) {
        AttributionGroup first = account.first();
        String frame = Units.topFrame(first.handle().site(), first.evidence());
        String operation = first.handle().site().operation();
        return (frame.isEmpty() ? "no stack" : FrameText.shorten(frame, FRAME_COLUMNS))
                + (operation.isEmpty() || operation.equals(frame)
                        ? ""
                        : " for " + Visible.cut(operation, FRAME_COLUMNS))
                + ", first at " + first.handle().allocatedAt()
                + (digest.severalLives() ? ", " + digest.name(account.life()) : "");
    }

    private static String total(List<SiteAccount> accounts) {
        Sum sum = accounts.stream().map(SiteAccount::sum).reduce(Sum.ZERO, Sum::plus);
        return Units.handles(sum.handles()) + ", " + Units.bytes(sum.sizeBytes());
    }
}
