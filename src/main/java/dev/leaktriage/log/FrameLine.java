package dev.leaktriage.log;

import dev.leaktriage.log.grammar.FrameLexer;
import dev.leaktriage.log.grammar.FrameParser;
import dev.leaktriage.model.Frame;
import org.antlr.v4.runtime.CommonTokenStream;

/** Has ANTLR take a frame line apart. */
final class FrameLine {
    private final LineStream stream = new LineStream();
    private final FrameLexer lexer = new FrameLexer(stream);
    private final CommonTokenStream tokens = new CommonTokenStream(lexer);
    private final FrameParser parser = new FrameParser(tokens);

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
        stream.begin(line);
        lexer.setInputStream(stream);
        tokens.setTokenSource(lexer);
        parser.setTokenStream(tokens);
        FrameParser.FrameContext frame = parser.frame();
        if (parser.getNumberOfSyntaxErrors() > 0) {
            return new Frame(line.strip(), "");
        }
        FrameParser.SymbolContext symbol = frame.symbol();
        FrameParser.ModuleContext module = frame.module();
        return new Frame(
                symbol == null ? "" : symbol.getStart().getText().strip(),
                module == null ? "" : module(module.getStart().getText()));
    }

    private static String module(String text) {
        return text.substring(0, text.lastIndexOf(':')).strip();
    }
}
