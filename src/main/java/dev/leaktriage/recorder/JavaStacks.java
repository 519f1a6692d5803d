package dev.leaktriage.recorder;

import dev.leaktriage.model.CallStack;
import dev.leaktriage.model.Frame;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The call stacks of the Java program that records itself; stacks that come again are the same object.
 *
 * <p>To name a line of code is dear, to name a place in the byte code is not: lines are looked up once for each
 * place. What is kept grows with the number of different stacks.
 */
final class JavaStacks {
    /** Newer runtimes tell a method's descriptor only to a walker that may hold on to its class. */
    private static final StackWalker WALKER = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

    private static final String OWN_PACKAGE = JavaStacks.class.getPackageName() + ".";

    /** A place in the byte code from which something was called. */
    private record Call(String className, String method, String descriptor, int byteCodeIndex) {
        static Call of(StackWalker.StackFrame frame) {
            return new Call(
                    frame.getClassName(), frame.getMethodName(), frame.getDescriptor(), frame.getByteCodeIndex());
        }
    }

    /** The stacks that begin with the same calls, leaf first. */
    private static final class Node {
        private final Map<Call, Node> callers = new ConcurrentHashMap<>();
        private final CallStack stack;

        Node(CallStack stack) {
            this.stack = stack;
        }

        Node caller(StackWalker.StackFrame frame) {
            Call call = Call.of(frame);
            Node known = callers.get(call);
            return known != null ? known : callers.computeIfAbsent(call, unused -> new Node(with(frame)));
        }

        private CallStack with(StackWalker.StackFrame frame) {
            String symbol = frame.getClassName() + "." + frame.getMethodName() + "(" + frame.getFileName() + ":"
                    + frame.getLineNumber() + ")";
            List<Frame> frames = new ArrayList<>(stack.frames());
            frames.add(new Frame(symbol, ""));
            return new CallStack(frames, true);
        }
    }

    private final Node leaf = new Node(CallStack.NONE);

    /**
     * The calls of the current thread, leaf first, without those of this package.
     *
     * @param maxFrames how many of them at most
     */
    CallStack capture(int maxFrames) {
        Node[] reached = {leaf};
        return WALKER.walk(calls -> {
            calls.dropWhile(call -> call.getClassName().startsWith(OWN_PACKAGE))
                    .limit(maxFrames)
                    .forEachOrdered(call -> reached[0] = reached[0].caller(call));
            return reached[0].stack;
        });
    }
}
