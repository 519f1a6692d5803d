package dev.leaktriage.ledger;

import dev.leaktriage.model.LogEvent;
import java.util.Locale;

/** Tells failed allocations from the repetitions that loggers and exceptions make of one. */
final class OutOfMemory {
    private long lastSizeBytes;
    private long lastNeededPerBankBytes;
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
                && lastNeededPerBankBytes == event.neededPerBankBytes;
        lastEvent = accountEvent;
        lastSizeBytes = event.sizeBytes;
        lastNeededPerBankBytes = event.neededPerBankBytes;
        return again;
    }

    /** The request that failed and, if the line has the bank's statistics, why. */
    static String message(LogEvent event) {
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
