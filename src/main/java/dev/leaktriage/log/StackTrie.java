package dev.leaktriage.log;

import dev.leaktriage.model.CallStack;
import dev.leaktriage.model.Frame;
import dev.leaktriage.model.Stacks;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
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
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /**
     * The words of a node. Everything about one lies close together: to have a column for each took as many cache lines
     * for each frame that was compared, and 3 to 4 % more of the time of reading.
     */
    private static final int WORD_BITS = 2;

    /** The number and the point that the line begins with, the first byte lowest; in the top byte how many these are. */
    private static final int HEAD = 0;
    /** The child that came last, and how long the line is. Alone of the words it changes. */
    private static final int PREDICTED_AND_LENGTH = 1;

    private static final int HASH_AND_TEXT_OFFSET = 2;
    private static final int PARENT_AND_TEXT = 3;

    private static final int LONGEST_HEAD = 7;
    private static final int HEAD_LENGTH_SHIFT = LONGEST_HEAD * Byte.SIZE;

    private int count = 1;
    private long[] nodes = new long[1024 << WORD_BITS];
    private int[] table = new int[4096];
    private final int[] path = new int[MOST_FRAMES];
    /** Fast over long lines, which the runtime hashes with the processor's own instructions. */
    private final CRC32 checksum = new CRC32();

    private final FrameTexts frames = new FrameTexts();

    /** The nodes that a trie had at some time; safe to read while the trie grows. */
    record Nodes(FrameTexts.Known known, long[] words) {
        private int parent(int node) {
            return upper(words[node << WORD_BITS | PARENT_AND_TEXT]);
        }

        private int text(int node) {
            return (int) words[node << WORD_BITS | PARENT_AND_TEXT];
        }

        private long head(int node) {
            return words[node << WORD_BITS | HEAD];
        }

        /** The hash of its line, whatever its parent. */
        private int lineHash(int node) {
            return hash(upper(words[node << WORD_BITS | HASH_AND_TEXT_OFFSET]), parent(node));
        }
    }

    /** Which nodes and texts of another trie are known here, and as what. */
    static final class Adopted {
        private int[] nodes = new int[1024];
        /** Numbers of texts, plus 1. */
        private int[] texts = new int[512];

        /** The node here that stands for a stack of the other trie; 0 if that is not known yet. */
        int node(int other) {
            return nodes[other];
        }

        /** Makes room for so many nodes. */
        void expect(int count) {
            if (nodes.length < count) {
                nodes = Arrays.copyOf(nodes, Math.max(count, nodes.length * 2));
            }
        }

        private int text(int other) {
            return other < texts.length ? texts[other] - 1 : -1;
        }

        private void text(int other, int text) {
            if (other >= texts.length) {
                texts = Arrays.copyOf(texts, Math.max(other + 1, texts.length * 2));
            }
            texts[other] = text + 1;
        }
    }

    private static int upper(long word) {
        return (int) (word >>> Integer.SIZE);
    }

    private static long pair(int upper, int lower) {
        return (long) upper << Integer.SIZE | lower & 0xffff_ffffL;
    }

    private static int headLength(long head) {
        return (int) (head >>> HEAD_LENGTH_SHIFT);
    }

    private long word(int node, int word) {
        return nodes[node << WORD_BITS | word];
    }

    private int text(int node) {
        return (int) word(node, PARENT_AND_TEXT);
    }

    private int parent(int node) {
        return upper(word(node, PARENT_AND_TEXT));
    }

    private boolean isNumbered(int node) {
        return headLength(word(node, HEAD)) > 0;
    }

    Nodes nodes() {
        return new Nodes(frames.known(), nodes);
    }

    /**
     * The node that stands for the same stack as a node of another trie.
     *
     * @param adopted what is known of the other trie; gets what becomes known
     */
    int adopt(Nodes others, int other, Adopted adopted) {
        int known = other;
        int depth = 0;
        while (known != 0 && adopted.nodes[known] == 0) {
            path[depth++] = known;
            known = others.parent(known);
        }
        int node = known == 0 ? 0 : adopted.nodes[known];
        while (depth > 0) {
            int next = path[--depth];
            node = child(node, others, next, adopted);
            adopted.nodes[next] = node;
        }
        return node;
    }

    /** The child of a node for the line of another trie's node: neither the line nor its hash is made anew. */
    private int child(int node, Nodes others, int other, Adopted adopted) {
        int text = text(others, others.text(other), adopted);
        long head = others.head(other);
        int hash = hash(others.lineHash(other), node);
        int mask = table.length - 1;
        int at = hash & mask;
        while (table[at] != 0 && !is(table[at], node, head, text)) {
            at = at + 1 & mask;
        }
        if (table[at] == 0) {
            table[at] = make(node, hash, head, text);
        }
        return found(node, table[at]);
    }

    private int text(Nodes others, int other, Adopted adopted) {
        int text = adopted.text(other);
        if (text < 0) {
            int from = others.known.offsets()[other];
            text = frames.of(others.known.arena(), from, from + others.known.lengths()[other]);
            adopted.text(other, text);
        }
        return text;
    }

    private boolean is(int candidate, int node, long head, int text) {
        return word(candidate, PARENT_AND_TEXT) == pair(node, text) && word(candidate, HEAD) == head;
    }

    /** The child of a node that came last; 0 if it has none. */
    int predicted(int node) {
        return upper(word(node, PREDICTED_AND_LENGTH));
    }

    private void predict(int node, int child) {
        int at = node << WORD_BITS | PREDICTED_AND_LENGTH;
        nodes[at] = pair(child, (int) nodes[at]);
    }

    /** How many distinct lines there are, each counted once behind each beginning of a stack. */
    int lines() {
        return count - 1;
    }

    /** How many bytes their texts have, each distinct one counted once. */
    int bytes() {
        return frames.bytes();
    }

    int length(int node) {
        return (int) word(node, PREDICTED_AND_LENGTH);
    }

    /** True if the text at {@code from} begins with the node's line. */
    boolean matches(int node, byte[] bytes, int from) {
        int first = node << WORD_BITS;
        long head = nodes[first];
        int headLength = headLength(head);
        return head(bytes, from, headLength) == head
                && frames.standsAt(
                        (int) nodes[first | HASH_AND_TEXT_OFFSET],
                        (int) nodes[first | PREDICTED_AND_LENGTH] - headLength,
                        bytes,
                        from + headLength);
    }

    /** The word that tells of a head of some bytes. */
    private static long head(byte[] bytes, int from, int length) {
        long head = (long) length << HEAD_LENGTH_SHIFT;
        if (from + Long.BYTES <= bytes.length) {
            return head | (long) LONGS.get(bytes, from) & (1L << length * Byte.SIZE) - 1;
        }
        for (int i = 0; i < length; i++) {
            head |= (bytes[from + i] & 0xffL) << i * Byte.SIZE;
        }
        return head;
    }

    /** The child of a node for a frame line, made if it is new. */
    int child(int node, byte[] bytes, int from, int to) {
        int hash = hash(lineHash(bytes, from, to), node);
        int at = slot(node, hash, bytes, from, to);
        if (table[at] == 0) {
            table[at] = make(node, hash, bytes, from, to);
        }
        return found(node, table[at]);
    }

    private int found(int node, int child) {
        predict(node, child);
        if (count * 2 > table.length) {
            rehash();
        }
        return child;
    }

    /** The child of a node for a frame line; 0 if there is none. */
    int find(int node, byte[] bytes, int from, int to) {
        int child = table[slot(node, hash(lineHash(bytes, from, to), node), bytes, from, to)];
        if (child != 0) {
            predict(node, child);
        }
        return child;
    }

    /** Where in the table the child of a node for a frame line stands, or belongs. */
    private int slot(int node, int hash, byte[] bytes, int from, int to) {
        int mask = table.length - 1;
        int at = hash & mask;
        while (table[at] != 0) {
            int candidate = table[at];
            boolean alike = upper(word(candidate, HASH_AND_TEXT_OFFSET)) == hash
                    && parent(candidate) == node
                    && length(candidate) == to - from;
            if (alike && matches(candidate, bytes, from)) {
                return at;
            }
            at = at + 1 & mask;
        }
        return at;
    }

    private int make(int node, int hash, byte[] bytes, int from, int to) {
        int number = FrameLine.afterNumber(bytes, from, to) - from;
        int head = number <= LONGEST_HEAD ? number : 0;
        return make(node, hash, head(bytes, from, head), frames.of(bytes, from + head, to));
    }

    private int make(int node, int hash, long head, int text) {
        int first = count << WORD_BITS;
        if (first == nodes.length) {
            nodes = Arrays.copyOf(nodes, nodes.length * 2);
        }
        nodes[first | HEAD] = head;
        nodes[first | PREDICTED_AND_LENGTH] = pair(0, headLength(head) + frames.length(text));
        nodes[first | HASH_AND_TEXT_OFFSET] = pair(hash, frames.offset(text));
        nodes[first | PARENT_AND_TEXT] = pair(node, text);
        return count++;
    }

    private void rehash() {
        table = new int[table.length * 2];
        int mask = table.length - 1;
        for (int node = 1; node < count; node++) {
            int at = upper(word(node, HASH_AND_TEXT_OFFSET)) & mask;
            while (table[at] != 0) {
                at = at + 1 & mask;
            }
            table[at] = node;
        }
    }

    private int lineHash(byte[] bytes, int from, int to) {
        checksum.reset();
        checksum.update(bytes, from, to - from);
        return (int) checksum.getValue();
    }

    /** The hash of a line behind a node; of that and the node, the hash of the line. */
    private static int hash(int lineHash, int node) {
        return lineHash ^ node * 0x9e3779b9;
    }

    @Override
    public CallStack stack(int stack) {
        if (stack == NO_STACK) {
            return CallStack.NONE;
        }
        int depth = 0;
        for (int node = stack; node != 0; node = parent(node)) {
            depth++;
        }
        Frame[] leafFirst = new Frame[depth];
        for (int node = stack; node != 0; node = parent(node)) {
            leafFirst[--depth] = frames.frame(text(node), isNumbered(node));
        }
        return new CallStack(List.of(leafFirst), true);
    }

    @Override
    public void prepare(int[] wanted) {
        boolean[] seen = new boolean[count];
        for (int stack : wanted) {
            want(stack, seen);
        }
        frames.takeApart();
    }

    private void want(int stack, boolean[] seen) {
        for (int node = stack; node != 0 && !seen[node]; node = parent(node)) {
            seen[node] = true;
            frames.want(text(node), isNumbered(node));
        }
    }
}
