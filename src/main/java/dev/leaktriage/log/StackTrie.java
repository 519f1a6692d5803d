package dev.leaktriage.log;

import dev.leaktriage.model.CallStack;
import dev.leaktriage.model.Frame;
import dev.leaktriage.model.Stacks;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.zip.CRC32;

/**
 * The distinct call stacks of a run: a trie of frame lines, leaf frame first, whose node numbers are the stack
 * numbers.
 *
 * <p>Every node remembers the child that came last, so that a stack that comes again is compared block by
 * block and neither hashed nor split. Memory grows with distinct stacks only.
 */
final class StackTrie implements Stacks {
    private byte[] arena = new byte[1 << 16];
    private int arenaEnd;
    private int nodes = 1;
    private int[] parents = new int[1024];
    private int[] offsets = new int[1024];
    private int[] lengths = new int[1024];
    private int[] predicted = new int[1024];
    private int[] table = new int[4096];
    private final int[] path = new int[MOST_FRAMES];
    /** Fast over long lines, which the runtime hashes with the processor's own instructions. */
    private final CRC32 checksum = new CRC32();

    private final FrameIndex frames = new FrameIndex();

    /** The nodes that a trie had at some time; safe to read while the trie grows. */
    record Nodes(byte[] arena, int[] parents, int[] offsets, int[] lengths) {}

    Nodes nodes() {
        return new Nodes(arena, parents, offsets, lengths);
    }

    /**
     * The node that stands for the same stack as a node of another trie.
     *
     * @param adopted for each node of the other trie the one of this trie, as far as it is known; gets those that become
     *     known
     */
    int adopt(Nodes others, int other, int[] adopted) {
        int known = other;
        int depth = 0;
        while (known != 0 && adopted[known] == 0) {
            path[depth++] = known;
            known = others.parents[known];
        }
        int node = known == 0 ? 0 : adopted[known];
        while (depth > 0) {
            int next = path[--depth];
            int offset = others.offsets[next];
            node = child(node, others.arena, offset, offset + others.lengths[next]);
            adopted[next] = node;
        }
        return node;
    }

    /** The child of a node that came last; 0 if it has none. */
    int predicted(int node) {
        return predicted[node];
    }

    /** How many distinct lines there are, each counted once behind each beginning of a stack. */
    int lines() {
        return nodes - 1;
    }

    /** How many bytes these have. */
    int bytes() {
        return arenaEnd;
    }

    int length(int node) {
        return lengths[node];
    }

    /** True if the text at {@code from} begins with the node's line. */
    boolean matches(int node, byte[] bytes, int from) {
        int offset = offsets[node];
        int length = lengths[node];
        return Arrays.equals(bytes, from, from + length, arena, offset, offset + length);
    }

    /** The child of a node for a frame line, made if it is new. */
    int child(int node, byte[] bytes, int from, int to) {
        int at = slot(node, bytes, from, to);
        if (table[at] == 0) {
            table[at] = make(node, bytes, from, to);
        }
        int child = table[at];
        predicted[node] = child;
        if (nodes * 2 > table.length) {
            rehash();
        }
        return child;
    }

    /** The child of a node for a frame line; 0 if there is none. */
    int find(int node, byte[] bytes, int from, int to) {
        int child = table[slot(node, bytes, from, to)];
        if (child != 0) {
            predicted[node] = child;
        }
        return child;
    }

    /** Where in the table the child of a node for a frame line stands, or belongs. */
    private int slot(int node, byte[] bytes, int from, int to) {
        int mask = table.length - 1;
        int at = hash(node, bytes, from, to) & mask;
        while (table[at] != 0) {
            int candidate = table[at];
            if (parents[candidate] == node && lengths[candidate] == to - from && matches(candidate, bytes, from)) {
                return at;
            }
            at = at + 1 & mask;
        }
        return at;
    }

    private int make(int node, byte[] bytes, int from, int to) {
        if (nodes == parents.length) {
            int capacity = nodes * 2;
            parents = Arrays.copyOf(parents, capacity);
            offsets = Arrays.copyOf(offsets, capacity);
            lengths = Arrays.copyOf(lengths, capacity);
            predicted = Arrays.copyOf(predicted, capacity);
        }
        int length = to - from;
        while (arenaEnd + length > arena.length) {
            arena = Arrays.copyOf(arena, Math.multiplyExact(arena.length, 2));
        }
        System.arraycopy(bytes, from, arena, arenaEnd, length);
        parents[nodes] = node;
        offsets[nodes] = arenaEnd;
        lengths[nodes] = length;
        arenaEnd += length;
        return nodes++;
    }

    private void rehash() {
        table = new int[table.length * 2];
        int mask = table.length - 1;
        for (int node = 1; node < nodes; node++) {
            int at = hash(parents[node], arena, offsets[node], offsets[node] + lengths[node]) & mask;
            while (table[at] != 0) {
                at = at + 1 & mask;
            }
            table[at] = node;
        }
    }

    private int hash(int node, byte[] bytes, int from, int to) {
        checksum.reset();
        checksum.update(bytes, from, to - from);
        return (int) checksum.getValue() ^ node * 0x9e3779b9;
    }

    @Override
    public CallStack stack(int stack) {
        if (stack == NO_STACK) {
            return CallStack.NONE;
        }
        note(stack);
        List<Frame> path = new ArrayList<>();
        for (int node = stack; node != 0; node = parents[node]) {
            path.add(frames.of(node));
        }
        Collections.reverse(path);
        return new CallStack(path, true);
    }

    @Override
    public void prepare(int[] wanted) {
        for (int stack : wanted) {
            note(stack);
        }
        frames.takeApart();
    }

    private void note(int stack) {
        for (int node = stack; node != 0 && !frames.isNoted(node); node = parents[node]) {
            frames.note(node, arena, offsets[node], lengths[node]);
        }
    }
}
