package dev.leaktriage.log;

import org.antlr.v4.runtime.CharStream;
import org.antlr.v4.runtime.misc.Interval;

/**
 * A line as a lexer reads it, for one line after the other.
 *
 * <p>ANTLR's own streams copy a text three times to number its code points: a sixth of the time that frames took. Here an
 * index is one into the string, and a pair of surrogates has two.
 */
final class LineStream implements CharStream {
    private String line = "";
    private int at;

    /** Begins another line. */
    void begin(String next) {
        line = next;
        at = 0;
    }

    @Override
    public void consume() {
        if (at == line.length()) {
            throw new IllegalStateException("the line has ended");
        }
        at += Character.charCount(line.codePointAt(at));
    }

    /** The next code point: a lexer looks no further. */
    @Override
    public int LA(int offset) {
        if (offset != 1) {
            throw new UnsupportedOperationException("a lexer asks for the next character, not for number " + offset);
        }
        return at < line.length() ? line.codePointAt(at) : EOF;
    }

    /** Of no use: the whole line is at hand. */
    @Override
    public int mark() {
        return 0;
    }

    @Override
    public void release(int marker) {
        // See mark().
    }

    @Override
    public int index() {
        return at;
    }

    @Override
    public void seek(int index) {
        at = Math.min(index, line.length());
    }

    @Override
    public int size() {
        return line.length();
    }

    @Override
    public String getText(Interval interval) {
        return line.substring(interval.a, Math.min(interval.b + 1, line.length()));
    }

    @Override
    public String getSourceName() {
        return UNKNOWN_SOURCE_NAME;
    }
}
