package dev.leaktriage.cli;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/** Lets a command that goes on until it is interrupted end in an orderly way. */
@FunctionalInterface
interface Interrupts {
    /** Calls {@code stop}, on another thread, when the user wants the program to end; the next time it ends at once. */
    void callAtFirst(Runnable stop);

    /** Ctrl-C and requests to terminate; where the JVM hands no signals on, they end the program as ever. */
    static void ofProcess(Runnable stop) {
        try {
            for (String name : List.of("INT", "TERM")) {
                handle(name, stop);
            }
        } catch (ReflectiveOperationException withoutSignals) {
            return;
        }
    }

    /**
     * The class is called by name: it is the JDK's only way to a signal that does not begin to shut the program down,
     * and a warning of the compiler that cannot be silenced stands on it.
     */
    private static void handle(String name, Runnable stop) throws ReflectiveOperationException {
        Class<?> signalType = Class.forName("sun.misc.Signal");
        Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
        Method handle = signalType.getMethod("handle", signalType, handlerType);
        Object signal = signalType.getConstructor(String.class).newInstance(name);
        AtomicReference<Object> usual = new AtomicReference<>();
        Object first = Proxy.newProxyInstance(
                Interrupts.class.getClassLoader(), new Class<?>[] {handlerType}, (proxy, method, arguments) -> {
                    if (method.getName().equals("handle")) {
                        handle.invoke(null, signal, usual.get());
                        stop.run();
                    }
                    return null;
                });
        usual.set(handle.invoke(null, signal, first));
    }
}
