package dev.leaktriage.model;

import java.util.Objects;

/**
 * One call of a stack: a value, which remembers what its names say once somebody has asked. Thousands of stacks share
 * their frames, and to scan a long C++ name takes longer than all else that is done with a frame.
 */
public final class Frame {
    private final String symbol;
    private final String module;
    /** Empty until it is asked for; threads that ask at once find the same. */
    private FrameNames names;

    /**
     * Makes a frame.
     *
     * @param symbol the function as the log names it, with arguments and template arguments if it has them, demangled
     *     where that was possible; empty if the log has no name for it
     * @param module the library or program the log names, whole path; empty if it names none
     */
    public Frame(String symbol, String module) {
        this.symbol = Objects.requireNonNull(symbol, "symbol");
        this.module = Objects.requireNonNull(module, "module");
    }

    /** The function as the log names it. */
    public String symbol() {
        return symbol;
    }

    /** The library or program the log names. */
    public String module() {
        return module;
    }

    /** What a report shows: the symbol, else the module in brackets. */
    public String display() {
        return symbol.isEmpty() ? "[" + module + "]" : symbol;
    }

    /** As {@link Symbols#functionName}. */
    public String functionName() {
        return names().function();
    }

    /** As {@link Symbols#qualifiedName}. */
    public String qualifiedName() {
        return names().qualified();
    }

    /** True if the function is named by a mangled name. */
    public boolean isMangled() {
        return names().mangled();
    }

    /** Works out what its names say, which makes no difference but in time. */
    public Frame named() {
        names();
        return this;
    }

    FrameNames names() {
        FrameNames known = names;
        if (known == null) {
            known = FrameNames.of(this);
            names = known;
        }
        return known;
    }

    @Override
    public int hashCode() {
        return 31 * symbol.hashCode() + module.hashCode();
    }

    @Override
    public boolean equals(Object other) {
        return this == other
                || other instanceof Frame frame && frame.symbol.equals(symbol) && frame.module.equals(module);
    }

    @Override
    public String toString() {
        return display();
    }
}
