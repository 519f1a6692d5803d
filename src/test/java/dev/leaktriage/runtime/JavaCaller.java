package dev.leaktriage.runtime;

/** A caller outside the recorder's package. */
public final class JavaCaller {
    private JavaCaller() {}

    public static void call(Runnable body) {
        body.run();
    }
}
