package dev.leaktriage.log;

/** Bytes that were followed and may have ended otherwise than by the writer's will. */
interface Growing {
    /** Why the bytes ended before their end; empty if they did not. */
    String cutBecause();
}
