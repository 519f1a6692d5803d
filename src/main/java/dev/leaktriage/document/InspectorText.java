package dev.leaktriage.document;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Cuts an inspector's file into its records, so that one that is no YAML costs nothing but itself.
 *
 * <p>The writer quotes nothing: a name with {@code ": "} in it, or kernel sources in the place of their path, break the
 * YAML of their record, and a parser of the whole file could not go on behind it.
 */
final class InspectorText {
    /** More of a record is not looked at; a written one has a few hundred bytes. */
    static final int MOST_RECORD_BYTES = 1 << 20;

    private static final Pattern BEGINNING = Pattern.compile("(?:- [a-z_]+|startup_time):\\s*");
    private static final int PIECE_BYTES = 1 << 16;
    /** The longest beginning of a line that is looked at to tell whether a record begins there. */
    private static final int MOST_BEGINNING_BYTES = 200;

    private final InputStream stream;
    private final byte[] piece = new byte[PIECE_BYTES];
    private int next;
    private int end;

    private byte[] line = new byte[PIECE_BYTES];
    private int lineLength;
    private boolean lineEnded;
    private long lines;

    private byte[] record = new byte[PIECE_BYTES];
    private int length;
    /** Where in it the latest line begins. */
    private int latestFrom;

    private boolean tooLong;
    private long firstLine;

    /**
     * A record as it stands in the file.
     *
     * @param line the line on which it begins, 1-based
     * @param text its whole lines
     * @param last true if nothing stands behind it
     * @param cut true if a line without an end stood behind these
     * @param tooLong true if the text lacks its end, which is beyond what is looked at
     */
    record Piece(long line, String text, boolean last, boolean cut, boolean tooLong) {}

    InspectorText(InputStream stream) {
        this.stream = stream;
    }

    /** True if a line is the beginning of a record. */
    static boolean beginsRecord(String text) {
        return BEGINNING.matcher(text).matches();
    }

    /** The next record; empty behind the last one. What stands before the first is a record if it is more than remarks. */
    Optional<Piece> next() throws IOException {
        while (readLine()) {
            boolean begins = lineLength <= MOST_BEGINNING_BYTES
                    && beginsRecord(new String(line, 0, lineLength, StandardCharsets.ISO_8859_1));
            if (begins && length > 0) {
                Piece whole = piece(false);
                begin();
                return Optional.of(whole);
            }
            if (begins || length > 0 || saysSomething()) {
                begin();
            }
        }
        boolean pending = length > 0;
        Piece last = piece(true);
        length = 0;
        return pending ? Optional.of(last) : Optional.empty();
    }

    /** Remarks and blank lines at the top, and what marks the beginning of a document, are no record. */
    private boolean saysSomething() {
        String text = new String(line, 0, lineLength, StandardCharsets.ISO_8859_1).strip();
        return !text.isEmpty() && !text.startsWith("#") && !text.equals("---");
    }

    /** Takes the line at hand as the first of a record, or as the next one. */
    private void begin() {
        if (length == 0) {
            firstLine = lines;
            tooLong = false;
        }
        latestFrom = length;
        if (tooLong || length + lineLength > MOST_RECORD_BYTES) {
            tooLong = true;
            // Something of it stands for the record, or it would be as if none had begun.
            lineLength = length == 0 ? MOST_BEGINNING_BYTES : 0;
        }
        if (length + lineLength > record.length) {
            record = Arrays.copyOf(record, Math.max(2 * record.length, length + lineLength));
        }
        System.arraycopy(line, 0, record, length, lineLength);
        length += lineLength;
    }

    private Piece piece(boolean last) {
        boolean cut = last && !lineEnded && length > 0;
        int whole = cut ? latestFrom : length;
        Piece piece = new Piece(firstLine, new String(record, 0, whole, StandardCharsets.UTF_8), last, cut, tooLong);
        length = 0;
        return piece;
    }

    /** Reads a line with its end, or as much of it as is looked at; false behind the last one. */
    private boolean readLine() throws IOException {
        if (next == end && !refill()) {
            return false;
        }
        lineLength = 0;
        lineEnded = false;
        lines++;
        do {
            int from = next;
            while (next < end && piece[next] != '\n') {
                next++;
            }
            lineEnded = next < end;
            next += lineEnded ? 1 : 0;
            append(from, next - from);
        } while (!lineEnded && refill());
        return true;
    }

    private void append(int from, int count) {
        int kept = Math.min(count, MOST_RECORD_BYTES + 1 - lineLength);
        if (lineLength + kept > line.length) {
            line = Arrays.copyOf(line, Math.max(2 * line.length, lineLength + kept));
        }
        System.arraycopy(piece, from, line, lineLength, kept);
        lineLength += kept;
    }

    private boolean refill() throws IOException {
        next = 0;
        end = Math.max(0, stream.read(piece, 0, piece.length));
        return end > 0;
    }
}
