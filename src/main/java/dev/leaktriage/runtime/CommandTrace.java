package dev.leaktriage.runtime;

/** The commands of a captured stretch of work, in a buffer on the device; replaying them allocates nothing. */
public final class CommandTrace {
    private final MeshBuffer buffer;
    private final int commands;

    CommandTrace(MeshBuffer buffer, int commands) {
        this.buffer = buffer;
        this.commands = commands;
    }

    public MeshBuffer buffer() {
        return buffer;
    }

    /** How many launches were captured. */
    public int commands() {
        return commands;
    }

    /** Gives the commands' memory back. */
    public void release() {
        buffer.release();
    }
}
