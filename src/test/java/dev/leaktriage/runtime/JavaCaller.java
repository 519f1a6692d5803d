package dev.leaktriage.runtime;

/** Callers outside the recorder's package. */
public final class JavaCaller {
    private JavaCaller() {}

    public static void call(Runnable body) {
        body.run();
    }

    public static void callFromElsewhere(Runnable body) {
        body.run();
    }
}
