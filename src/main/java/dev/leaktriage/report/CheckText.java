package dev.leaktriage.report;

import dev.leaktriage.model.FindingId;

/** What each check looks for, in a sentence. */
final class CheckText {
    private CheckText() {}

    /** The sentence for {@link Problem#check()}. */
    static String of(String check) {
        if (check.startsWith(Problems.LEAK)) {
            return "A buffer that nothing will free, by the rule " + check.substring(Problems.LEAK.length()) + ".";
        }
        return switch (check) {
            case Problems.BUDGET -> "A budget that the run exceeds, or that it cannot answer.";
            case Problems.UNRESOLVED -> "Live buffers that cannot be judged, since the log ends early.";
            default -> of(FindingId.ofLabel(check).orElseThrow());
        };
    }

    /** Where the documentation says more. */
    static String help(String check) {
        boolean rule = check.startsWith(Problems.LEAK) || check.equals(Problems.UNRESOLVED);
        boolean policy = check.equals(Problems.BUDGET) || check.startsWith("suppression-");
        return "See docs/" + (rule ? "rules.md" : policy ? "gates.md" : "report-json.md") + " of leaktriage; '"
                + "leaktriage explain LOG ADDRESS' tells the life of one buffer.";
    }

    private static String of(FindingId id) {
        return switch (id) {
            case LEAK -> "A buffer that nothing will free.";
            case SUPPRESSED_LEAK -> "A leak that a suppression accepts.";
            case OUT_OF_MEMORY -> "An allocation for which there was no memory.";
            case DOUBLE_FREE -> "A free of memory that had been freed before.";
            case LOG_DAMAGED -> "A log that has lost events: no number of the run is certain.";
            case CACHE_GROWTH -> "An operation whose cached programs grow in number: its cache key never hits.";
            case RETAINED_BY_CACHE -> "Tensors that were freed only when the program cache was cleared.";
            case ASYMMETRIC_DEVICES -> "A mesh allocation that was freed on some of its devices only.";
            case DANGLING_VIEW -> "A view of memory whose owner has been freed.";
            case LOST_FREE -> "Memory that was handed out again although no free of its earlier owner was logged.";
            case SIZE_MISMATCH -> "A free whose size fits no buffer at its address.";
            case SUPPRESSION_EXPIRED -> "A suppression whose last day is over: it hides nothing.";
            case SUPPRESSION_EXCEEDED -> "A suppression that matches more than it may: it hides nothing.";
            case SUPPRESSION_TOO_BROAD -> "A suppression that matches more than one known thing.";
            case SUPPRESSION_UNUSED -> "A suppression that hides nothing.";
            case FREE_WITHOUT_ALLOCATION -> "A free of memory of which no allocation was logged.";
            case MALFORMED_RECORD -> "A line that begins like a record and does not parse.";
            case DEEP_STACK -> "A call stack with more frames than are read.";
            case MEMORY_DIFFERS -> "Figures of the allocator that the events of the log do not make.";
        };
    }
}
