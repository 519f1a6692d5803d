package dev.leaktriage.ledger;

import dev.leaktriage.model.CallStack;
import dev.leaktriage.model.Memory;
import dev.leaktriage.model.Stacks;
import java.util.Arrays;
import java.util.function.Predicate;

/** Tells cached programs, system and circular buffers and traces, which outlive a test rightly, from all others. */
final class HeldOnPurpose {
    private static final byte UNKNOWN = 0;
    private static final byte YES = 1;
    private static final byte NO = 2;

    private final Books books;
    private final Barriers barriers;
    private final Stacks stacks;
    private final Predicate<CallStack> purposes;
    /** By account, not by stack: the numbers of accounts have no holes. */
    private byte[] byAccount = new byte[256];

    /**
     * Makes one.
     *
     * @param purposes true for the stacks of such buffers
     */
    HeldOnPurpose(Books books, Barriers barriers, Stacks stacks, Predicate<CallStack> purposes) {
        this.books = books;
        this.barriers = barriers;
        this.stacks = stacks;
        this.purposes = purposes;
    }

    boolean holds(int handle) {
        return isStackDecisive(handle) ? isOnPurpose(books.table.account(handle)) : holdsWithoutStack(handle);
    }

    /** True if nothing but its stack, and so its account, tells whether a handle is held on purpose. */
    boolean isStackDecisive(int handle) {
        HandleTable table = books.table;
        Memory memory = table.memory(handle);
        return memory != Memory.TRACE
                && memory != Memory.CB
                && !table.has(handle, HandleTable.DURING_OPENING)
                && books.accounts.stack[table.account(handle)] != Stacks.NO_STACK;
    }

    private boolean holdsWithoutStack(int handle) {
        HandleTable table = books.table;
        Memory memory = table.memory(handle);
        return memory == Memory.TRACE
                || memory == Memory.CB
                || table.has(handle, HandleTable.DURING_OPENING)
                || isKernelByPlace(handle);
    }

    private boolean isKernelByPlace(int handle) {
        HandleTable table = books.table;
        MeshEpoch epoch = table.epoch(handle) == HandleTable.NONE ? null : barriers.epoch(table.epoch(handle));
        return table.sizeBytes(handle) % Replay.KERNEL_PAGE_BYTES == 0
                && books.upperHalf(handle, books.lifeOf(handle), epoch);
    }

    /**
     * True if an owner without a call stack, of no mesh epoch, is held on purpose.
     *
     * @param upperHalf true if it lies in the upper half of its bank
     */
    static boolean holds(Memory memory, long sizeBytes, boolean upperHalf) {
        return memory == Memory.TRACE || memory == Memory.CB || upperHalf && sizeBytes % Replay.KERNEL_PAGE_BYTES == 0;
    }

    /** True if the stack of an account, which has one, shows that what it allocates is held on purpose. */
    boolean isOnPurpose(int account) {
        if (account >= byAccount.length) {
            byAccount = Arrays.copyOf(byAccount, Math.max(account + 1, byAccount.length * 2));
        }
        if (byAccount[account] == UNKNOWN) {
            byAccount[account] = purposes.test(stacks.stack(books.accounts.stack[account])) ? YES : NO;
        }
        return byAccount[account] == YES;
    }
}
