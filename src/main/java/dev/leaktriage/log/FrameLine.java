package dev.leaktriage.log;

import dev.leaktriage.log.grammar.FrameLexer;
import dev.leaktriage.log.grammar.FrameParser;
import dev.leaktriage.model.Frame;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.CommonTokenStream;

/** Has ANTLR take a frame line apart. */
final class FrameLine {
    private final FrameLexer lexer = new FrameLexer(CharStreams.fromString(""));
    private final FrameParser parser = new FrameParser(new CommonTokenStream(lexer));

    FrameLine() {
        lexer.removeErrorListeners();
        parser.removeErrorListeners();
    }

    /**
     * Where what decides about the frame of a line begins: behind the number, so that a frame is taken apart once and not
     * once for each depth at which it stands.
     */
    static int afterNumber(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && bytes[at] >= '0' && bytes[at] <= '9') {
            at++;
        }
        // "1. : " is what stands before a symbol in a library of that name.
        boolean numbered = at > from && at + 1 < to && bytes[at] == '.' && bytes[at + 1] == ' ';
        boolean nameless = at + 3 < to && bytes[at + 2] == ':' && bytes[at + 3] == ' ';
        return numbered && !nameless ? at + 1 : from;
    }

    /** The frame of a line; a line that says nothing recognisable is a symbol as a whole. */
    Frame parse(String line) {
        lexer.setInputStream(CharStreams.fromString(line));
        parser.setTokenStream(new CommonTokenStream(lexer));
        FrameParser.FrameContext frame = parser.frame();
        if (parser.getNumberOfSyntaxErrors() > 0) {
            return new Frame(line.strip(), "");
        }
        String symbol = frame.symbol() == null ? "" : frame.symbol().getText().strip();
        return new Frame(
                symbol, frame.module() == null ? "" : module(frame.module().getText()));
    }

    private static String module(String text) {
        return text.substring(0, text.lastIndexOf(':')).strip();
    }
}
