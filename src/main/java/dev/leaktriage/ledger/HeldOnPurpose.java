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
        HandleTable table = books.table;
        Memory memory = table.memory(handle);
        if (memory == Memory.TRACE || memory == Memory.CB || table.has(handle, HandleTable.DURING_OPENING)) {
            return true;
        }
        int account = table.account(handle);
        int stack = books.accounts.stack[account];
        return stack == Stacks.NO_STACK ? isKernelByPlace(handle) : isOnPurpose(account, stack);
    }

    private boolean isKernelByPlace(int handle) {
        HandleTable table = books.table;
        MeshEpoch epoch = table.epoch(handle) == HandleTable.NONE ? null : barriers.epoch(table.epoch(handle));
        return table.sizeBytes(handle) % Replay.KERNEL_PAGE_BYTES == 0
                && books.upperHalf(handle, books.lifeOf(handle), epoch);
    }

    private boolean isOnPurpose(int account, int stack) {
        if (account >= byAccount.length) {
            byAccount = Arrays.copyOf(byAccount, Math.max(account + 1, byAccount.length * 2));
        }
        if (byAccount[account] == UNKNOWN) {
            byAccount[account] = purposes.test(stacks.stack(stack)) ? YES : NO;
        }
        return byAccount[account] == YES;
    }
}
