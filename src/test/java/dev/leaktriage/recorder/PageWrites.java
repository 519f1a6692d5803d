package dev.leaktriage.recorder;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A file in memory that remembers every moment at which a kill could have found it: after each page of a write. */
final class PageWrites implements PositionedBytes {
    private record Piece(long position, byte[] bytes) {}

    private final int pageBytes;
    private final byte[] before;
    private final List<Piece> pieces = new ArrayList<>();

    /**
     * @param before what the file holds already
     */
    PageWrites(int pageBytes, byte[] before) {
        this.pageBytes = pageBytes;
        this.before = before;
    }

    @Override
    public void write(long position, byte[] bytes, int from, int length) {
        int at = 0;
        while (at < length) {
            int leftInPage = pageBytes - (int) ((position + at) % pageBytes);
            int piece = Math.min(leftInPage, length - at);
            pieces.add(new Piece(position + at, Arrays.copyOfRange(bytes, from + at, from + at + piece)));
            at += piece;
        }
    }

    @Override
    public void truncate(long lengthBytes) {
        throw new AssertionError("nothing was refused");
    }

    @Override
    public void close() {}

    /** How many kills there could have been. */
    int moments() {
        return pieces.size() + 1;
    }

    /** What a kill leaves after so many pages. */
    byte[] at(int moment) {
        byte[] left = before;
        for (Piece piece : pieces.subList(0, moment)) {
            int position = Math.toIntExact(piece.position());
            if (position + piece.bytes().length > left.length) {
                left = Arrays.copyOf(left, position + piece.bytes().length);
            }
            System.arraycopy(piece.bytes(), 0, left, position, piece.bytes().length);
        }
        return left;
    }
}
