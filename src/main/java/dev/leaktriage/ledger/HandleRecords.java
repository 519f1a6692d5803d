package dev.leaktriage.ledger;

import static dev.leaktriage.ledger.HandleTable.NONE;

import dev.leaktriage.model.CallStack;
import dev.leaktriage.model.Growth;
import dev.leaktriage.model.HandleId;
import dev.leaktriage.model.LiveHandle;
import dev.leaktriage.model.LiveHandle.DeviceState;
import dev.leaktriage.model.LiveHandle.Role;
import dev.leaktriage.model.LogPosition;
import dev.leaktriage.model.Site;
import dev.leaktriage.model.Symbols;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Turns live handles into records, the replay being over. */
final class HandleRecords {
    private static final Role[] ROLES = Role.values();
    private static final byte UNKNOWN = 0;
    private static final byte YES = 1;
    private static final byte NO = 2;

    private final Books books;
    private final HandleTable table;
    private final Accounts accounts;
    private final Barriers barriers;
    private final Positions positions;
    private final List<Life> lives;
    private final List<Optional<Growth>> growthByAccount;
    private final byte[] placeMayTell;
    /** Sites whose stack is not whole; by the site itself, since to hash a stack costs more than a handle. */
    private final Map<Site, Site> partialSites = Collections.synchronizedMap(new IdentityHashMap<>());

    HandleRecords(Books books, Barriers barriers, GrowthRecorder growth, List<Life> lives, Positions positions) {
        this.books = books;
        this.table = books.table;
        this.accounts = books.accounts;
        this.barriers = barriers;
        this.positions = positions;
        this.lives = lives;
        this.placeMayTell = new byte[accounts.count()];
        this.growthByAccount = new ArrayList<>(Collections.nCopies(accounts.count(), Optional.empty()));
        if (lives.stream().anyMatch(life -> growth.follows(life.index))) {
            follow(growth);
        }
    }

    private void follow(GrowthRecorder growth) {
        Map<String, Long> liveOwners = liveOwnersBySite();
        for (int account = 0; account < accounts.count(); account++) {
            int life = accounts.life[account];
            if (growth.follows(life)) {
                long live = liveOwners.getOrDefault(place(account), 0L);
                growthByAccount.set(
                        account, growth.growth(life, accounts.site(account).id(), live));
            }
        }
    }

    private Map<String, Long> liveOwnersBySite() {
        Map<String, Long> liveOwners = new HashMap<>();
        for (int account = 0; account < accounts.count(); account++) {
            if (accounts.liveOwners[account] > 0) {
                liveOwners.merge(place(account), accounts.liveOwners[account], Long::sum);
            }
        }
        return liveOwners;
    }

    private String place(int account) {
        return accounts.life[account] + " " + accounts.site(account).id();
    }

    LiveHandle record(int handle) {
        Life life = lives.get(accounts.life[table.account(handle)]);
        MeshEpoch epoch = epoch(handle, life);
        long born = table.born(handle);
        Optional<Books.Orphaned> orphaned =
                books.orphans.isEmpty() ? Optional.empty() : Optional.ofNullable(books.orphans.get(handle));
        MeshEpoch.Clear clear = epoch == null ? null : epoch.clearedAfter(born);
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
                site(handle),
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
                books.beforeFirstUse(handle, life, epoch),
                growthByAccount.get(table.account(handle)),
                life.lostOrSuspected(),
                books.groups.present(handle),
                table.has(handle, HandleTable.DETACHED) ? positions.ifAny(life.fatalAt) : Optional.empty(),
                Optional.empty(),
                doubt(handle));
    }

    /** As {@link Symbols#placeMayTell}, asked of each account once. */
    boolean placeMayTell(int account) {
        if (placeMayTell[account] == UNKNOWN) {
            placeMayTell[account] = Symbols.placeMayTell(accounts.site(account).stack()) ? YES : NO;
        }
        return placeMayTell[account] == YES;
    }

    private Site site(int handle) {
        Site site = accounts.site(table.account(handle));
        if (!table.has(handle, HandleTable.STACK_INCOMPLETE)) {
            return site;
        }
        return partialSites.computeIfAbsent(site, HandleRecords::partial);
    }

    private static Site partial(Site site) {
        CallStack stack = new CallStack(site.stack().frames(), false);
        return new Site(site.id(), site.memory(), stack, site.operation());
    }

    /** The opening that a handle belongs to, or the one that a later line shows its device to have had. */
    MeshEpoch epoch(int handle, Life life) {
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

    static DeviceState state(MeshEpoch epoch, long born) {
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

    private Optional<String> doubt(int handle) {
        if (books.doubts.isEmpty()) {
            return Optional.empty();
        }
        Long at = books.doubts.get(handle);
        return Optional.ofNullable(at)
                .map(position -> "the free at " + positions.of(position)
                        + " does not say which of several buffers at this address it closed");
    }
}
