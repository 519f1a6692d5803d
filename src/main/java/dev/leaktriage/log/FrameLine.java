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
     * What decides about the frame of a line: the line without its number and with a blank at its beginning if it had one,
     * so that a frame is taken apart once and not once for each depth at which it stands.
     */
    static String withoutNumber(String line) {
        int digits = 0;
        while (digits < line.length() && line.charAt(digits) >= '0' && line.charAt(digits) <= '9') {
            digits++;
        }
        // "1. : " is what stands before a symbol in a library of that name.
        boolean numbered = digits > 0 && line.startsWith(". ", digits) && !line.startsWith(": ", digits + 2);
        return numbered ? line.substring(digits + 1) : line;
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
