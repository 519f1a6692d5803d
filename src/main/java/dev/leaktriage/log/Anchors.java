package dev.leaktriage.log;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;

/**
 * Finds the next of many literals with a look at four of every seven bytes, and at six where these are promising.
 *
 * <p>Of each literal as many blocks of four bytes in a row are marked as the search strides bytes, so that one of
 * them lies under a look wherever the literal stands. Noise is never split into lines, hashed or remembered: the
 * cost of a byte of noise is the cost of this search.
 */
final class Anchors {
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    /** The bytes of a block; where a literal is so short that looks would be too close, one less. */
    private static final int BLOCK = 4;

    private static final int SHORT_BLOCK = 3;
    private static final int LONG_BLOCK = 6;
    private static final int LONGEST_STRIDE = 7;
    private static final int HASHES = 1 << 16;
    private static final byte LOOK_LONGER = 1;
    private static final byte LOOK_CLOSELY = 2;
    /** How much more common blocks in words and in margins are than others, roughly. */
    private static final int WORD = 1;

    private static final int MARGIN = 10;

    private final byte[][] literals;
    private final int blockBytes;
    /** Has the bits of a block in four bytes. */
    private final int blockMask;

    private final int stride;
    private final int longest;
    /** How far behind the start of a literal the look that finds it may be. */
    private final int reach;
    /** Where a marked block has that hash: {@link #LOOK_LONGER} or {@link #LOOK_CLOSELY}. */
    private final byte[] marks = new byte[HASHES];
    /** 1 where a long block that begins with a marked block has that hash. */
    private final byte[] longMarks = new byte[HASHES];
    /** By the hash of a marked block: literals, and where in them it stands. */
    private final int[][] marked = new int[HASHES][];

    private final int[][] offsets = new int[HASHES][];
    /** By the hash of their first block: literals, the longest first; null if none begins with such a block. */
    private final int[][] beginning = new int[HASHES][];

    /** Prepares the search. Literals are ASCII, of at least three bytes. */
    Anchors(List<String> texts) {
        literals = texts.stream()
                .map(text -> text.getBytes(StandardCharsets.US_ASCII))
                .toArray(byte[][]::new);
        int shortest = texts.stream().mapToInt(String::length).min().orElse(BLOCK);
        if (shortest < SHORT_BLOCK) {
            throw new IllegalArgumentException("anchors have at least " + SHORT_BLOCK + " bytes, not " + shortest);
        }
        longest = texts.stream().mapToInt(String::length).max().orElse(BLOCK);
        blockBytes = shortest >= LONGEST_STRIDE + BLOCK - 1 ? BLOCK : SHORT_BLOCK;
        blockMask = blockBytes == BLOCK ? -1 : 0xffffff;
        stride = Math.min(LONGEST_STRIDE, shortest - blockBytes + 1);
        byte[] occurrences = occurrences();
        int furthest = 0;
        for (int number = 0; number < literals.length; number++) {
            int offset = rarest(literals[number], occurrences);
            furthest = Math.max(furthest, offset);
            for (int i = offset; i < offset + stride; i++) {
                mark(number, i);
            }
        }
        reach = furthest + stride - 1;
        begin();
    }

    /**
     * How often blocks occur in the literals, by their hashes: what many literals have in them are the words of their
     * field, which stand in the noise around them as well.
     */
    private byte[] occurrences() {
        byte[] occurrences = new byte[HASHES];
        for (byte[] literal : literals) {
            for (int at = 0; at + blockBytes <= literal.length; at++) {
                int hash = hash(literal, at);
                occurrences[hash] = (byte) Math.min(Byte.MAX_VALUE, occurrences[hash] + 1);
            }
        }
        return occurrences;
    }

    /** The offset in a literal from which the blocks are least common in any text. */
    private int rarest(byte[] literal, byte[] occurrences) {
        int best = 0;
        int fewest = Integer.MAX_VALUE;
        int block = literal.length >= stride + LONG_BLOCK - 1 ? LONG_BLOCK : blockBytes;
        for (int from = 0; from + stride + block - 1 <= literal.length; from++) {
            int common = 0;
            for (int at = from; at < from + stride; at++) {
                common += commonness(literal, at) + occurrences[hash(literal, at)];
            }
            if (common <= fewest) {
                fewest = common;
                best = from;
            }
        }
        return best;
    }

    private int commonness(byte[] literal, int at) {
        int letters = 0;
        int blanks = 0;
        for (int i = at; i < at + blockBytes; i++) {
            letters += literal[i] >= 'a' && literal[i] <= 'z' ? 1 : 0;
            blanks += literal[i] == ' ' ? 1 : 0;
        }
        if (blanks == blockBytes) {
            return MARGIN;
        }
        return letters + blanks == blockBytes ? WORD : 0;
    }

    private void mark(int number, int offset) {
        byte[] literal = literals[number];
        int hash = hash(literal, offset);
        byte look = offset + LONG_BLOCK <= literal.length ? LOOK_LONGER : LOOK_CLOSELY;
        marks[hash] = marks[hash] == 0 || marks[hash] == look ? look : LOOK_CLOSELY;
        if (look == LOOK_LONGER) {
            longMarks[longHash(literal, offset)] = 1;
        }
        marked[hash] = with(marked[hash], number);
        offsets[hash] = with(offsets[hash], offset);
    }

    private static int[] with(int[] numbers, int number) {
        int[] more = numbers == null ? new int[1] : Arrays.copyOf(numbers, numbers.length + 1);
        more[more.length - 1] = number;
        return more;
    }

    private void begin() {
        TreeMap<Integer, List<Integer>> byHash = new TreeMap<>();
        for (int number = 0; number < literals.length; number++) {
            byHash.computeIfAbsent(hash(literals[number], 0), hash -> new ArrayList<>())
                    .add(number);
        }
        byHash.forEach((hash, numbers) -> {
            numbers.sort((one, two) -> Integer.compare(literals[two].length, literals[one].length));
            beginning[hash] = numbers.stream().mapToInt(Integer::intValue).toArray();
        });
    }

    /** Length of the longest literal: a text that ends with fewer bytes may hide the beginning of one. */
    int longest() {
        return longest;
    }

    /** Offset of the first literal that lies wholly in {@code [from, limit)}, or -1. */
    int next(byte[] bytes, int from, int limit) {
        int last = Math.min(limit - blockBytes, bytes.length - LONG_BLOCK);
        int at = promising(bytes, from, last, stride, blockMask, marks, longMarks);
        while (at <= last) {
            int found = start(bytes, at, from, limit);
            if (found >= 0) {
                return first(bytes, at, from, limit, found);
            }
            at = promising(bytes, at + stride, last, stride, blockMask, marks, longMarks);
        }
        // The last bytes of an array are too few for looks of four.
        for (; at <= limit - blockBytes; at += stride) {
            int found = start(bytes, at, from, limit);
            if (found >= 0) {
                return first(bytes, at, from, limit, found);
            }
        }
        return -1;
    }

    /** The first promising look, or one behind {@code last}. A method of its own, so that all it needs is at hand. */
    private static int promising(
            byte[] bytes, int from, int last, int stride, int blockMask, byte[] marks, byte[] longMarks) {
        int at = from;
        while (at <= last) {
            int look = marks[hash((int) INTS.get(bytes, at) & blockMask)];
            if (look != 0 && (look == LOOK_CLOSELY || longMarks[longHash(bytes, at)] != 0)) {
                return at;
            }
            at += stride;
        }
        return at;
    }

    /** Start of the first literal of those that a look finds; -1 if it finds none. */
    private int start(byte[] bytes, int at, int from, int limit) {
        int hash = hash(bytes, at);
        if (marks[hash] == 0) {
            return -1;
        }
        int[] numbers = marked[hash];
        int[] places = offsets[hash];
        int first = -1;
        for (int i = 0; i < numbers.length; i++) {
            int start = at - places[i];
            if (start >= from
                    && (first < 0 || start < first)
                    && startsWith(bytes, start, limit, literals[numbers[i]])) {
                first = start;
            }
        }
        return first;
    }

    /** The start of the first literal, of which a later look may find an earlier one than that which was found. */
    private int first(byte[] bytes, int at, int from, int limit, int found) {
        int first = found;
        for (int later = at + stride; later < first + reach && later <= limit - blockBytes; later += stride) {
            int start = start(bytes, later, from, limit);
            first = start >= 0 && start < first ? start : first;
        }
        return first;
    }

    /** Number of the longest literal that starts at {@code from}, or -1. */
    int at(byte[] bytes, int from, int limit) {
        return at(bytes, from, limit, 0);
    }

    /** Number of the literal that starts at {@code from} and is the {@code rank}-longest of those, or -1. */
    int at(byte[] bytes, int from, int limit, int rank) {
        if (from + blockBytes > limit) {
            return -1;
        }
        int[] numbers = beginning[hash(bytes, from)];
        if (numbers == null) {
            return -1;
        }
        int left = rank;
        for (int number : numbers) {
            if (startsWith(bytes, from, limit, literals[number]) && left-- == 0) {
                return number;
            }
        }
        return -1;
    }

    /** Length of the longest literal that starts at {@code from}; 0 if none does. */
    int lengthAt(byte[] bytes, int from, int limit) {
        int number = at(bytes, from, limit);
        return number < 0 ? 0 : literals[number].length;
    }

    private static boolean startsWith(byte[] bytes, int from, int limit, byte[] literal) {
        int last = from + literal.length - 1;
        return last < limit
                && bytes[from] == literal[0]
                && bytes[last] == literal[literal.length - 1]
                && Arrays.equals(bytes, from, last, literal, 0, literal.length - 1);
    }

    /** The hash of the block at a place, however near the end of the bytes. */
    private int hash(byte[] bytes, int at) {
        int block = bytes[at] & 0xff | (bytes[at + 1] & 0xff) << 8 | (bytes[at + 2] & 0xff) << 16;
        return hash(blockBytes == BLOCK ? block | bytes[at + 3] << 24 : block);
    }

    private static int hash(int block) {
        return block * 0x9e3779b1 >>> 16;
    }

    private static int longHash(byte[] bytes, int at) {
        return ((int) INTS.get(bytes, at) * 0x9e3779b1 ^ (int) INTS.get(bytes, at + LONG_BLOCK - BLOCK) * 0x85ebca6b)
                >>> 16;
    }
}
