package dev.leaktriage.ledger;

import dev.leaktriage.model.Memory;
import dev.leaktriage.model.Stacks;
import java.util.List;

/**
 * Usual events of one life and one account, one after the other, which are booked together.
 *
 * <p>Law: what is booked is what would be if each event were by itself. So a run ends where somebody looks: before another
 * kind of event, at a sample, and where a test reaches a peak that is not the peak of all. Of the peaks of all in a run only
 * the last one is known afterwards, and what stood in the books then is kept.
 */
final class ServerRun {
    private static final int NONE = -1;

    private final Moment now;
    private final Books books;
    private final Lives lives;
    private final List<Life> all;

    private Life life;
    private int account = NONE;
    private Memory memory = Memory.UNSTATED;
    /** True if the memory has banks whose upper half tells something, and where that begins. */
    private boolean hasUpperHalf;

    private long upperHalfAddress;

    /** The clock, the position and the number of the latest event. */
    private long clock;

    private long at;
    private long accountEvent;

    private final Turnover sum = new Turnover();
    private long heldHandles;
    private long heldBytes;
    private long heldOccupiedBytes;

    /** How many bytes may still be occupied without a new peak. */
    private long belowPeakBytes;

    private long sampleDue;

    private boolean peaked;
    private final Turnover atPeak = new Turnover();
    private long peakEvent;
    private long peakAt;

    ServerRun(Moment now, Books books, Lives lives) {
        this.now = now;
        this.books = books;
        this.lives = lives;
        this.all = lives.all();
    }

    /** True if the next event of a process may belong to a run; its life's run goes on, or begins. */
    boolean isOf(long process) {
        return life != null && life.process == process || begins(process);
    }

    private boolean begins(long process) {
        end();
        Life next = lives.goingOn(process);
        if (next == null || !next.epochs.isEmpty()) {
            return false;
        }
        life = next;
        goOn();
        return true;
    }

    /** Ends the run: somebody else may change what is booked. */
    void end() {
        book();
        life = null;
        account = NONE;
    }

    private void goOn() {
        clock = now.clock;
        accountEvent = now.accountEvent;
        belowPeakBytes = books.belowPeakBytes();
        sampleDue = books.timeline.due();
    }

    Life life() {
        return life;
    }

    int account() {
        return account;
    }

    long clock() {
        return clock;
    }

    long at() {
        return at;
    }

    /** Goes on with what is allocated in a memory. */
    void turnTo(Memory next) {
        if (account == NONE || next != memory) {
            turnTo(books.accounts.of(life.index, Stacks.NO_STACK, next), next);
        }
    }

    /** Goes on with an account; false if it is not one of this life and of buffers without a stack. */
    boolean turnTo(int next) {
        if (next == account) {
            return true;
        }
        Accounts accounts = books.accounts;
        if (accounts.stack[next] != Stacks.NO_STACK || all.get(accounts.life[next]) != life) {
            return false;
        }
        turnTo(next, accounts.memory(next));
        return true;
    }

    private void turnTo(int next, Memory ofNext) {
        book();
        account = next;
        memory = ofNext;
        hasUpperHalf = ofNext == Memory.DRAM || ofNext == Memory.UNSTATED;
        upperHalfAddress = books.upperHalfAddress(life);
    }

    /** Takes the next event of the life in; what it changes follows. */
    void next(long position) {
        clock++;
        accountEvent++;
        at = position;
    }

    /** The address of an allocation may be the highest one so far. */
    void saw(long address) {
        if (memory == Memory.DRAM && Long.compareUnsigned(address, life.highestDramAddress) > 0) {
            life.highestDramAddress = address;
            // Only an address behind the end of a bank tells that banks are larger.
            if (Long.compareUnsigned(address, upperHalfAddress * 2) >= 0) {
                upperHalfAddress = books.upperHalfAddress(life);
            }
        }
        if (memory == Memory.DRAM && Long.compareUnsigned(address, upperHalfAddress) >= 0) {
            life.uses(clock);
        }
    }

    private boolean isHeldOnPurpose(long address, long sizeBytes) {
        boolean upperHalf = hasUpperHalf && Long.compareUnsigned(address, upperHalfAddress) >= 0;
        return HeldOnPurpose.holds(memory, sizeBytes, upperHalf);
    }

    /** Counts a handle in. */
    void allocated(long address, long sizeBytes) {
        sum.allocated(sizeBytes);
        if (!isHeldOnPurpose(address, sizeBytes)) {
            hold(1, sizeBytes, sizeBytes);
        }
        belowPeakBytes -= sizeBytes;
        if (belowPeakBytes < 0) {
            peak();
        }
        if (accountEvent >= sampleDue) {
            book();
        }
    }

    /** Counts a live handle out. */
    void freed(long address, long born, long sizeBytes, long occupiedBytes) {
        life.uses(clock);
        sum.freed(sizeBytes, occupiedBytes);
        if (!isHeldOnPurpose(address, sizeBytes)) {
            if (books.tests.isOfRunning(born)) {
                hold(-1, -sizeBytes, -occupiedBytes);
            } else {
                books.tests.closed(born, sizeBytes, occupiedBytes);
            }
        }
        belowPeakBytes += occupiedBytes;
        if (accountEvent >= sampleDue) {
            book();
        }
    }

    private void hold(long handles, long sizeBytes, long occupiedBytes) {
        heldHandles += handles;
        heldBytes += sizeBytes;
        heldOccupiedBytes += occupiedBytes;
    }

    private void peak() {
        if (books.isPeak(sum.occupiedBytes())) {
            peaked = true;
            atPeak.set(sum);
            peakEvent = accountEvent;
            peakAt = at;
            belowPeakBytes = 0;
        } else {
            book();
        }
    }

    private void book() {
        long count = sum.count();
        if (count == 0) {
            return;
        }
        life.lastAt = at;
        life.lastClock = clock;
        life.events += count;
        now.clock = clock;
        now.at = at;
        now.accountEvent = accountEvent;
        now.accountAt = at;
        books.tests.booked(sum.allocated, sum.allocatedBytes, heldHandles, heldBytes, heldOccupiedBytes);
        if (peaked) {
            books.book(life, account, atPeak);
            books.peak(peakEvent, peakAt);
            sum.drop(atPeak);
        }
        books.book(life, account, sum);
        books.sample();
        clear();
        goOn();
    }

    private void clear() {
        sum.clear();
        heldHandles = 0;
        heldBytes = 0;
        heldOccupiedBytes = 0;
        peaked = false;
    }
}
