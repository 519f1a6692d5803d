package dev.leaktriage.recorder;

/** Ends a process in mid-step, with nothing said. */
final class ProcessKilled extends RuntimeException {
    private static final long serialVersionUID = 1L;
}
