package dev.leaktriage.log;

import dev.leaktriage.log.RecordKind.Body;
import dev.leaktriage.log.grammar.UmpireLexer;
import dev.leaktriage.log.grammar.UmpireParser;
import dev.leaktriage.model.EventKind;
import dev.leaktriage.model.LogEvent.Form;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The replay logs of Umpire, an allocator for hosts and their accelerators. */
final class UmpireDialect {
    private static final Map<String, RecordKind> KINDS = Map.of(
            "allocated", new RecordKind(EventKind.ALLOCATED, Form.ALLOCATOR, Body.NONE),
            "freed", new RecordKind(EventKind.FREED, Form.ALLOCATOR, Body.NONE),
            "reallocating", new RecordKind(EventKind.REALLOCATING, Form.ALLOCATOR, Body.NONE),
            "reallocated", new RecordKind(EventKind.REALLOCATED, Form.ALLOCATOR, Body.NONE),
            "operation", new RecordKind(EventKind.NOTE, Form.ALLOCATOR, Body.NONE));

    private UmpireDialect() {}

    static Dialect dialect() {
        return new Dialect(
                "umpire",
                UmpireLexer::new,
                UmpireParser::new,
                (parser, rule) -> ((UmpireParser) parser).record(),
                KINDS,
                List.of("OPERATION"),
                List.of(),
                Set.of(),
                Set.of(),
                List.of(),
                List.of());
    }
}
