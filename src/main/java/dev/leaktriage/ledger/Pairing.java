package dev.leaktriage.ledger;

import static dev.leaktriage.ledger.HandleTable.LIVE;
import static dev.leaktriage.ledger.HandleTable.NONE;
import static dev.leaktriage.ledger.HandleTable.OWNER;
import static dev.leaktriage.ledger.HandleTable.WAITING;

import dev.leaktriage.model.LogEvent;
import dev.leaktriage.model.Memory;
import dev.leaktriage.model.Stacks;
import dev.leaktriage.model.Symbols;
import java.util.HashMap;
import java.util.Map;

/**
 * Decides which handle an event is about: owner or view at allocation, and whom a free closes.
 *
 * <p>Reads the table and changes nothing in it.
 */
final class Pairing {
    private static final long KERNEL_PAGE_BYTES = 2048;

    private final HandleTable table;
    private final Accounts accounts;
    private final Barriers barriers;
    private final Stacks stacks;
    private final KnownDevices devices;
    private final Map<Long, Boolean> sameOperation = new HashMap<>();

    Pairing(HandleTable table, Accounts accounts, Barriers barriers, Stacks stacks, KnownDevices devices) {
        this.table = table;
        this.accounts = accounts;
        this.barriers = barriers;
        this.stacks = stacks;
        this.devices = devices;
    }

    /** True if a log's two names of a memory kind can mean the same memory. */
    static boolean fits(Memory a, Memory b) {
        return a == b || a == Memory.UNSTATED || b == Memory.UNSTATED;
    }

    /** True if the handle's device was closed after it was allocated: nothing new can meet it. */
    boolean retired(int handle) {
        int epoch = table.epoch(handle);
        return epoch != NONE && barriers.epoch(epoch).closedClock > table.born(handle);
    }

    /** The live owner at a key that a new allocation meets; closed devices' survivors are not met. */
    int liveOwner(int head, Memory memory, Life life) {
        for (int handle = head; handle != NONE; handle = table.next(handle)) {
            boolean owner = table.state(handle) == LIVE && table.role(handle) == OWNER;
            if (owner
                    && fits(table.memory(handle), memory)
                    && !retired(handle)
                    && accounts.life[table.account(handle)] == life.index) {
                return handle;
            }
        }
        return NONE;
    }

    /**
     * What a new allocation at the address of a live owner is.
     *
     * @return a role of {@link HandleTable}: a view's, or {@code OWNER} if it supersedes the owner
     */
    byte role(LogEvent event, int owner, Life life, MeshEpoch epoch) {
        if (event.ownership == LogEvent.Ownership.BORROWS) {
            return HandleTable.VIEW_STATED;
        }
        boolean larger = event.sizeBytes > table.sizeBytes(owner);
        boolean gap = life.lastGapClock > table.born(owner);
        if (larger || gap || event.ownership == LogEvent.Ownership.OWNS) {
            return OWNER;
        }
        int ownerStack = accounts.stack[table.account(owner)];
        boolean bothHaveStacks = event.stack != Stacks.NO_STACK && ownerStack != Stacks.NO_STACK;
        if (bothHaveStacks && sameOperation(event.stack, ownerStack)) {
            return HandleTable.VIEW_SAME_SITE;
        }
        // Two stacks that differ because frames of one were lost tell as little as no stacks.
        boolean framesLost = !event.stackComplete || table.has(owner, HandleTable.STACK_INCOMPLETE);
        if (bothHaveStacks && !framesLost) {
            return OWNER;
        }
        return isKernelPlace(event, life, epoch) ? HandleTable.VIEW_BY_PLACE : OWNER;
    }

    private boolean sameOperation(int stack, int ownerStack) {
        if (stack == ownerStack) {
            // The same lines to the letter; whether they name program frames need not be asked.
            return true;
        }
        long key = (long) stack << 32 | ownerStack;
        return sameOperation.computeIfAbsent(
                key, ignored -> Symbols.sameProgramFrames(stacks.stack(stack), stacks.stack(ownerStack)));
    }

    private boolean isKernelPlace(LogEvent event, Life life, MeshEpoch epoch) {
        return event.sizeBytes % KERNEL_PAGE_BYTES == 0
                && devices.bankTop(epoch).upperHalf(event.address, event.memory, life.highestDramAddress);
    }

    /**
     * The handle that a free closes, by the contract's order: one that waits for its late free (the oldest),
     * then the newest live view, then the owner; what was there before a device was closed comes last.
     *
     * @param sizeBytes -1 for any size
     * @return {@link HandleTable#NONE} if no handle fits
     */
    int freed(int head, Memory memory, long sizeBytes) {
        int best = NONE;
        int bestRank = Integer.MAX_VALUE;
        for (int handle = head; handle != NONE; handle = table.next(handle)) {
            if (!fits(table.memory(handle), memory) || sizeBytes >= 0 && table.sizeBytes(handle) != sizeBytes) {
                continue;
            }
            int rank = rank(handle);
            boolean older = rank == bestRank && table.state(handle) == WAITING;
            if (rank < bestRank || older) {
                best = handle;
                bestRank = rank;
            }
        }
        return best;
    }

    private int rank(int handle) {
        int rank = table.state(handle) == WAITING ? 0 : table.isView(handle) ? 1 : 2;
        return retired(handle) ? rank + 3 : rank;
    }

    /** True if handles of more than one memory kind fit a free that names none. */
    boolean ambiguous(int head, int chosen, long sizeBytes) {
        for (int handle = head; handle != NONE; handle = table.next(handle)) {
            boolean fits = sizeBytes < 0 || table.sizeBytes(handle) == sizeBytes;
            if (handle != chosen && fits && table.memory(handle) != table.memory(chosen)) {
                return true;
            }
        }
        return false;
    }

    /** True if a live handle of any size is at a key. */
    boolean anyLive(int head, Memory memory) {
        for (int handle = head; handle != NONE; handle = table.next(handle)) {
            if (table.state(handle) == LIVE && fits(table.memory(handle), memory)) {
                return true;
            }
        }
        return false;
    }
}
