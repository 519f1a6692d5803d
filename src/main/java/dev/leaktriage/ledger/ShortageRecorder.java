package dev.leaktriage.ledger;

import dev.leaktriage.model.LogEvent;
import dev.leaktriage.model.Memory;
import dev.leaktriage.model.Shortage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Copies what was live in a memory when an allocation in it failed.
 *
 * <p>Bounded: the first {@value #MOST} failures are kept, with {@value #MOST_ROWS} buffers in all.
 */
final class ShortageRecorder {
    static final int MOST = 32;
    static final int MOST_ROWS = 200_000;

    private final HandleTable table;
    private final Accounts accounts;
    private final List<Taken> taken = new ArrayList<>();
    private int rows;

    /** See {@link Shortage.Floor}; the position is {@link Positions#NONE} if the line itself tells. */
    private record Floor(long address, long bufferAddress, long at) {}

    private record Taken(
            long at,
            long clock,
            OptionalLong process,
            Shortage.Request request,
            Shortage.Statistics stated,
            Floor floor,
            String architecture,
            HandleRows held,
            long heldHandles,
            long estimatedHandles) {}

    ShortageRecorder(HandleTable table, Accounts accounts) {
        this.table = table;
        this.accounts = accounts;
    }

    /**
     * Takes a failure.
     *
     * @param life the process life that asked; null if several were running
     * @param running the lives whose memory counts
     */
    void failed(LogEvent event, Moment now, Life life, List<Life> running) {
        if (taken.size() == MOST) {
            return;
        }
        HandleRows held = new HandleRows(table, accounts);
        long estimated = 0;
        long handles = 0;
        boolean[] counts = counted(running);
        for (int handle = 0; handle < table.top(); handle++) {
            if (!isHeld(handle, event.memory, counts)) {
                continue;
            }
            handles++;
            estimated += isExact(handle) ? 0 : 1;
            if (handles <= MOST_ROWS - rows) {
                held.add(handle, 0, 0);
            }
        }
        boolean whole = held.count() == handles;
        rows += whole ? held.count() : 0;
        taken.add(new Taken(
                now.at,
                now.clock,
                life == null || life.process < 0 ? OptionalLong.empty() : OptionalLong.of(life.process),
                new Shortage.Request(event.sizeBytes, event.memory, event.banks, event.neededPerBankBytes),
                new Shortage.Statistics(
                        event.bankBytes, event.allocatedPerBankBytes, event.freePerBankBytes, event.largestFreeBytes),
                floor(event, counts),
                architecture(running),
                whole ? held : new HandleRows(table, accounts),
                handles,
                estimated));
    }

    private static boolean[] counted(List<Life> running) {
        boolean[] counts = new boolean
                [running.stream().mapToInt(life -> life.index + 1).max().orElse(0)];
        running.forEach(life -> counts[life.index] = true);
        return counts;
    }

    private boolean isHeld(int handle, Memory wanted, boolean[] counts) {
        int life = accounts.life[table.account(handle)];
        return table.state(handle) == HandleTable.LIVE
                && !table.isView(handle)
                && life < counts.length
                && counts[life]
                && sharesBanks(table.memory(handle), wanted);
    }

    /** Buffers of L1 are often spread over some cores only; one that does not say over how many may be. */
    private boolean isExact(int handle) {
        return table.has(handle, HandleTable.OCCUPIED_KNOWN)
                && (table.memory(handle) != Memory.L1 || table.banks(handle) > 0);
    }

    /** Null if nothing tells of one. */
    private Floor floor(LogEvent event, boolean[] counts) {
        if (event.limitAddress >= 0) {
            return new Floor(event.limitAddress, event.address, Positions.NONE);
        }
        if (event.memory != Memory.L1) {
            return null;
        }
        Floor highest = null;
        for (int handle = 0; handle < table.top(); handle++) {
            if (isHeld(handle, Memory.CB, counts)
                    && table.memory(handle) == Memory.CB
                    && table.banks(handle) > 0
                    && (highest == null || end(handle) > highest.address)) {
                highest = new Floor(end(handle), LogEvent.UNSTATED, table.at(handle));
            }
        }
        return highest;
    }

    private long end(int handle) {
        return table.address(handle) + table.occupiedBytes(handle) / table.banks(handle);
    }

    /** Traces lie in the banks of DRAM; of memory that is not named either may be meant. */
    private static boolean sharesBanks(Memory memory, Memory wanted) {
        if (memory == Memory.UNSTATED || wanted == Memory.UNSTATED) {
            return true;
        }
        return bank(memory) == bank(wanted);
    }

    private static Memory bank(Memory memory) {
        return memory == Memory.TRACE ? Memory.DRAM : memory;
    }

    private static String architecture(List<Life> running) {
        return running.stream()
                .flatMap(life -> life.architecture().stream())
                .findFirst()
                .orElse("");
    }

    List<Shortage> shortages(Positions positions) {
        return taken.stream().map(one -> shortage(one, positions)).toList();
    }

    private static Shortage shortage(Taken one, Positions positions) {
        return new Shortage(
                positions.of(one.at),
                one.clock,
                one.process,
                one.request,
                one.stated,
                Optional.ofNullable(one.floor)
                        .map(floor ->
                                new Shortage.Floor(floor.address, floor.bufferAddress, positions.ifAny(floor.at))),
                one.architecture,
                one.held.lifetimes(positions),
                one.heldHandles,
                one.estimatedHandles);
    }
}
