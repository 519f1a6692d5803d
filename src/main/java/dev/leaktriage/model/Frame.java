package dev.leaktriage.model;

/**
 * One call of a stack.
 *
 * @param symbol the function as the log names it, with arguments and template arguments if it has them,
 *     demangled where that was possible; empty if the log has no name for it
 * @param module the library or program the log names, whole path; empty if it names none
 */
public record Frame(String symbol, String module) {
    /** What a report shows: the symbol, else the module in brackets. */
    public String display() {
        return symbol.isEmpty() ? "[" + module + "]" : symbol;
    }
}
