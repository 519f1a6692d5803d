package dev.leaktriage.policy;

/** A line that is no budget; the message is one clause of plain English. */
final class BrokenBudget extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int column;

    /**
     * Says what is wrong.
     *
     * @param column 1-based
     */
    BrokenBudget(int column, String message) {
        super(message);
        this.column = column;
    }

    int column() {
        return column;
    }
}
