package dev.leaktriage.recorder;

/** A workload or a profile cannot be read, or asks for something that cannot be done. */
public final class WorkloadException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public WorkloadException(String message) {
        super(message);
    }

    public WorkloadException(String message, Throwable cause) {
        super(message, cause);
    }
}
