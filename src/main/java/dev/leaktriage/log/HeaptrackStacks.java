package dev.leaktriage.log;

import dev.leaktriage.model.CallStack;
import dev.leaktriage.model.Frame;
import dev.leaktriage.model.Stacks;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * The call stacks of recordings, as their lines define them: strings, pointers that name functions, and traces that
 * lead from a pointer to its caller.
 *
 * <p>Within a recording the numbers of all three begin at 1; those of several recordings of one run are kept apart.
 * The number of a stack is that of its trace.
 */
final class HeaptrackStacks implements Stacks {
    /** Functions that allocate for whoever calls them; heaptrack leaves them out too. */
    private static final Set<String> ALLOCATORS = Set.of(
            "operator new(unsigned long)",
            "operator new[](unsigned long)",
            "operator new(unsigned int)",
            "operator new[](unsigned int)");

    private static final int NONE = 0;
    private static final String UNRESOLVED = "(unresolved)";

    private final List<String> strings = new ArrayList<>(List.of(""));
    private final List<Pointer> pointers = new ArrayList<>();
    private int[] pointerOf = new int[1024];
    private int[] parentOf = new int[1024];
    private int traces = 1;
    private int firstString = 1;
    private int firstPointer = 1;
    private int firstTrace = 1;
    private long stringBytes;

    /** An instruction: the calls that it belongs to, the innermost first. */
    private static final class Pointer {
        private static final Pointer UNKNOWN = new Pointer(List.of(), false);

        private final List<Frame> frames;
        private final boolean allocator;

        Pointer(List<Frame> frames, boolean allocator) {
            this.frames = frames;
            this.allocator = allocator;
        }
    }

    HeaptrackStacks() {
        pointers.add(Pointer.UNKNOWN);
    }

    /** Begins a recording, whose numbers begin anew. */
    void begin() {
        firstString = strings.size();
        firstPointer = pointers.size();
        firstTrace = traces;
    }

    /** How many strings the recording has so far; likewise the next two. */
    int strings() {
        return strings.size() - firstString;
    }

    int pointers() {
        return pointers.size() - firstPointer;
    }

    int traces() {
        return traces - firstTrace;
    }

    /** How many bytes the strings of all recordings have. */
    long stringBytes() {
        return stringBytes;
    }

    void string(String text) {
        strings.add(text);
        stringBytes += text.length();
    }

    /**
     * Adds a pointer.
     *
     * @param module number of a string; 0 for none, as everywhere
     * @param calls function, file and line of each call, the innermost first; what is missing at the end is 0
     */
    void pointer(int module, int[] calls) {
        List<Frame> frames = new ArrayList<>();
        for (int call = 0; call < calls.length; call += 3) {
            frames.add(frame(text(module), text(calls[call]), text(calls[call + 1]), calls[call + 2]));
        }
        if (frames.isEmpty()) {
            frames.add(frame(text(module), "", "", 0));
        }
        pointers.add(new Pointer(List.copyOf(frames), calls.length > 0 && ALLOCATORS.contains(text(calls[0]))));
    }

    private static Frame frame(String module, String function, String file, int line) {
        if (function.isEmpty()) {
            return new Frame(module.isEmpty() ? UNRESOLVED : "", module);
        }
        boolean placed = !file.isEmpty() && line > 0;
        return new Frame(placed ? function + " at " + file + ":" + line : function, module);
    }

    private String text(int string) {
        return string == NONE ? "" : strings.get(firstString + string - 1);
    }

    /**
     * Adds a trace.
     *
     * @param pointer number of a pointer
     * @param parent number of its caller's trace
     */
    void trace(int pointer, int parent) {
        if (traces == pointerOf.length) {
            pointerOf = Arrays.copyOf(pointerOf, traces * 2);
            parentOf = Arrays.copyOf(parentOf, traces * 2);
        }
        int ofPointer = pointer == NONE ? NONE : firstPointer + pointer - 1;
        int ofParent = stackOf(parent);
        while (pointers.get(ofPointer).allocator) {
            ofPointer = pointerOf[ofParent];
            ofParent = parentOf[ofParent];
        }
        pointerOf[traces] = ofPointer;
        parentOf[traces++] = ofParent;
    }

    /** The number, among all recordings, of a trace of this one. */
    int stackOf(int trace) {
        return trace == NONE ? NO_STACK : firstTrace + trace - 1;
    }

    @Override
    public CallStack stack(int stack) {
        List<Frame> frames = new ArrayList<>();
        for (int trace = stack; trace != NONE; trace = parentOf[trace]) {
            frames.addAll(pointers.get(pointerOf[trace]).frames);
        }
        return frames.isEmpty() ? CallStack.NONE : new CallStack(frames, true);
    }
}
