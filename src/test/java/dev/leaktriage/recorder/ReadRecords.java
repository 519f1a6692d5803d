package dev.leaktriage.recorder;

import dev.leaktriage.log.LogReader;
import dev.leaktriage.log.Source;
import dev.leaktriage.model.EventKind;
import dev.leaktriage.model.Frame;
import dev.leaktriage.model.LogEvent;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** What the program reads in a log: each record with all that it says, without those that change nothing. */
final class ReadRecords {
    private ReadRecords() {}

    static List<String> of(byte[] log) {
        LogReader reader = new LogReader();
        List<String> records = new ArrayList<>();
        try {
            reader.read(Source.of("log", new ByteArrayInputStream(log)), event -> {
                if (event.kind != EventKind.NOTE) {
                    records.add(text(event, reader));
                }
                return true;
            });
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        reader.malformations().forEach(malformed -> records.add(malformed.toString()));
        return records;
    }

    private static String text(LogEvent event, LogReader reader) {
        List<String> frames = reader.stacks().stack(event.stack).frames().stream()
                .map(Frame::display)
                .toList();
        return event.kind + " pid=" + event.process + " seq=" + event.sequence + " device=" + event.device + " mesh="
                + event.mesh + " memory=" + event.memory + " address=" + event.address + " size=" + event.sizeBytes
                + " page=" + event.pageBytes + " banks=" + event.banks + " references=" + event.references + " count="
                + event.count + " pointer=" + event.hostPointer + " needed=" + event.neededPerBankBytes + " largest="
                + event.largestFreeBytes + " text=" + event.text + " devices=" + event.devices
                + " complete=" + event.stackComplete + " stack=" + frames;
    }
}
