package dev.leaktriage.log;

import dev.leaktriage.model.EventKind;
import dev.leaktriage.model.LogEvent;
import dev.leaktriage.model.Memory;
import dev.leaktriage.model.TestRun;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The events of a text, one line each, for comparison. */
final class EventText {
    private EventText() {}

    static List<String> of(byte[] text) {
        List<String> lines = new ArrayList<>();
        LogReader reader = new LogReader();
        try {
            reader.read(
                    Source.of("text", new ByteArrayInputStream(text)),
                    event -> event.kind == EventKind.MALFORMED || lines.add(describe(event, reader)));
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
        reader.malformations()
                .forEach(malformed -> lines.add(
                        "malformed " + malformed.line() + ":" + malformed.column() + " " + malformed.message()));
        return lines;
    }

    static String describe(LogEvent event, LogReader reader) {
        StringBuilder text = new StringBuilder();
        text.append(event.line).append('+').append(event.lines).append(' ');
        text.append(event.kind.name().toLowerCase(Locale.ROOT));
        number(text, "pid", event.process);
        number(text, "seq", event.sequence);
        number(text, "device", event.device);
        number(text, "mesh", event.mesh);
        if (event.address != LogEvent.UNSTATED) {
            text.append(" at=0x").append(Long.toHexString(event.address));
        }
        number(text, "size", event.sizeBytes);
        if (event.memory != Memory.UNSTATED) {
            text.append(' ').append(event.memory);
        }
        number(text, "page", event.pageBytes);
        number(text, "banks", event.banks);
        number(text, "refs", event.references);
        number(text, "count", event.count);
        number(text, "needed", event.neededPerBankBytes);
        number(text, "bank", event.bankBytes);
        number(text, "allocated", event.allocatedPerBankBytes);
        number(text, "free", event.freePerBankBytes);
        number(text, "largest", event.largestFreeBytes);
        number(text, "limit", event.limitAddress);
        number(text, "host", event.hostPointer);
        number(text, "identity", event.identity);
        if (event.ownership != LogEvent.Ownership.UNSTATED) {
            text.append(' ').append(event.ownership.name().toLowerCase(Locale.ROOT));
        }
        quoted(text, "text", event.text);
        quoted(text, "devices", event.devices);
        quoted(text, "arch", event.arch);
        if (event.outcome != TestRun.Outcome.UNKNOWN) {
            text.append(' ').append(event.outcome.label());
        }
        if (event.stack != 0) {
            text.append(" stack=")
                    .append(reader.stacks().stack(event.stack).frames().stream()
                            .map(frame -> frame.symbol())
                            .toList());
        }
        text.append(event.stackComplete ? "" : " incomplete").append(event.cut ? " cut" : "");
        return text.toString();
    }

    private static void number(StringBuilder text, String name, long value) {
        if (value != LogEvent.UNSTATED) {
            text.append(' ').append(name).append('=').append(value);
        }
    }

    private static void quoted(StringBuilder text, String name, String value) {
        if (!value.isEmpty()) {
            text.append(' ').append(name).append("=\"").append(value).append('"');
        }
    }
}
