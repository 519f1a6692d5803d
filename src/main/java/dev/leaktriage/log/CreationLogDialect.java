package dev.leaktriage.log;

import dev.leaktriage.log.RecordKind.Body;
import dev.leaktriage.log.grammar.CreationLogLexer;
import dev.leaktriage.log.grammar.CreationLogParser;
import dev.leaktriage.model.EventKind;
import dev.leaktriage.model.LogEvent.Form;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The log of buffers that were made at a given address: mirrors and views, without frees and stacks. */
final class CreationLogDialect {
    private static final Map<String, RecordKind> KINDS = Map.of(
            "created", new RecordKind(EventKind.ALLOCATED, Form.BLOCK, Body.BLOCK),
            "property", new RecordKind(EventKind.NOTE, Form.BLOCK, Body.NONE));

    private CreationLogDialect() {}

    static Dialect dialect() {
        return new Dialect(
                "creation-log",
                CreationLogLexer::new,
                CreationLogParser::new,
                (parser, rule) -> rule.equals("record")
                        ? ((CreationLogParser) parser).record()
                        : ((CreationLogParser) parser).detail(),
                KINDS,
                List.of("CREATED"),
                List.of(),
                Set.of(),
                Set.of(),
                List.of(),
                List.of("TIME", "DEVICE", "ADDRESS", "SIZE", "TYPE", "POINTER"));
    }
}
