package dev.leaktriage.benchmarks;

import dev.leaktriage.benchmarks.grammar.WholeLogLexer;
import dev.leaktriage.benchmarks.grammar.WholeLogParser;
import java.io.IOException;
import java.nio.file.Path;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.atn.PredictionMode;

/**
 * A peer: gives a whole log to ANTLR at once, as one would who does not care for speed.
 *
 * <p>It is spared what costs most otherwise: it makes no parse tree, and keeps nothing of what it parsed. The log is read as
 * what it is, UTF-8 with a symbol before most records, for which ANTLR keeps four bytes for each character.
 */
public final class WholeFileParse {
    private WholeFileParse() {}

    /**
     * Parses a log.
     *
     * @param arguments the file
     * @throws IOException if it cannot be read
     */
    public static void main(String[] arguments) throws IOException {
        WholeLogLexer lexer = new WholeLogLexer(CharStreams.fromPath(Path.of(arguments[0])));
        CommonTokenStream tokens = new CommonTokenStream(lexer);
        WholeLogParser parser = new WholeLogParser(tokens);
        parser.setBuildParseTree(false);
        parser.getInterpreter().setPredictionMode(PredictionMode.SLL);
        parser.log();
        if (parser.getNumberOfSyntaxErrors() > 0) {
            throw new IllegalStateException("a generated log must parse");
        }
        System.out.println(tokens.size() + " tokens");
    }
}
