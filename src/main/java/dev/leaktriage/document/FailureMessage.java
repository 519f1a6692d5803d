package dev.leaktriage.document;

import dev.leaktriage.log.LogReader;
import dev.leaktriage.log.Source;
import dev.leaktriage.model.EventKind;
import dev.leaktriage.model.LogEvent;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** What a document quotes of an error, read as the lines that the runtime prints. */
final class FailureMessage {
    private FailureMessage() {}

    /**
     * Makes the event a failed allocation, with what the message states of it, if the message is of one.
     *
     * @param event an event of the document, which otherwise stays as it is
     * @throws IOException if the message is above the limits of a text
     */
    static void fill(LogEvent event, String message) throws IOException {
        byte[] text = message.getBytes(StandardCharsets.UTF_8);
        new LogReader().read(Source.of("message", new ByteArrayInputStream(text)), told -> {
            if (told.kind != EventKind.OUT_OF_MEMORY) {
                return true;
            }
            event.kind = told.kind;
            event.memory = told.memory;
            event.sizeBytes = told.sizeBytes;
            event.banks = told.banks;
            event.address = told.address;
            event.neededPerBankBytes = told.neededPerBankBytes;
            event.bankBytes = told.bankBytes;
            event.allocatedPerBankBytes = told.allocatedPerBankBytes;
            event.freePerBankBytes = told.freePerBankBytes;
            event.largestFreeBytes = told.largestFreeBytes;
            event.limitAddress = told.limitAddress;
            return false;
        });
    }
}
