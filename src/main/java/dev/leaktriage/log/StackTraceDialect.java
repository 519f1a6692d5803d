package dev.leaktriage.log;

import dev.leaktriage.log.RecordKind.Body;
import dev.leaktriage.log.grammar.StackTraceLexer;
import dev.leaktriage.log.grammar.StackTraceParser;
import dev.leaktriage.model.EventKind;
import dev.leaktriage.model.LogEvent.Form;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The log of allocation stack traces that the demonstration client writes. */
final class StackTraceDialect {
    private static final Map<String, RecordKind> KINDS = Map.of(
            "title", new RecordKind(EventKind.RECORDING_STARTED, Form.BLOCK, Body.BLOCK),
            "allocation", new RecordKind(EventKind.ALLOCATED, Form.BLOCK, Body.BLOCK),
            "deallocation", new RecordKind(EventKind.FREED, Form.BLOCK, Body.BLOCK),
            "property", new RecordKind(EventKind.NOTE, Form.BLOCK, Body.NONE),
            "stackIntro", new RecordKind(EventKind.NOTE, Form.BLOCK, Body.FRAMES));

    private StackTraceDialect() {}

    static Dialect dialect() {
        return new Dialect(
                "stack-trace",
                StackTraceLexer::new,
                StackTraceParser::new,
                (parser, rule) -> rule.equals("record")
                        ? ((StackTraceParser) parser).record()
                        : ((StackTraceParser) parser).detail(),
                KINDS,
                List.of("TITLE", "ALLOCATION", "DEALLOCATION"),
                List.of(),
                Set.of("ALLOCATION", "DEALLOCATION"),
                Set.of(),
                List.of(),
                List.of("PID", "TIME", "DEVICE", "TYPE", "SIZE", "ADDRESS", "STACK_TRACE"));
    }
}
