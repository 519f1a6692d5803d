package dev.leaktriage.ledger;

import dev.leaktriage.model.LogEvent;
import dev.leaktriage.model.Memory;
import java.util.Locale;

/** Tells failed allocations from the repetitions that loggers and exceptions make of one. */
final class OutOfMemory {
    private long lastSizeBytes;
    private long lastNeededPerBankBytes;
    private long lastLimitAddress;
    private long lastEvent = -1;

    /**
     * True if the line says again what a line before it said.
     *
     * @param event the failed allocation
     * @param accountEvent how many allocations and deallocations came before
     */
    boolean repeats(LogEvent event, long accountEvent) {
        boolean again = lastEvent == accountEvent
                && lastSizeBytes == event.sizeBytes
                && lastNeededPerBankBytes == event.neededPerBankBytes
                && lastLimitAddress == event.limitAddress;
        lastEvent = accountEvent;
        lastSizeBytes = event.sizeBytes;
        lastNeededPerBankBytes = event.neededPerBankBytes;
        lastLimitAddress = event.limitAddress;
        return again;
    }

    /** The request that failed and, if the line has the bank's statistics, why. */
    static String message(LogEvent event) {
        if (isCircular(event)) {
            return circular(event);
        }
        StringBuilder message = new StringBuilder("an allocation failed");
        if (event.sizeBytes >= 0) {
            message.append(" for want of ").append(bytes(event.sizeBytes));
        }
        if (!event.memory.label().isEmpty()) {
            message.append(" of ").append(event.memory.label());
        }
        if (event.banks > 0) {
            message.append(" across ").append(event.banks).append(" banks");
        }
        if (event.neededPerBankBytes >= 0) {
            message.append(" (").append(bytes(event.neededPerBankBytes)).append(" in each)");
        }
        return message.append(cause(event)).toString();
    }

    /** True if it is about the circular buffers of a program, whose size in all no line names. */
    static boolean isCircular(LogEvent event) {
        return event.memory == Memory.L1 && event.sizeBytes < 0;
    }

    private static String circular(LogEvent event) {
        return "the circular buffers of a program do not fit into L1: "
                + (event.limitAddress >= 0
                        ? "they reach up to " + address(event.limitAddress) + ", and a buffer lies at "
                                + address(event.address)
                        : "they take " + bytes(event.neededPerBankBytes) + " of each core, which has "
                                + bytes(event.bankBytes));
    }

    private static String address(long address) {
        return "0x" + Long.toHexString(address);
    }

    private static String cause(LogEvent event) {
        boolean told = event.neededPerBankBytes >= 0 && event.freePerBankBytes >= 0;
        if (!told) {
            return "";
        }
        if (event.freePerBankBytes < event.neededPerBankBytes) {
            return ": exhaustion, only " + bytes(event.freePerBankBytes) + " of each bank are free";
        }
        if (event.largestFreeBytes >= 0 && event.largestFreeBytes < event.neededPerBankBytes) {
            return ": fragmentation, " + bytes(event.freePerBankBytes)
                    + " of each bank are free, but the largest free block has " + bytes(event.largestFreeBytes);
        }
        return "";
    }

    private static String bytes(long bytes) {
        return String.format(Locale.ROOT, "%,d B", bytes);
    }
}
