package dev.leaktriage.log;

import static java.util.Map.entry;

import dev.leaktriage.log.RecordKind.Body;
import dev.leaktriage.log.grammar.HeaptrackLexer;
import dev.leaktriage.log.grammar.HeaptrackParser;
import dev.leaktriage.model.EventKind;
import dev.leaktriage.model.LogEvent.Form;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Recordings of heaptrack, interpreted, of the file versions 1 to 3.
 *
 * <p>Every line is a record and most begin with a single letter, so there are no anchors: a text is of this dialect
 * as a whole or not at all, which its first line decides.
 */
final class HeaptrackDialect {
    /** What the first line of a recording begins with. */
    static final String OPENING = "v ";

    private static final Map<String, RecordKind> KINDS = Map.ofEntries(
            entry("version", kind(EventKind.RECORDING_STARTED)),
            entry("command", kind(EventKind.NOTE)),
            entry("system", kind(EventKind.NOTE)),
            entry("attached", kind(EventKind.NOTE)),
            entry("suppression", kind(EventKind.NOTE)),
            entry("string", kind(EventKind.NOTE)),
            entry("sizedString", kind(EventKind.NOTE)),
            entry("pointer", kind(EventKind.NOTE)),
            entry("trace", kind(EventKind.NOTE)),
            entry("kind", kind(EventKind.KIND_DEFINED)),
            entry("allocated", kind(EventKind.ALLOCATED)),
            entry("freed", kind(EventKind.FREED)),
            entry("time", kind(EventKind.NOTE)),
            entry("resident", kind(EventKind.NOTE)),
            entry("raw", kind(EventKind.NOTE)),
            entry("stringTotal", kind(EventKind.NOTE)),
            entry("pointerTotal", kind(EventKind.RECORDING_WHOLE)),
            entry("comment", kind(EventKind.NOTE)),
            entry("blank", kind(EventKind.NOTE)));

    private HeaptrackDialect() {}

    static Dialect dialect() {
        return new Dialect(
                "heaptrack",
                HeaptrackLexer::new,
                HeaptrackParser::new,
                (parser, rule) -> {
                    HeaptrackParser recording = (HeaptrackParser) parser;
                    return rule.equals("sizedRecord") ? recording.sizedRecord() : recording.record();
                },
                KINDS,
                List.of(),
                List.of(),
                Set.of(),
                Set.of(),
                List.of(),
                List.of());
    }

    private static RecordKind kind(EventKind event) {
        return new RecordKind(event, Form.COUNTED, Body.NONE);
    }
}
