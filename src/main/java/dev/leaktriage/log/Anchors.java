package dev.leaktriage.log;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Finds the next of many literals, skipping most bytes without a look (S. Wu and U. Manber, "A fast algorithm
 * for multi-pattern searching", 1994, with blocks of two bytes).
 *
 * <p>Noise is never split into lines, hashed or remembered: the cost of a byte of noise is the cost of this
 * search.
 */
final class Anchors {
    private static final VarHandle SHORTS =
            MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int BLOCKS = 1 << 16;

    private final byte[][] literals;
    private final byte[] shifts = new byte[BLOCKS];
    /** For a block that may end a window: the literals whose window ends with it, the longest first. */
    private final int[][] candidates = new int[BLOCKS][];

    private final int window;
    private final int longest;

    /** Prepares the search. Literals are ASCII, of at least three bytes. */
    Anchors(List<String> texts) {
        literals = texts.stream()
                .map(text -> text.getBytes(StandardCharsets.US_ASCII))
                .toArray(byte[][]::new);
        window = texts.stream().mapToInt(String::length).min().orElse(3);
        longest = texts.stream().mapToInt(String::length).max().orElse(3);
        if (window < 3 || window > Byte.MAX_VALUE) {
            throw new IllegalArgumentException("anchors have 3 to 127 bytes, not " + window);
        }
        java.util.Arrays.fill(shifts, (byte) (window - 1));
        for (byte[] literal : literals) {
            for (int i = 0; i + 1 < window; i++) {
                int block = block(literal, i);
                shifts[block] = (byte) Math.min(shifts[block], window - 2 - i);
            }
        }
        for (int block = 0; block < BLOCKS; block++) {
            if (shifts[block] == 0) {
                candidates[block] = ending(block);
            }
        }
    }

    private int[] ending(int block) {
        List<Integer> found = new ArrayList<>();
        for (int i = 0; i < literals.length; i++) {
            if (block(literals[i], window - 2) == block) {
                found.add(i);
            }
        }
        found.sort(Comparator.comparingInt((Integer i) -> literals[i].length).reversed());
        return found.stream().mapToInt(Integer::intValue).toArray();
    }

    /** Length of the longest literal: a text that ends with fewer bytes may hide the beginning of one. */
    int longest() {
        return longest;
    }

    /** Offset of the first literal that lies wholly in {@code [from, limit)}, or -1. */
    int next(byte[] bytes, int from, int limit) {
        int back = window - 2;
        int at = from + back;
        int last = limit - 2;
        while (at <= last) {
            int block = (short) SHORTS.get(bytes, at) & 0xffff;
            int shift = shifts[block];
            if (shift > 0) {
                at += shift;
                continue;
            }
            if (at(bytes, at - back, limit) >= 0) {
                return at - back;
            }
            at++;
        }
        return -1;
    }

    /** Number of the longest literal that starts at {@code from}, or -1. */
    int at(byte[] bytes, int from, int limit) {
        return at(bytes, from, limit, 0);
    }

    /** Number of the literal that starts at {@code from} and is the {@code rank}-longest of those, or -1. */
    int at(byte[] bytes, int from, int limit, int rank) {
        if (from + window > limit) {
            return -1;
        }
        int[] numbers = candidates[block(bytes, from + window - 2)];
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
        int end = from + literal.length;
        return end <= limit && java.util.Arrays.equals(bytes, from, end, literal, 0, literal.length);
    }

    private static int block(byte[] bytes, int at) {
        return (short) SHORTS.get(bytes, at) & 0xffff;
    }
}
