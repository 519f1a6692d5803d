package dev.leaktriage.log;

import static java.util.Map.entry;

import dev.leaktriage.log.RecordKind.Body;
import dev.leaktriage.log.grammar.RuntimeLexer;
import dev.leaktriage.log.grammar.RuntimeParser;
import dev.leaktriage.model.EventKind;
import dev.leaktriage.model.LogEvent.Form;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What mainline TT-Metal, the C++ runtime and the operating system print about a process's life and memory. */
final class RuntimeDialect {
    private static final Set<String> STRONG = Set.of("NOT_ENOUGH_SPACE", "BELOW_LIMIT");

    private static final List<String> ANCHORS = List.of(
            "CLOSING_MESH",
            "CLOSING_DEVICE",
            "INITIALIZING",
            "ENABLING_CACHE",
            "CLEARING_CACHE",
            "DISABLING_CACHE",
            "NOT_ENOUGH_SPACE",
            "BELOW_LIMIT",
            "FATAL_AT",
            "THROW_AT",
            "ASSERT_AT",
            "STATIC_BUFFERS",
            "GLOBAL_BUFFER",
            "DEVICE_OPERATION",
            "MISS_OCCURRED",
            "TERMINATE",
            "TERMINATE_BARE",
            "TERMINATING",
            "SIGNAL_RECEIVED",
            "SIGNAL_SEGV",
            "SIGNAL_ABORT",
            "SIGNAL_BUS",
            "DUMPED_SEGV",
            "DUMPED_ABORT",
            "DUMPED_BUS",
            "KILLED_BY_SHELL",
            "KILLED_PROCESS",
            "PYTHON_FATAL",
            "DIED_WITH",
            "PYTHON_TRACE",
            "JOB_FAILED",
            "JOB_CANCELED",
            "UNSAFE",
            "DRAM_VIEW",
            "L1_VIEW",
            "L1_SMALL_VIEW",
            "SMALL_L1_VIEW",
            "TRACE_VIEW",
            "SHM_TRACKING",
            "SHM_PROVIDER",
            "CACHE_ENTRIES",
            "BACKTRACE");

    private static final Map<String, RecordKind> KINDS = Map.ofEntries(
            entry("closingMesh", kind(EventKind.DEVICE_CLOSING, Body.NONE)),
            entry("closingDevice", kind(EventKind.DEVICE_CLOSING, Body.NONE)),
            entry("initializing", kind(EventKind.NOTE, Body.NONE)),
            entry("cacheEnabled", kind(EventKind.NOTE, Body.NONE)),
            entry("cacheClearing", kind(EventKind.CACHE_CLEARING, Body.NONE)),
            entry("outOfMemory", kind(EventKind.OUT_OF_MEMORY, Body.BLOCK)),
            entry("fatal", kind(EventKind.EXCEPTION, Body.BLOCK)),
            entry("clash", kind(EventKind.OUT_OF_MEMORY, Body.BLOCK)),
            entry("tooMuch", kind(EventKind.OUT_OF_MEMORY, Body.BLOCK)),
            entry("memoryFatal", kind(EventKind.EXCEPTION, Body.BLOCK)),
            entry("died", kind(EventKind.PROCESS_DIED, Body.NONE)),
            entry("failed", kind(EventKind.EXCEPTION, Body.NONE)),
            entry("signalled", kind(EventKind.PROCESS_DIED, Body.NONE)),
            entry("killed", kind(EventKind.PROCESS_DIED, Body.NONE)),
            entry("memoryView", kind(EventKind.MEMORY_STATE, Body.NONE)),
            entry("volume", kind(EventKind.ALLOCATION_COUNTED, Body.NONE)),
            entry("remark", kind(EventKind.NOTE, Body.NONE)),
            entry("orphanBacktrace", kind(EventKind.NOTE, Body.DASHED_FRAMES)),
            entry("messageIntro", kind(EventKind.NOTE, Body.MESSAGE)),
            entry("stackIntro", kind(EventKind.NOTE, Body.DASHED_FRAMES)));

    private RuntimeDialect() {}

    static Dialect dialect() {
        return new Dialect(
                "runtime",
                RuntimeLexer::new,
                RuntimeParser::new,
                (parser, rule) ->
                        rule.equals("record") ? ((RuntimeParser) parser).record() : ((RuntimeParser) parser).detail(),
                KINDS,
                ANCHORS,
                List.of(),
                ANCHORS.stream().filter(token -> !STRONG.contains(token)).collect(Collectors.toUnmodifiableSet()),
                Set.of("NOT_ENOUGH_SPACE", "BELOW_LIMIT", "STATIC_BUFFERS"),
                List.of("DEBUG: "),
                List.of("MESSAGE_INTRO", "BACKTRACE"));
    }

    private static RecordKind kind(EventKind event, Body body) {
        return new RecordKind(event, Form.RUNTIME, body);
    }
}
