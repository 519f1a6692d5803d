package dev.leaktriage.runtime;

import java.util.ArrayList;
import java.util.List;

/** A fatal error of the runtime, after which the process that caused it cannot go on. */
public final class FatalException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private static final List<String> ALLOCATOR_BACKTRACE = List.of(
            "backtrace:",
            " --- tt::tt_metal::BankManager::allocate_buffer(unsigned long, unsigned long, bool, "
                    + "tt::tt_metal::CoreRangeSet const&, std::optional<unsigned int>)",
            " --- tt::tt_metal::AllocatorImpl::allocate_buffer(tt::tt_metal::Buffer*)",
            " --- tt::tt_metal::Buffer::allocate_impl()");

    private final String location;
    private final String condition;
    private final String reason;

    /**
     * @param location the source line that gave up, as {@code path:line}
     * @param condition the check that failed, as the source writes it
     * @param reason what the error says
     */
    public FatalException(String location, String condition, String reason) {
        super(reason);
        this.location = location;
        this.condition = condition;
        this.reason = reason;
    }

    /** True if the allocator had no block for a buffer. */
    public boolean outOfMemory() {
        return reason.startsWith("Out of Memory:");
    }

    /** What a process prints when nobody catches the error. */
    public List<String> lastWords() {
        List<String> lines = new ArrayList<>(List.of(
                "2026-05-14 01:00:31.755 | critical |          Always | TT_FATAL: " + reason + " (assert.hpp:104)",
                "terminate called after throwing an instance of 'std::runtime_error'",
                "  what():  TT_FATAL @ " + location + ": " + condition,
                "info:",
                reason));
        if (outOfMemory()) {
            lines.addAll(ALLOCATOR_BACKTRACE);
        }
        lines.add("Aborted (core dumped)");
        return lines;
    }
}
