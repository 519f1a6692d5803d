package dev.leaktriage.log;

import static java.util.Map.entry;

import dev.leaktriage.log.RecordKind.Body;
import dev.leaktriage.log.grammar.ServerLexer;
import dev.leaktriage.log.grammar.ServerParser;
import dev.leaktriage.model.EventKind;
import dev.leaktriage.model.LogEvent.Form;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What the allocation server and its clients print. */
final class ServerDialect {
    /** What nobody but the server writes behind a process; a line that has it and does not parse is damaged. */
    private static final Set<String> STRONG =
            Set.of("ALLOCATED", "FREED", "DEALLOCATION", "INVALID_TYPE", "RESIZED", "DEAD_REMOVING");

    private static final List<String> ANCHORS = List.of(
            "ALLOCATED",
            "FREED",
            "DEALLOCATION",
            "INVALID_TYPE",
            "RESIZED",
            "STARTED",
            "STOPPED",
            "DETECTION",
            "BACKGROUND",
            "STATISTICS",
            "ACTIVE",
            "DEAD_FOUND",
            "DEAD_REMOVING",
            "DEAD_CLEANING",
            "REMOVED_FROM",
            "DUMP",
            "REMAINING_BOX",
            "DOUBLE_FREED_BOX",
            "TOTAL_TRACKED",
            "TOTAL_REMAINING",
            "NONE_REMAINING",
            "HOWEVER_FOUND",
            "SUMMARY_BUFFERS",
            "CB_ALLOC",
            "CB_FREE",
            "KERNEL_LOAD",
            "KERNEL_UNLOAD",
            "KERNEL_BACKTRACE",
            "UNKNOWN_MESSAGE",
            "INVALID_MESSAGE",
            "TOO_MANY_ERRORS",
            "NO_SERVER",
            "L1_PEAK",
            "L1_DROP",
            "L1_SUMMARY");

    private static final Set<String> WEAK =
            ANCHORS.stream().filter(token -> !STRONG.contains(token)).collect(Collectors.toUnmodifiableSet());

    private static final List<String> DETAILS = List.of(
            "DEVICE_LABEL",
            "BUFFERS_LABEL",
            "TOTAL_LABEL",
            "DRAM_LABEL",
            "L1_LABEL",
            "L1_SMALL_LABEL",
            "TRACE_LABEL",
            "SYSTEM_LABEL",
            "LISTENING",
            "PRESS_KEY",
            "LISTED_BUFFER",
            "TWICE_FREED",
            "HISTORY",
            "LAST_EVENTS",
            "TOTAL_ALLOCS",
            "PAST_ALLOC",
            "PAST_FREE",
            "PAST_REUSE");

    private static final Map<String, RecordKind> KINDS = Map.ofEntries(
            entry("allocated", kind(EventKind.ALLOCATED, Body.NONE)),
            entry("freed", kind(EventKind.FREED, Body.NONE)),
            entry("unknownFree", kind(EventKind.FREE_UNKNOWN, Body.NONE)),
            entry("repeatedFree", kind(EventKind.FREE_UNKNOWN, Body.BLOCK)),
            entry("invalidType", kind(EventKind.NOTE, Body.NONE)),
            entry("resized", kind(EventKind.NOTE, Body.NONE)),
            entry("started", kind(EventKind.SERVER_STARTED, Body.BLOCK)),
            entry("stopped", kind(EventKind.SERVER_STOPPED, Body.NONE)),
            entry("detection", kind(EventKind.NOTE, Body.BLOCK)),
            entry("background", kind(EventKind.NOTE, Body.NONE)),
            entry("statistics", kind(EventKind.NOTE, Body.BLOCK)),
            entry("active", kind(EventKind.LIVE_COUNT, Body.NONE)),
            entry("deadFound", kind(EventKind.NOTE, Body.NONE)),
            entry("dead", kind(EventKind.PROCESS_SWEPT, Body.NONE)),
            entry("removed", kind(EventKind.NOTE, Body.NONE)),
            entry("dump", kind(EventKind.NOTE, Body.NONE)),
            entry("remainingBox", kind(EventKind.NOTE, Body.BLOCK)),
            entry("doubleFreedBox", kind(EventKind.NOTE, Body.BLOCK)),
            entry("totalTracked", kind(EventKind.LIVE_COUNT, Body.BLOCK)),
            entry("totalRemaining", kind(EventKind.LIVE_COUNT, Body.NONE)),
            entry("noneRemaining", kind(EventKind.NOTE, Body.NONE)),
            entry("doubleFreed", kind(EventKind.NOTE, Body.NONE)),
            entry("summary", kind(EventKind.NOTE, Body.NONE)),
            entry("circularBuffer", kind(EventKind.NOTE, Body.NONE)),
            entry("kernel", kind(EventKind.NOTE, Body.NONE)),
            entry("kernelBacktrace", kind(EventKind.NOTE, Body.FRAMES)),
            entry("protocolError", kind(EventKind.NOTE, Body.NONE)),
            entry("noServer", kind(EventKind.NOTE, Body.NONE)),
            entry("l1Peak", kind(EventKind.NOTE, Body.NONE)),
            entry("l1Drop", kind(EventKind.NOTE, Body.NONE)),
            entry("l1Summary", kind(EventKind.NOTE, Body.BLOCK)),
            entry("deviceLine", kind(EventKind.NOTE, Body.NONE)),
            entry("amountLine", kind(EventKind.NOTE, Body.NONE)),
            entry("listening", kind(EventKind.NOTE, Body.NONE)),
            entry("pressKey", kind(EventKind.NOTE, Body.NONE)),
            entry("listedBuffer", kind(EventKind.NOTE, Body.NONE)),
            entry("twiceFreed", kind(EventKind.NOTE, Body.NONE)),
            entry("history", kind(EventKind.NOTE, Body.NONE)),
            entry("past", kind(EventKind.NOTE, Body.NONE)));

    private ServerDialect() {}

    static Dialect dialect() {
        return new Dialect(
                "server",
                ServerLexer::new,
                ServerParser::new,
                (parser, rule) ->
                        rule.equals("record") ? ((ServerParser) parser).record() : ((ServerParser) parser).detail(),
                KINDS,
                ANCHORS,
                List.of("PID ", "Device ", "Removed "),
                WEAK,
                Set.of(),
                List.of(),
                DETAILS);
    }

    private static RecordKind kind(EventKind event, Body body) {
        return new RecordKind(event, Form.SERVER, body);
    }
}
