package dev.leaktriage.log;

import dev.leaktriage.model.Frame;
import dev.leaktriage.model.Parallel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;

/**
 * The frames of a trie's lines, each distinct one taken apart once: a few thousand frames make up all the stacks of a
 * large log, at several depths each.
 */
final class FrameIndex {
    private final CRC32 checksum = new CRC32();
    private final FrameLine frameLine = new FrameLine();
    /** By node; null where nobody asked. */
    private Text[] ofNodes = new Text[1024];
    /** By the checksum of what decides about the frame. */
    private Text[] table = new Text[1024];

    private int count;
    private final List<Text> untaken = new ArrayList<>();

    /** What decides about a frame, and the frame once it is taken apart. */
    private static final class Text {
        private final byte[] bytes;
        private final String line;
        private Frame frame;

        Text(byte[] bytes, String line) {
            this.bytes = bytes;
            this.line = line;
        }
    }

    /** Notes a node, whose line stands in the arena, for {@link #takeApart}. */
    void note(int node, byte[] arena, int offset, int length) {
        if (node >= ofNodes.length) {
            ofNodes = Arrays.copyOf(ofNodes, Math.max(node + 1, ofNodes.length * 2));
        }
        if (ofNodes[node] == null) {
            ofNodes[node] = text(arena, offset, offset + length);
        }
    }

    boolean isNoted(int node) {
        return node < ofNodes.length && ofNodes[node] != null;
    }

    /** Takes apart the frames that were noted. */
    void takeApart() {
        Parallel.each(untaken.size(), () -> {
            FrameLine own = new FrameLine();
            return number -> untaken.get(number).frame = own.parse(untaken.get(number).line);
        });
        untaken.clear();
    }

    /** The frame of a node that was noted. */
    Frame of(int node) {
        Text text = ofNodes[node];
        if (text.frame == null) {
            text.frame = frameLine.parse(text.line);
        }
        return text.frame;
    }

    private Text text(byte[] arena, int from, int to) {
        int decisive = FrameLine.afterNumber(arena, from, to);
        int at = slot(arena, decisive, to);
        if (table[at] != null) {
            return table[at];
        }
        String line = new String(arena, from, to - from, StandardCharsets.UTF_8);
        Text made = new Text(Arrays.copyOfRange(arena, decisive, to), line);
        table[at] = made;
        untaken.add(made);
        count++;
        if (count * 2 > table.length) {
            widen();
        }
        return made;
    }

    private int slot(byte[] bytes, int from, int to) {
        int mask = table.length - 1;
        checksum.reset();
        checksum.update(bytes, from, to - from);
        int at = (int) checksum.getValue() & mask;
        while (table[at] != null && !Arrays.equals(table[at].bytes, 0, table[at].bytes.length, bytes, from, to)) {
            at = at + 1 & mask;
        }
        return at;
    }

    private void widen() {
        Text[] old = table;
        table = new Text[old.length * 2];
        for (Text text : old) {
            if (text != null) {
                table[slot(text.bytes, 0, text.bytes.length)] = text;
            }
        }
    }
}
