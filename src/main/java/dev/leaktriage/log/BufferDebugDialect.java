package dev.leaktriage.log;

import dev.leaktriage.log.RecordKind.Body;
import dev.leaktriage.log.grammar.BufferDebugLexer;
import dev.leaktriage.log.grammar.BufferDebugParser;
import dev.leaktriage.model.EventKind;
import dev.leaktriage.model.LogEvent.Form;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The blocks that TT-Metal writes to its buffer debug log: owners only, with call stacks. */
final class BufferDebugDialect {
    private static final List<String> ANCHORS = List.of("ALLOCATED", "DEALLOCATED", "DESTRUCTOR");

    private static final Map<String, RecordKind> KINDS = Map.of(
            "allocated", new RecordKind(EventKind.ALLOCATED, Form.BLOCK, Body.BLOCK),
            "deallocated", new RecordKind(EventKind.FREED, Form.BLOCK, Body.BLOCK),
            "destructor", new RecordKind(EventKind.NOTE, Form.BLOCK, Body.BLOCK),
            "property", new RecordKind(EventKind.NOTE, Form.BLOCK, Body.NONE),
            "stackIntro", new RecordKind(EventKind.NOTE, Form.BLOCK, Body.FRAMES));

    private BufferDebugDialect() {}

    static Dialect dialect() {
        return new Dialect(
                "buffer-debug",
                BufferDebugLexer::new,
                BufferDebugParser::new,
                (parser, rule) -> rule.equals("record")
                        ? ((BufferDebugParser) parser).record()
                        : ((BufferDebugParser) parser).detail(),
                KINDS,
                ANCHORS,
                List.of(),
                Set.copyOf(ANCHORS),
                Set.of(),
                List.of(),
                List.of("TIME", "DEVICE", "ADDRESS", "SIZE", "TYPE", "POINTER", "OWNS", "HOOKED", "CALL_STACK"));
    }
}
