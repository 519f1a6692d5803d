package dev.leaktriage.log;

import static java.util.Map.entry;

import dev.leaktriage.log.RecordKind.Body;
import dev.leaktriage.log.grammar.TrackerLexer;
import dev.leaktriage.log.grammar.TrackerParser;
import dev.leaktriage.model.EventKind;
import dev.leaktriage.model.LogEvent.Form;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The tracker format, which our recorder writes. */
final class TrackerDialect {
    private TrackerDialect() {}

    static Dialect dialect() {
        return new Dialect(
                "tracker",
                TrackerLexer::new,
                TrackerParser::new,
                (parser, rule) -> ((TrackerParser) parser).record(),
                KINDS,
                List.of(
                        "TRACKING",
                        "UNTRACKING",
                        "OPENING",
                        "OPENED",
                        "CLOSING",
                        "CLOSED",
                        "CLEARING",
                        "CLEARED",
                        "CHECKPOINT",
                        "ENDED"),
                List.of(),
                Set.of(),
                List.of());
    }

    private static final Map<String, RecordKind> KINDS = Map.ofEntries(
            entry("tracking", new RecordKind(EventKind.ALLOCATED, Form.TRACKER, Body.NUMBERED_STACK)),
            entry("untracking", new RecordKind(EventKind.FREED, Form.TRACKER, Body.NUMBERED_STACK)),
            entry("opening", new RecordKind(EventKind.DEVICE_OPENING, Form.TRACKER, Body.NONE)),
            entry("opened", new RecordKind(EventKind.DEVICE_OPENED, Form.TRACKER, Body.NONE)),
            entry("closing", new RecordKind(EventKind.DEVICE_CLOSING, Form.TRACKER, Body.NONE)),
            entry("closed", new RecordKind(EventKind.DEVICE_CLOSED, Form.TRACKER, Body.NONE)),
            entry("clearing", new RecordKind(EventKind.CACHE_CLEARING, Form.TRACKER, Body.NONE)),
            entry("cleared", new RecordKind(EventKind.CACHE_CLEARED, Form.TRACKER, Body.NONE)),
            entry("checkpoint", new RecordKind(EventKind.CHECKPOINT, Form.TRACKER, Body.NONE)),
            entry("ended", new RecordKind(EventKind.RECORDING_ENDED, Form.TRACKER, Body.NONE)));
}
