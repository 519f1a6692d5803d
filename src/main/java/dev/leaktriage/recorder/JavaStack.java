package dev.leaktriage.recorder;

import dev.leaktriage.model.CallStack;
import dev.leaktriage.model.Frame;
import java.util.List;
import java.util.stream.Stream;

/** The call stack of the Java program that records itself. */
public final class JavaStack {
    private static final StackWalker WALKER = StackWalker.getInstance();
    private static final String OWN_PACKAGE = JavaStack.class.getPackageName() + ".";

    private JavaStack() {}

    /**
     * The calls of the current thread, leaf first, without those of this package.
     *
     * @param maxFrames how many of them at most
     */
    public static CallStack capture(int maxFrames) {
        List<Frame> frames = WALKER.walk(calls -> frames(calls, maxFrames));
        return new CallStack(frames, true);
    }

    private static List<Frame> frames(Stream<StackWalker.StackFrame> calls, int maxFrames) {
        return calls.dropWhile(call -> call.getClassName().startsWith(OWN_PACKAGE))
                .limit(maxFrames)
                .map(JavaStack::frame)
                .toList();
    }

    private static Frame frame(StackWalker.StackFrame call) {
        String symbol = call.getClassName() + "." + call.getMethodName() + "(" + call.getFileName() + ":"
                + call.getLineNumber() + ")";
        return new Frame(symbol, "");
    }
}
