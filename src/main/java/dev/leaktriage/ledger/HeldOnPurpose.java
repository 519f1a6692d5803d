package dev.leaktriage.ledger;

import dev.leaktriage.model.CallStack;
import dev.leaktriage.model.Memory;
import dev.leaktriage.model.Stacks;
import java.util.Arrays;
import java.util.function.Predicate;

/** Tells cached programs, system buffers and traces, which outlive a test rightly, from all other buffers. */
final class HeldOnPurpose {
    private static final byte UNKNOWN = 0;
    private static final byte YES = 1;
    private static final byte NO = 2;

    private final Books books;
    private final Barriers barriers;
    private final Stacks stacks;
    private final Predicate<CallStack> purposes;
    private byte[] byStack = new byte[256];

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
        if (table.memory(handle) == Memory.TRACE || table.has(handle, HandleTable.DURING_OPENING)) {
            return true;
        }
        int stack = books.accounts.stack[table.account(handle)];
        return stack == Stacks.NO_STACK ? isKernelByPlace(handle) : isOnPurpose(stack);
    }

    private boolean isKernelByPlace(int handle) {
        HandleTable table = books.table;
        MeshEpoch epoch = table.epoch(handle) == HandleTable.NONE ? null : barriers.epoch(table.epoch(handle));
        return table.sizeBytes(handle) % Replay.KERNEL_PAGE_BYTES == 0
                && books.upperHalf(handle, books.lifeOf(handle), epoch);
    }

    private boolean isOnPurpose(int stack) {
        if (stack >= byStack.length) {
            byStack = Arrays.copyOf(byStack, Math.max(stack + 1, byStack.length * 2));
        }
        if (byStack[stack] == UNKNOWN) {
            byStack[stack] = purposes.test(stacks.stack(stack)) ? YES : NO;
        }
        return byStack[stack] == YES;
    }
}
