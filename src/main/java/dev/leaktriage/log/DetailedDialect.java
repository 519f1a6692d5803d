package dev.leaktriage.log;

import dev.leaktriage.log.RecordKind.Body;
import dev.leaktriage.log.grammar.DetailedLexer;
import dev.leaktriage.log.grammar.DetailedParser;
import dev.leaktriage.model.EventKind;
import dev.leaktriage.model.LogEvent.Form;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The one-line allocation log, and the lines of buffer constructors and destructors. */
final class DetailedDialect {
    private static final Map<String, RecordKind> KINDS = Map.of(
            "allocated", new RecordKind(EventKind.ALLOCATED, Form.BLOCK, Body.NONE),
            "destructor", new RecordKind(EventKind.NOTE, Form.BLOCK, Body.NONE),
            "created", new RecordKind(EventKind.NOTE, Form.BLOCK, Body.NONE));

    private DetailedDialect() {}

    static Dialect dialect() {
        return new Dialect(
                "detailed",
                DetailedLexer::new,
                DetailedParser::new,
                (parser, rule) -> ((DetailedParser) parser).record(),
                KINDS,
                List.of("ALLOC", "DESTRUCTOR", "CREATED"),
                List.of(),
                Set.of("DESTRUCTOR", "CREATED"),
                Set.of(),
                List.of(),
                List.of());
    }
}
