package dev.leaktriage.ledger;

import static dev.leaktriage.ledger.HandleTable.LIVE;
import static dev.leaktriage.ledger.HandleTable.NONE;

import dev.leaktriage.model.CallStack;
import dev.leaktriage.model.Census;
import dev.leaktriage.model.FindingId;
import dev.leaktriage.model.Growth;
import dev.leaktriage.model.HandleId;
import dev.leaktriage.model.Integrity;
import dev.leaktriage.model.Integrity.Damage;
import dev.leaktriage.model.LiveHandle;
import dev.leaktriage.model.LiveHandle.DeviceState;
import dev.leaktriage.model.LiveHandle.Role;
import dev.leaktriage.model.LogPosition;
import dev.leaktriage.model.ProcessLife;
import dev.leaktriage.model.ProcessLife.End;
import dev.leaktriage.model.Site;
import dev.leaktriage.model.Totals;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Turns what a ledger holds at the end of a replay into records. */
final class CensusBuilder {
    private static final Role[] ROLES = Role.values();

    private final Books books;
    private final HandleTable table;
    private final Accounts accounts;
    private final Barriers barriers;
    private final GrowthRecorder growth;
    private final LifeEnds ends;
    private final Damages damages;
    private final Positions positions;
    private final List<Life> lives;
    private final Map<String, Long> liveOwnersBySite = new HashMap<>();
    private final List<Optional<Growth>> growthByAccount = new ArrayList<>();
    /** Sites whose stack is not whole; by the site itself, since to hash a stack costs more than a handle. */
    private final Map<Site, Site> partialSites = new IdentityHashMap<>();

    CensusBuilder(
            Books books,
            Barriers barriers,
            GrowthRecorder growth,
            Lives lives,
            LifeEnds ends,
            Damages damages,
            Positions positions) {
        this.books = books;
        this.table = books.table;
        this.accounts = books.accounts;
        this.barriers = barriers;
        this.growth = growth;
        this.ends = ends;
        this.damages = damages;
        this.positions = positions;
        this.lives = lives.all();
    }

    Census census() {
        endWaiting();
        missingTrailers();
        gaps();
        countOwners();
        asymmetric();
        List<LiveHandle> live = live();
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
                books.timeline(),
                new Integrity(lost, damage),
                books.tests.runs(),
                books.shortages.shortages(positions));
    }

    /** A superseded handle's free never came; where a process was cut off, it may merely not have come yet. */
    private void endWaiting() {
        for (int handle = 0; handle < table.top(); handle++) {
            boolean waiting = table.state(handle) == HandleTable.WAITING && !table.has(handle, HandleTable.DETACHED);
            if (waiting && !early(books.lifeOf(handle))) {
                books.giveUp(handle);
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
                life.supersededBytes);
    }

    private void gaps() {
        for (Life life : lives) {
            for (SequenceGaps.Gap gap : life.gaps.left()) {
                String what = gap.count() == 1 ? "the event before it is" : gap.count() + " events before it are";
                damages.add(life.index, gap.at(), gap.count(), what + " missing: seq jumps to " + (gap.to() + 1));
            }
        }
    }

    private void countOwners() {
        for (int account = 0; account < accounts.count(); account++) {
            if (accounts.liveOwners[account] > 0) {
                String key =
                        accounts.life[account] + " " + accounts.site(account).id();
                liveOwnersBySite.merge(key, accounts.liveOwners[account], Long::sum);
            }
        }
    }

    private List<LiveHandle> live() {
        int[] slots = new int[liveSlots()];
        int count = 0;
        for (int handle = 0; handle < table.top(); handle++) {
            if (table.state(handle) == LIVE) {
                slots[count++] = handle;
            }
        }
        return new LiveHandles(new HandleOrder(table, accounts, lives, positions).sorted(slots), this::handle);
    }

    private int liveSlots() {
        int count = 0;
        for (int handle = 0; handle < table.top(); handle++) {
            count += table.state(handle) == LIVE ? 1 : 0;
        }
        return count;
    }

    private LiveHandle handle(int handle) {
        Life life = lives.get(accounts.life[table.account(handle)]);
        MeshEpoch epoch = epoch(handle, life);
        long born = table.born(handle);
        Optional<Books.Orphaned> orphaned =
                books.orphans.isEmpty() ? Optional.empty() : Optional.ofNullable(books.orphans.get(handle));
        MeshEpoch.Clear clear = epoch == null ? null : epoch.clearedAfter(born);
        Site site = site(handle);
        return new LiveHandle(
                new HandleId(life.index, table.device(handle), table.memory(handle), table.address(handle), born),
                table.sizeBytes(handle),
                table.occupiedBytes(handle),
                table.has(handle, HandleTable.OCCUPIED_KNOWN),
                ROLES[table.role(handle)],
                ownerAt(handle, orphaned),
                orphaned.isEmpty()
                        ? Optional.empty()
                        : positions.ifAny(orphaned.get().freedAt()),
                positions.of(table.at(handle)),
                site,
                table.group(handle),
                epoch == null || epoch.mesh < 0 ? OptionalInt.empty() : OptionalInt.of((int) epoch.mesh),
                state(epoch, born),
                epoch == null ? Optional.empty() : positions.ifAny(changedAt(epoch, born)),
                epoch != null && epoch.closedClock > born ? positions.ifAny(epoch.closedAt) : Optional.empty(),
                clear == null ? Optional.empty() : positions.ifAny(clear.endAt),
                clear != null && clear.certain,
                table.has(handle, HandleTable.DURING_OPENING) && epoch != null
                        ? positions.ifAny(epoch.openingAt)
                        : Optional.empty(),
                books.upperHalf(handle, life, epoch),
                growth(table.account(handle)),
                life.lostOrSuspected(),
                books.groups.present(table.group(handle)),
                table.has(handle, HandleTable.DETACHED) ? positions.ifAny(life.fatalAt) : Optional.empty(),
                doubt(handle));
    }

    private Site site(int handle) {
        Site site = accounts.site(table.account(handle));
        if (!table.has(handle, HandleTable.STACK_INCOMPLETE)) {
            return site;
        }
        return partialSites.computeIfAbsent(site, CensusBuilder::partial);
    }

    private static Site partial(Site site) {
        CallStack stack = new CallStack(site.stack().frames(), false);
        return new Site(site.id(), site.memory(), stack, site.operation());
    }

    /** The opening that a handle belongs to, or the one that a later line shows its device to have had. */
    private MeshEpoch epoch(int handle, Life life) {
        int index = table.epoch(handle);
        return index == NONE ? life.epochOf(table.device(handle)) : barriers.epoch(index);
    }

    private Optional<LogPosition> ownerAt(int handle, Optional<Books.Orphaned> orphaned) {
        if (orphaned.isPresent()) {
            return positions.ifAny(orphaned.get().ownerAt());
        }
        int owner = table.owner(handle);
        return owner == NONE ? Optional.empty() : positions.ifAny(table.at(owner));
    }

    private static DeviceState state(MeshEpoch epoch, long born) {
        if (epoch == null) {
            return DeviceState.OPEN;
        }
        if (epoch.closedClock > born) {
            return DeviceState.CLOSED;
        }
        return epoch.closingClock > born ? DeviceState.CLOSING : DeviceState.OPEN;
    }

    private static long changedAt(MeshEpoch epoch, long born) {
        return switch (state(epoch, born)) {
            case CLOSED -> epoch.closedAt;
            case CLOSING -> epoch.closingAt;
            case OPEN -> Positions.NONE;
        };
    }

    private Optional<Growth> growth(int account) {
        if (growthByAccount.isEmpty()) {
            for (int number = 0; number < accounts.count(); number++) {
                growthByAccount.add(growthOf(number));
            }
        }
        return growthByAccount.get(account);
    }

    private Optional<Growth> growthOf(int account) {
        int life = accounts.life[account];
        if (!growth.follows(life)) {
            return Optional.empty();
        }
        String site = accounts.site(account).id();
        return growth.growth(life, site, liveOwnersBySite.getOrDefault(life + " " + site, 0L));
    }

    private Optional<String> doubt(int handle) {
        if (books.doubts.isEmpty()) {
            return Optional.empty();
        }
        Long at = books.doubts.get(handle);
        return Optional.ofNullable(at)
                .map(position -> "the free at " + positions.of(position)
                        + " does not say which of several buffers at this address it closed");
    }

    /** Mesh allocations that were freed on some devices of a known mesh and are live on others. */
    private void asymmetric() {
        for (int handle = 0; handle < table.top(); handle++) {
            if (table.state(handle) == LIVE && table.epoch(handle) != NONE && freedElsewhere(handle)) {
                int group = table.group(handle);
                books.anomalies.add(
                        FindingId.ASYMMETRIC_DEVICES,
                        books.lifeOf(handle),
                        new Anomalies.Place(table.device(handle), table.address(handle), table.sizeBytes(handle)),
                        table.at(handle),
                        "the buffer at " + Text.hex(table.address(handle)) + " was freed on "
                                + books.groups.freed(group) + " of " + books.groups.allocated(group)
                                + " devices and is still live%s");
            }
        }
    }

    private boolean freedElsewhere(int handle) {
        boolean cutOff = early(books.lifeOf(handle));
        return !cutOff
                && barriers.epoch(table.epoch(handle)).devices.size() > 1
                && books.groups.freed(table.group(handle)) > 0;
    }
}
