package dev.leaktriage.ledger;

import static dev.leaktriage.ledger.HandleTable.LIVE;
import static dev.leaktriage.ledger.HandleTable.NONE;

import dev.leaktriage.model.Census;
import dev.leaktriage.model.FindingId;
import dev.leaktriage.model.HandleId;
import dev.leaktriage.model.Integrity;
import dev.leaktriage.model.Integrity.Damage;
import dev.leaktriage.model.LiveHandles;
import dev.leaktriage.model.ProcessLife;
import dev.leaktriage.model.ProcessLife.End;
import dev.leaktriage.model.TestRuns;
import dev.leaktriage.model.Totals;
import java.util.List;

/** Turns what a ledger holds at the end of a replay into records. */
final class CensusBuilder {
    private final Books books;
    private final CountedSurvivors survivors;
    private final HandleTable table;
    private final Accounts accounts;
    private final Barriers barriers;
    private final GrowthRecorder growth;
    private final LifeEnds ends;
    private final Damages damages;
    private final Positions positions;
    private final List<Life> lives;
    private final long[] sizeBounds;

    CensusBuilder(
            Books books,
            CountedSurvivors survivors,
            Barriers barriers,
            GrowthRecorder growth,
            Lives lives,
            LifeEnds ends,
            Damages damages,
            Positions positions,
            long[] sizeBounds) {
        this.books = books;
        this.survivors = survivors;
        this.table = books.table;
        this.accounts = books.accounts;
        this.barriers = barriers;
        this.growth = growth;
        this.ends = ends;
        this.damages = damages;
        this.positions = positions;
        this.lives = lives.all();
        this.sizeBounds = sizeBounds;
    }

    Census census() {
        accounts.nameSites();
        endWaiting();
        overdrawn();
        missingTrailers();
        gaps();
        asymmetric();
        TestRuns tests = books.tests.runs();
        LiveHandles live = live();
        List<Totals> totals = lives.stream().map(CensusBuilder::totals).toList();
        Totals sum = totals.stream().reduce(new Totals(0, 0, 0, 0, 0, 0), Totals::plus);
        List<Damage> damage = damages.all();
        List<ProcessLife> records = lives.stream().map(ends::record).toList();
        long lost = records.stream().mapToLong(ProcessLife::lostEventsAtLeast).sum() + damages.ofFiles();
        return new Census(
                records,
                live,
                sum,
                totals,
                books.anomalies.findings(lives, positions, ends),
                books.timeline(survivors),
                new Integrity(lost, damage),
                tests,
                books.shortages.shortages(positions));
    }

    /** A superseded handle's free never came; where a process was cut off, it may merely not have come yet. */
    private void endWaiting() {
        if (lives.stream().allMatch(life -> life.superseded == 0)) {
            return;
        }
        for (int handle = 0; handle < table.top(); handle++) {
            boolean waiting = table.state(handle) == HandleTable.WAITING && !table.has(handle, HandleTable.DETACHED);
            if (waiting && !early(books.lifeOf(handle))) {
                books.giveUp(handle);
            }
        }
    }

    /** Of what is only counted, more deallocations than allocations show that lines are missing or broken. */
    private void overdrawn() {
        CountedAllocations counted = books.counted;
        for (int kind = 0; kind < counted.count(); kind++) {
            long missing = -counted.live(kind);
            if (missing > 0) {
                Life life = lives.get(counted.life(kind));
                long bytes = missing * counted.sizeBytes(kind);
                life.freed -= missing;
                life.freedBytes -= bytes;
                life.lose(missing);
                String message = "there are more deallocations than allocations of this size and stack";
                damages.add(life.index, counted.at(kind), missing, message);
                books.anomalies.add(
                        FindingId.FREE_WITHOUT_ALLOCATION,
                        life,
                        new Anomalies.Place(HandleId.NO_DEVICE, kind, bytes),
                        counted.at(kind),
                        message);
            }
        }
    }

    private boolean early(Life life) {
        return switch (ends.of(life)) {
            case DIED, CUT, STOPPED -> true;
            case ORDERLY, UNKNOWN -> false;
        };
    }

    private void missingTrailers() {
        for (Life life : lives) {
            if (ends.of(life) == End.CUT && life.cutAt == Positions.NONE) {
                damages.add(life.index, life.lastAt, 1, "the log stops after this record: its trailer never came");
            }
        }
    }

    private static Totals totals(Life life) {
        return new Totals(
                life.allocated,
                life.freed,
                life.superseded,
                life.allocatedBytes,
                life.freedBytes,
                life.supersededBytes,
                life.temporary);
    }

    private void gaps() {
        for (Life life : lives) {
            for (SequenceGaps.Gap gap : life.gaps.left()) {
                String what = gap.count() == 1 ? "the event before it is" : gap.count() + " events before it are";
                damages.add(life.index, gap.at(), gap.count(), what + " missing: seq jumps to " + (gap.to() + 1));
            }
        }
    }

    private LiveHandles live() {
        HandleOrder order = new HandleOrder(table, accounts, lives, positions);
        HandleRecords records = new HandleRecords(books, barriers, growth, lives, positions);
        HandleKinds kinds =
                new HandleKinds(books, order, records, lives, handle -> isOldEnough(handle, order), sizeBounds);
        LiveHandles addressed = new ReplayedHandles(books, order, records, kinds);
        return survivors.count() == 0
                ? addressed
                : new JoinedHandles(survivors, order, positions, addressed, books.groups.top());
    }

    /** Of the handles in the peak's own file those that stand above it; of other files nothing is known. */
    private boolean isOldEnough(int handle, HandleOrder order) {
        long peakAt = books.peakAt();
        long at = table.at(handle);
        return peakAt == Positions.NONE
                || order.rankOfFile(peakAt) != order.rankOfFile(at)
                || Positions.line(at) <= Positions.line(peakAt);
    }

    /** Mesh allocations that were freed on some devices of a known mesh and are live on others. */
    private void asymmetric() {
        if (barriers.isEmpty()) {
            return;
        }
        for (int handle = 0; handle < table.top(); handle++) {
            if (table.state(handle) == LIVE && table.epoch(handle) != NONE && freedElsewhere(handle)) {
                books.anomalies.add(
                        FindingId.ASYMMETRIC_DEVICES,
                        books.lifeOf(handle),
                        new Anomalies.Place(table.device(handle), table.address(handle), table.sizeBytes(handle)),
                        table.at(handle),
                        "the buffer at " + Text.hex(table.address(handle)) + " was freed on "
                                + books.groups.freed(handle) + " of " + books.groups.allocated(handle)
                                + " devices and is still live%s");
            }
        }
    }

    private boolean freedElsewhere(int handle) {
        boolean cutOff = early(books.lifeOf(handle));
        return !cutOff && barriers.epoch(table.epoch(handle)).devices.size() > 1 && books.groups.freed(handle) > 0;
    }
}
