package dev.leaktriage.cli;

/** What the exit code of the program means; scripts rely on the numbers. */
enum ExitCode {
    DONE(0),
    /** An input could not be read, or the program failed. */
    FAILED(1),
    USAGE(2),
    /** A gate that was asked for did not hold. */
    GATE(3),
    /** The log is too damaged to judge, and an intact one was required. */
    DAMAGED(4);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }
}
