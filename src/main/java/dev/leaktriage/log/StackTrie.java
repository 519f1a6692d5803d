package dev.leaktriage.log;

import dev.leaktriage.model.CallStack;
import dev.leaktriage.model.Frame;
import dev.leaktriage.model.Stacks;
import java.util.Arrays;
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
    private static final int LONGEST_HEAD = 7;

    private int nodes = 1;
    private int[] parents = new int[1024];
    /** The number and the point that a node's line begins with, the first byte lowest. */
    private long[] heads = new long[1024];

    private byte[] headLengths = new byte[1024];
    private int[] texts = new int[1024];
    private int[] lengths = new int[1024];
    private int[] hashes = new int[1024];
    private int[] predicted = new int[1024];
    private int[] table = new int[4096];
    private final int[] path = new int[MOST_FRAMES];
    /** Fast over long lines, which the runtime hashes with the processor's own instructions. */
    private final CRC32 checksum = new CRC32();

    private final FrameTexts frames = new FrameTexts();
    private byte[] line = new byte[1024];

    /** The nodes that a trie had at some time; safe to read while the trie grows. */
    record Nodes(FrameTexts.Known known, int[] parents, long[] heads, byte[] headLengths, int[] texts, int[] lengths) {
        /** Writes the line of a node to the beginning of an array that has room for it. */
        void line(int node, byte[] target) {
            int head = headLengths[node];
            for (int i = 0; i < head; i++) {
                target[i] = (byte) (heads[node] >>> i * Byte.SIZE);
            }
            System.arraycopy(known.arena(), known.offsets()[texts[node]], target, head, lengths[node] - head);
        }
    }

    Nodes nodes() {
        return new Nodes(frames.known(), parents, heads, headLengths, texts, lengths);
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
            int length = others.lengths[next];
            line = line.length < length ? new byte[length * 2] : line;
            others.line(next, line);
            node = child(node, line, 0, length);
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

    /** How many bytes their texts have, each distinct one counted once. */
    int bytes() {
        return frames.bytes();
    }

    int length(int node) {
        return lengths[node];
    }

    /** True if the text at {@code from} begins with the node's line. */
    boolean matches(int node, byte[] bytes, int from) {
        int head = headLengths[node];
        long number = heads[node];
        for (int i = 0; i < head; i++) {
            if (bytes[from + i] != (byte) (number >>> i * Byte.SIZE)) {
                return false;
            }
        }
        return frames.standsAt(texts[node], bytes, from + head);
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
        int hash = hash(node, bytes, from, to);
        int at = hash & mask;
        while (table[at] != 0) {
            int candidate = table[at];
            boolean alike = hashes[candidate] == hash && parents[candidate] == node && lengths[candidate] == to - from;
            if (alike && matches(candidate, bytes, from)) {
                return at;
            }
            at = at + 1 & mask;
        }
        return at;
    }

    private int make(int node, byte[] bytes, int from, int to) {
        if (nodes == parents.length) {
            widen(nodes * 2);
        }
        int number = FrameLine.afterNumber(bytes, from, to) - from;
        int head = number <= LONGEST_HEAD ? number : 0;
        for (int i = 0; i < head; i++) {
            heads[nodes] |= (long) bytes[from + i] << i * Byte.SIZE;
        }
        parents[nodes] = node;
        headLengths[nodes] = (byte) head;
        texts[nodes] = frames.of(bytes, from + head, to);
        lengths[nodes] = to - from;
        hashes[nodes] = hash(node, bytes, from, to);
        return nodes++;
    }

    private void widen(int capacity) {
        parents = Arrays.copyOf(parents, capacity);
        heads = Arrays.copyOf(heads, capacity);
        headLengths = Arrays.copyOf(headLengths, capacity);
        texts = Arrays.copyOf(texts, capacity);
        lengths = Arrays.copyOf(lengths, capacity);
        hashes = Arrays.copyOf(hashes, capacity);
        predicted = Arrays.copyOf(predicted, capacity);
    }

    private void rehash() {
        table = new int[table.length * 2];
        int mask = table.length - 1;
        for (int node = 1; node < nodes; node++) {
            int at = hashes[node] & mask;
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
        int depth = 0;
        for (int node = stack; node != 0; node = parents[node]) {
            depth++;
        }
        Frame[] leafFirst = new Frame[depth];
        for (int node = stack; node != 0; node = parents[node]) {
            leafFirst[--depth] = frames.frame(texts[node], headLengths[node] > 0);
        }
        return new CallStack(List.of(leafFirst), true);
    }

    @Override
    public void prepare(int[] wanted) {
        boolean[] seen = new boolean[nodes];
        for (int stack : wanted) {
            want(stack, seen);
        }
        frames.takeApart();
    }

    private void want(int stack, boolean[] seen) {
        for (int node = stack; node != 0 && !seen[node]; node = parents[node]) {
            seen[node] = true;
            frames.want(texts[node], headLengths[node] > 0);
        }
    }
}
