package dev.leaktriage.log;

import dev.leaktriage.model.Frame;
import dev.leaktriage.model.Parallel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;

/**
 * What stands behind the numbers of frame lines, each distinct text once, and the frames that the texts are.
 *
 * <p>A few thousand texts make up all the stacks of a large log, at several depths each: to keep every line of every stack
 * took some 35 MiB more for a log with 2,000 stacks, read by two threads.
 */
final class FrameTexts {
    private final CRC32 checksum = new CRC32();
    private final FrameLine frameLine = new FrameLine();
    private byte[] arena = new byte[1 << 16];
    private int arenaEnd;
    private int count;
    private int[] offsets = new int[512];
    private int[] lengths = new int[512];
    /** Numbers of texts, plus 1, by the checksum of the text. */
    private int[] table = new int[1024];

    private Frame[] frames = new Frame[512];

    private int[] wanted = new int[512];
    private int wantedCount;
    private boolean[] isWanted = new boolean[512];
    private boolean[] isNumbered = new boolean[512];

    /** The texts that there were at some time; safe to read while more are added. */
    record Known(byte[] arena, int[] offsets, int[] lengths) {}

    Known known() {
        return new Known(arena, offsets, lengths);
    }

    /** How many bytes they have. */
    int bytes() {
        return arenaEnd;
    }

    /** Where a text stands among all, in bytes. */
    int offset(int text) {
        return offsets[text];
    }

    /** How long a text is, in bytes. */
    int length(int text) {
        return lengths[text];
    }

    /** True if the text of an offset and a length stands at {@code from}. */
    boolean standsAt(int offset, int length, byte[] bytes, int from) {
        return Arrays.equals(bytes, from, from + length, arena, offset, offset + length);
    }

    /** The number of a text, from 0. */
    int of(byte[] bytes, int from, int to) {
        int at = slot(bytes, from, to);
        if (table[at] == 0) {
            table[at] = add(bytes, from, to) + 1;
        }
        int text = table[at] - 1;
        if (count * 2 > table.length) {
            widen();
        }
        return text;
    }

    private int slot(byte[] bytes, int from, int to) {
        int mask = table.length - 1;
        checksum.reset();
        checksum.update(bytes, from, to - from);
        int at = (int) checksum.getValue() & mask;
        while (table[at] != 0 && !is(table[at] - 1, bytes, from, to)) {
            at = at + 1 & mask;
        }
        return at;
    }

    private boolean is(int text, byte[] bytes, int from, int to) {
        return lengths[text] == to - from && standsAt(offsets[text], to - from, bytes, from);
    }

    private int add(byte[] bytes, int from, int to) {
        if (count == offsets.length) {
            offsets = Arrays.copyOf(offsets, count * 2);
            lengths = Arrays.copyOf(lengths, count * 2);
            frames = Arrays.copyOf(frames, count * 2);
            isWanted = Arrays.copyOf(isWanted, count * 2);
            isNumbered = Arrays.copyOf(isNumbered, count * 2);
        }
        int length = to - from;
        while (arenaEnd + length > arena.length) {
            arena = Arrays.copyOf(arena, Math.multiplyExact(arena.length, 2));
        }
        System.arraycopy(bytes, from, arena, arenaEnd, length);
        offsets[count] = arenaEnd;
        lengths[count] = length;
        arenaEnd += length;
        return count++;
    }

    private void widen() {
        table = new int[table.length * 2];
        for (int text = 0; text < count; text++) {
            table[slot(arena, offsets[text], offsets[text] + lengths[text])] = text + 1;
        }
    }

    /**
     * The frame that a text is.
     *
     * @param numbered true if it stood behind a number; which one makes no difference
     */
    Frame frame(int text, boolean numbered) {
        if (frames[text] == null) {
            frames[text] = parse(frameLine, text, numbered);
        }
        return frames[text];
    }

    /** Asks for a frame that {@link #takeApart} is to have at hand; the parameters are those of {@link #frame}. */
    void want(int text, boolean numbered) {
        if (frames[text] != null || isWanted[text]) {
            return;
        }
        isWanted[text] = true;
        isNumbered[text] = numbered;
        if (wantedCount == wanted.length) {
            wanted = Arrays.copyOf(wanted, wantedCount * 2);
        }
        wanted[wantedCount++] = text;
    }

    /** Has the frames that are wanted at hand for {@link #frame}, taken apart and named by several threads. */
    void takeApart() {
        Parallel.each(wantedCount, () -> {
            FrameLine own = new FrameLine();
            return number -> {
                int text = wanted[number];
                frames[text] = parse(own, text, isNumbered[text]).named();
                isWanted[text] = false;
            };
        });
        wantedCount = 0;
    }

    private Frame parse(FrameLine line, int text, boolean numbered) {
        String string = new String(arena, offsets[text], lengths[text], StandardCharsets.UTF_8);
        return line.parse(numbered ? "1." + string : string);
    }
}
