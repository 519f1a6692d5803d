package dev.leaktriage.runtime;

/** How much of a call stack is told. */
public enum StackStyle {
    /** Abbreviated names, helpers left out: three or four readable lines. */
    SHORT,
    /** Every frame with its C++ arguments and template arguments. */
    FULL,
    /** No stack at all. */
    NONE
}
