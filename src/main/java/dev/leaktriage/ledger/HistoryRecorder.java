package dev.leaktriage.ledger;

import dev.leaktriage.device.BankTop;
import dev.leaktriage.model.LogEvent;
import dev.leaktriage.model.Memory;
import dev.leaktriage.model.MemoryHistory;
import dev.leaktriage.model.MemoryHistory.Bank;
import dev.leaktriage.model.Order;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes down who used which memory when, if that is wanted.
 *
 * <p>Callers ask {@link #wanted()} first: a ledger of a hundred million events must not pay for what nobody reads.
 */
final class HistoryRecorder {
    private final boolean wanted;
    private final HandleTable table;
    private final Accounts accounts;
    private final Moment now;
    private final LifetimeRecorder lifetimes;
    private final LaneRecorder lanes;
    private final SnapshotRecorder snapshots;
    private final Map<Place, Bank> banks = new LinkedHashMap<>();
    private final Map<Memory, Long> statedBankBytes = new EnumMap<>(Memory.class);

    private record Place(int life, int device, Memory memory) {}

    HistoryRecorder(boolean wanted, HandleTable table, Accounts accounts, MeshGroups groups, Moment now) {
        this.wanted = wanted;
        this.table = table;
        this.accounts = accounts;
        this.now = now;
        this.lifetimes = new LifetimeRecorder(table, accounts, groups);
        this.lanes = new LaneRecorder(wanted);
        this.snapshots = new SnapshotRecorder(table, accounts, now);
    }

    boolean wanted() {
        return wanted;
    }

    /**
     * A handle was opened; the event is not counted yet.
     *
     * @param bankCount as the record states it; 0 or less if it does not
     * @param architecture of the device; empty if it is unknown
     */
    void opened(int handle, long bankCount, String architecture) {
        lifetimes.opened(handle, now.accountEvent + 1);
        snapshots.opened(handle);
        lanes.book(table.device(handle), table.account(handle), table.sizeBytes(handle), table.occupiedBytes(handle));
        int life = accounts.life[table.account(handle)];
        Place place = new Place(life, table.device(handle), table.memory(handle));
        Bank known = banks.get(place);
        if (known == null || known.banks() == 0 && bankCount > 0) {
            long bankBytes = BankTop.bankBytes(place.memory, architecture);
            banks.put(place, new Bank(life, place.device, place.memory, Math.max(0, bankCount), 0, bankBytes, false));
        }
    }

    /** A live handle is about to be closed; the event is not counted yet. */
    void ended(int handle, boolean byFree) {
        snapshots.ended(handle);
        lifetimes.ended(handle, byFree, now.accountEvent + 1, now.at);
        lanes.book(table.device(handle), table.account(handle), -table.sizeBytes(handle), -table.occupiedBytes(handle));
    }

    /**
     * The event is counted.
     *
     * @param isPeak true if more is occupied than ever before
     */
    void moved(boolean isPeak) {
        snapshots.moved(isPeak);
        lifetimes.reached(now.accountEvent);
        lanes.moved(now.accountEvent, now.at);
    }

    /** A barrier or checkpoint. */
    void marked() {
        snapshots.marked();
    }

    /** A failed allocation may state the size of a bank. */
    void bank(LogEvent event) {
        if (event.bankBytes > 0) {
            statedBankBytes.put(event.memory, event.bankBytes);
        }
    }

    MemoryHistory history(Positions positions) {
        if (!wanted) {
            return MemoryHistory.NONE;
        }
        if (lifetimes.complete()) {
            return new MemoryHistory(lifetimes.lifetimes(positions), MemoryHistory.Samples.NONE, List.of(), banks());
        }
        return new MemoryHistory(
                List.of(), lanes.samples(accounts, now, positions), snapshots.snapshots(positions), banks());
    }

    private List<Bank> banks() {
        return banks.values().stream()
                .map(this::stated)
                .sorted(Order.comparingInt(Bank::life)
                        .thenComparingInt(Bank::device)
                        .thenComparing(Bank::memory))
                .toList();
    }

    /** What a log states is what is left of a bank above a part that the runtime keeps for itself. */
    private Bank stated(Bank bank) {
        long bytes = statedBankBytes.getOrDefault(bank.memory(), 0L);
        if (bytes == 0) {
            return bank;
        }
        long from = bank.bankBytes() >= bytes ? bank.bankBytes() - bytes : -1;
        return new Bank(bank.life(), bank.device(), bank.memory(), bank.banks(), from, bytes, true);
    }
}
