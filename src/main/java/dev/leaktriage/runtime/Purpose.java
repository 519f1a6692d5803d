package dev.leaktriage.runtime;

/** What a buffer was made for. */
public enum Purpose {
    TENSOR,
    KERNEL_BINARY,
    COMMAND_QUEUE,
    DISPATCH,
    FABRIC,
    COMMAND_TRACE,
    CIRCULAR_BUFFER;

    /** True for what a device needs to run at all, from its opening to its closing. */
    public boolean system() {
        return this == COMMAND_QUEUE || this == DISPATCH || this == FABRIC;
    }
}
