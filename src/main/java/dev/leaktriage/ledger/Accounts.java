package dev.leaktriage.ledger;

import dev.leaktriage.model.Memory;
import dev.leaktriage.model.Site;
import dev.leaktriage.model.SiteNaming;
import dev.leaktriage.model.Stacks;
import java.util.Arrays;

/**
 * Counts and bytes for each process life, stack and memory kind: now, at the peak, and ever allocated if that is
 * wanted.
 *
 * <p>The value at the peak costs one comparison per event: an account keeps the value it had when the peak's
 * epoch ended, and copies it on its first change in a new epoch. So the sum over accounts is the peak exactly.
 */
final class Accounts {
    private static final Memory[] MEMORIES = Memory.values();

    private final Stacks stacks;
    private final Numbering numbers = new Numbering();
    private final SiteNaming sites = new SiteNaming();
    private long lastKey = -1;
    private int lastNumber;
    private int count;
    private int epoch;
    private boolean keepsAllocated;

    int[] life = new int[256];
    int[] stack = new int[256];
    byte[] memory = new byte[256];
    long[] liveHandles = new long[256];
    long[] liveOwners = new long[256];
    long[] liveBytes = new long[256];
    long[] occupiedBytes = new long[256];
    long[] allocatedHandles = new long[256];
    long[] allocatedBytes = new long[256];
    long[] allocatedOccupied = new long[256];
    private int[] savedEpoch = new int[256];
    private long[] savedHandles = new long[256];
    private long[] savedBytes = new long[256];
    private long[] savedOccupied = new long[256];
    private Site[] site = new Site[256];

    Accounts(Stacks stacks) {
        this.stacks = stacks;
    }

    /** From now on adds up what is ever allocated; without it a ledger need not pay for that. */
    void keepAllocated() {
        keepsAllocated = true;
    }

    int count() {
        return count;
    }

    Memory memory(int account) {
        return MEMORIES[memory[account]];
    }

    /** The account of a life, stack and memory kind, opened if it is new. */
    int of(int ofLife, int ofStack, Memory ofMemory) {
        long key = ((long) ofLife << 32 | ofStack) << 3 | ofMemory.ordinal();
        if (key == lastKey) {
            return lastNumber;
        }
        lastKey = key;
        lastNumber = numbers.of(key);
        if (lastNumber == count) {
            open(ofLife, ofStack, ofMemory);
        }
        return lastNumber;
    }

    private void open(int ofLife, int ofStack, Memory ofMemory) {
        if (count == life.length) {
            widen(count * 2);
        }
        life[count] = ofLife;
        stack[count] = ofStack;
        memory[count] = (byte) ofMemory.ordinal();
        savedEpoch[count] = -1;
        count++;
    }

    private void widen(int capacity) {
        life = Arrays.copyOf(life, capacity);
        stack = Arrays.copyOf(stack, capacity);
        memory = Arrays.copyOf(memory, capacity);
        liveHandles = Arrays.copyOf(liveHandles, capacity);
        liveOwners = Arrays.copyOf(liveOwners, capacity);
        liveBytes = Arrays.copyOf(liveBytes, capacity);
        occupiedBytes = Arrays.copyOf(occupiedBytes, capacity);
        allocatedHandles = Arrays.copyOf(allocatedHandles, capacity);
        allocatedBytes = Arrays.copyOf(allocatedBytes, capacity);
        allocatedOccupied = Arrays.copyOf(allocatedOccupied, capacity);
        savedEpoch = Arrays.copyOf(savedEpoch, capacity);
        savedHandles = Arrays.copyOf(savedHandles, capacity);
        savedBytes = Arrays.copyOf(savedBytes, capacity);
        savedOccupied = Arrays.copyOf(savedOccupied, capacity);
        site = Arrays.copyOf(site, capacity);
    }

    /**
     * Books a handle in ({@code sign} 1) or out (-1).
     *
     * @param occupied 0 for a view
     */
    void book(int account, int sign, boolean owner, long sizeBytes, long occupied) {
        save(account);
        liveHandles[account] += sign;
        liveOwners[account] += owner ? sign : 0;
        liveBytes[account] += sign * sizeBytes;
        occupiedBytes[account] += sign * occupied;
        if (keepsAllocated && sign > 0) {
            allocatedHandles[account]++;
            allocatedBytes[account] += sizeBytes;
            allocatedOccupied[account] += occupied;
        }
    }

    /** Books owners in and out of whose pages nothing is known. */
    void book(int account, Turnover turnover) {
        save(account);
        liveHandles[account] += turnover.handles();
        liveOwners[account] += turnover.handles();
        liveBytes[account] += turnover.bytes();
        occupiedBytes[account] += turnover.occupiedBytes();
        if (keepsAllocated) {
            allocatedHandles[account] += turnover.allocated;
            allocatedBytes[account] += turnover.allocatedBytes;
            allocatedOccupied[account] += turnover.allocatedBytes;
        }
    }

    private void save(int account) {
        if (savedEpoch[account] != epoch) {
            savedEpoch[account] = epoch;
            savedHandles[account] = liveHandles[account];
            savedBytes[account] = liveBytes[account];
            savedOccupied[account] = occupiedBytes[account];
        }
    }

    /** Declares this moment the peak. */
    void peak() {
        epoch++;
    }

    long handlesAtPeak(int account) {
        return savedEpoch[account] == epoch ? savedHandles[account] : liveHandles[account];
    }

    long bytesAtPeak(int account) {
        return savedEpoch[account] == epoch ? savedBytes[account] : liveBytes[account];
    }

    long occupiedAtPeak(int account) {
        return savedEpoch[account] == epoch ? savedOccupied[account] : occupiedBytes[account];
    }

    /** The site that an account belongs to; several accounts of a life may share one. */
    Site site(int account) {
        if (site[account] == null) {
            site[account] = sites.site(stacks.stack(stack[account]), MEMORIES[memory[account]]);
        }
        return site[account];
    }

    /** Names the sites that a census asks for, all at once, which is faster. */
    void nameSites() {
        int[] unnamed = new int[count];
        int found = 0;
        // Of stacks that make one site the first one is its stack: that of a live owner, if there is one.
        for (int account = 0; account < count; account++) {
            if (site[account] == null && liveOwners[account] > 0) {
                unnamed[found++] = account;
            }
        }
        for (int account = 0; account < count; account++) {
            if (site[account] == null && liveOwners[account] <= 0 && handlesAtPeak(account) > 0) {
                unnamed[found++] = account;
            }
        }
        int[] wanted = new int[found];
        for (int i = 0; i < found; i++) {
            wanted[i] = stack[unnamed[i]];
        }
        stacks.prepare(wanted);
        for (int i = 0; i < found; i++) {
            site(unnamed[i]);
        }
    }
}
