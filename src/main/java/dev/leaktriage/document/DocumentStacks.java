package dev.leaktriage.document;

import dev.leaktriage.model.CallStack;
import dev.leaktriage.model.Frame;
import dev.leaktriage.model.Stacks;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The distinct chains of calls in documents: a trie that grows from the root, since documents open calls in order. */
final class DocumentStacks implements Stacks {
    /** Above what a log reader can number: its text would have to have as many distinct lines. */
    static final int FIRST = 1 << 30;

    private final Map<Call, Integer> numbers = new HashMap<>();
    private final List<Call> calls = new ArrayList<>();
    private long bytes;

    private record Call(int caller, String function) {}

    /** The stack of a function that another stack calls. */
    int called(int caller, String function) {
        return numbers.computeIfAbsent(new Call(caller, function), this::number);
    }

    private int number(Call call) {
        calls.add(call);
        bytes += call.function.length();
        return FIRST + calls.size() - 1;
    }

    /** How many distinct calls there are. */
    int calls() {
        return calls.size();
    }

    /** How many characters their names have. */
    long bytes() {
        return bytes;
    }

    @Override
    public CallStack stack(int stack) {
        List<Frame> frames = new ArrayList<>();
        for (int number = stack; number >= FIRST; number = calls.get(number - FIRST).caller) {
            frames.add(new Frame(calls.get(number - FIRST).function, ""));
        }
        return frames.isEmpty() ? CallStack.NONE : new CallStack(frames, true);
    }
}
