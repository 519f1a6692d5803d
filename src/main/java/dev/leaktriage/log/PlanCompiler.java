package dev.leaktriage.log;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.antlr.v4.runtime.BailErrorStrategy;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.Lexer;
import org.antlr.v4.runtime.NoViableAltException;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.Vocabulary;
import org.antlr.v4.runtime.atn.PredictionMode;
import org.antlr.v4.runtime.misc.IntervalSet;
import org.antlr.v4.runtime.misc.ParseCancellationException;
import org.antlr.v4.runtime.tree.ParseTree;
import org.antlr.v4.runtime.tree.TerminalNode;

/** Has ANTLR parse a line and makes a plan of the parse. */
final class PlanCompiler {
    /** The rule for a known key with a value of another kind; such a value belongs to the shape of its line. */
    private static final String MISFIT = "misfit";
    /** The rule for the alternatives that several rules have in common. */
    private static final String COMMON = "common";
    /** The rule for what may stand behind every alternative and belongs to the record. */
    private static final String MORE = "more";

    private final Dialect dialect;
    private Optional<Parser> unfolded = Optional.empty();
    private PredictionMode prediction = PredictionMode.SLL;
    private long parses;

    PlanCompiler(Dialect dialect) {
        this.dialect = dialect;
    }

    /** Made when it is asked for: most logs are of one dialect or two, and it takes ANTLR a while to unfold a grammar. */
    private Parser parser() {
        if (unfolded.isEmpty()) {
            Lexer lexer = dialect.lexer().apply(CharStreams.fromString(""));
            Parser parser = dialect.parser().apply(new CommonTokenStream(lexer));
            lexer.removeErrorListeners();
            parser.removeErrorListeners();
            parser.setErrorHandler(new BailErrorStrategy());
            unfolded = Optional.of(parser);
        }
        return unfolded.get();
    }

    /** How many lines were given to ANTLR so far. */
    long parses() {
        return parses;
    }

    /** True if a keyword of the grammar begins with these bytes and goes on behind them. */
    boolean isBeginningOfKeyword(byte[] bytes) {
        String text = "'" + new String(bytes, StandardCharsets.ISO_8859_1);
        Vocabulary vocabulary = parser().getVocabulary();
        return IntStream.rangeClosed(1, vocabulary.getMaxTokenType())
                .mapToObj(vocabulary::getLiteralName)
                .anyMatch(
                        keyword -> keyword != null && keyword.startsWith(text) && keyword.length() > text.length() + 1);
    }

    /**
     * Parses a line and compiles its shape.
     *
     * @param rule {@code record} or {@code detail}
     * @param from offset of the first byte of the record on its line
     * @param to end of the line's content
     * @throws Malformed if the line is not in the language
     */
    Plan compile(String rule, byte[] bytes, int from, int to) throws Malformed {
        parses++;
        Parser parser = parser();
        Lexer lexer = (Lexer) parser.getTokenStream().getTokenSource();
        // Latin-1 makes one character of each byte: token positions are byte offsets, whatever the encoding.
        lexer.setInputStream(CharStreams.fromString(new String(bytes, from, to - from, StandardCharsets.ISO_8859_1)));
        CommonTokenStream tokens = new CommonTokenStream(lexer);
        parser.setTokenStream(tokens);
        try {
            ParserRuleContext tree = tree(parser, rule);
            return compile(alternative(tree), more(tree), bytes, from);
        } catch (ParseCancellationException cancelled) {
            throw malformed(cancelled);
        }
    }

    /**
     * Parses by the weaker of ANTLR's ways to predict, which takes less time at first and, where it succeeds, gives the tree
     * that the stronger one gives. Where it fails, the stronger one decides, from then on at once: a log with one such line
     * may have many, and each would be parsed twice.
     */
    private ParserRuleContext tree(Parser parser, String rule) {
        parser.getInterpreter().setPredictionMode(prediction);
        try {
            return dialect.rules().apply(parser, rule);
        } catch (ParseCancellationException perhaps) {
            if (prediction == PredictionMode.LL) {
                throw perhaps;
            }
            prediction = PredictionMode.LL;
            parser.reset();
            return tree(parser, rule);
        }
    }

    /** The alternative that was taken: of the rule, or of one that several rules have in common. */
    private ParserRuleContext alternative(ParserRuleContext tree) {
        ParserRuleContext taken = (ParserRuleContext) tree.getChild(0);
        boolean common = parser().getRuleNames()[taken.getRuleIndex()].equals(COMMON);
        return common ? (ParserRuleContext) taken.getChild(0) : taken;
    }

    private Optional<ParseTree> more(ParserRuleContext tree) {
        boolean more = tree.getChild(1) instanceof ParserRuleContext context
                && parser().getRuleNames()[context.getRuleIndex()].equals(MORE);
        return more ? Optional.of(tree.getChild(1)) : Optional.empty();
    }

    private Malformed malformed(ParseCancellationException cancelled) {
        if (!(cancelled.getCause() instanceof RecognitionException cause) || cause.getOffendingToken() == null) {
            return new Malformed(0, "not a " + dialect.name() + " record");
        }
        Token offending = cause.getOffendingToken();
        String found = offending.getType() == Token.EOF ? "the line ends" : "found '" + offending.getText() + "'";
        // Between alternatives ANTLR only knows what may begin them, not what may stand at the token.
        String expected = cause instanceof NoViableAltException
                ? ", which no " + dialect.name() + " record has there"
                : ", expected " + expected(cause.getExpectedTokens());
        return new Malformed(offending.getStartIndex(), found + expected);
    }

    /** Names the tokens that may stand somewhere in words that a reader of logs knows. */
    private String expected(IntervalSet types) {
        return types.toList().stream().map(this::named).distinct().sorted().collect(Collectors.joining(" or "));
    }

    private String named(int type) {
        if (type == Token.EOF) {
            return "the end of the line";
        }
        String symbolicName = parser().getVocabulary().getSymbolicName(type);
        return switch (symbolicName) {
            case "HEX" -> "a hexadecimal number such as 0x1f";
            case "HEXDIGITS" -> "a hexadecimal number such as 1f";
            case "SPACE" -> "a blank";
            case "INT" -> "a decimal number";
            case "REAL" -> "a number";
            case "LIST" -> "numbers separated by commas";
            case "QUOTED" -> "text in quotes";
            case "VALUE", "TEXT", "KEY", "OTHER" -> "text";
            default -> parser().getVocabulary().getDisplayName(type);
        };
    }

    private Plan compile(ParserRuleContext alternative, Optional<ParseTree> more, byte[] bytes, int from) {
        String name = parser().getRuleNames()[alternative.getRuleIndex()];
        RecordKind kind = Optional.ofNullable(dialect.kinds().get(name))
                .orElseThrow(() -> new IllegalStateException(dialect.name() + ": rule " + name + " has no meaning"));
        Shape shape = new Shape(bytes, from);
        walk(alternative, name, shape);
        more.ifPresent(options -> walk(options, MORE, shape));
        return shape.plan(name, kind);
    }

    private void walk(ParseTree tree, String rule, Shape shape) {
        if (tree instanceof TerminalNode leaf) {
            token(leaf.getSymbol(), rule, shape);
            return;
        }
        ParserRuleContext context = (ParserRuleContext) tree;
        String inner = parser().getRuleNames()[context.getRuleIndex()];
        if (Field.ofRule(inner) == Field.REMAINDER) {
            shape.slot(
                    Slot.REMAINDER,
                    Field.REMAINDER,
                    context.getStart().getStartIndex(),
                    context.getStop().getStopIndex() + 1);
            return;
        }
        if (Field.ofRule(inner) == Field.TITLE) {
            shape.words(
                    Field.TITLE,
                    context.getStart().getStartIndex(),
                    context.getStop().getStopIndex() + 1);
            return;
        }
        for (int i = 0; i < tree.getChildCount(); i++) {
            walk(tree.getChild(i), inner, shape);
        }
    }

    private void token(Token token, String rule, Shape shape) {
        if (token.getType() == Token.EOF) {
            return;
        }
        Field field = Field.ofRule(rule);
        Optional<Slot> slot = slot(token, field, shape);
        if (slot.isPresent() && !rule.equals(MISFIT)) {
            shape.slot(slot.get(), field, token.getStartIndex(), token.getStopIndex() + 1);
            return;
        }
        shape.keyword(field, token.getText(), token.getStopIndex() + 1);
    }

    /**
     * The class of a token's text, if it may vary within a shape. A word of which an event has text must be one
     * that no other word for the lexer is; else it belongs to the shape.
     */
    private Optional<Slot> slot(Token token, Field field, Shape shape) {
        Optional<Slot> slot = Slot.ofToken(parser().getVocabulary().getSymbolicName(token.getType()));
        if (slot.filter(Slot.WORD::equals).isEmpty() || field == Field.IGNORED) {
            return slot;
        }
        return Optional.of(Slot.PLAIN_WORD).filter(plain -> shape.fits(plain, token));
    }

    /** A shape in the making. */
    private static final class Shape {
        private final byte[] bytes;
        private final int base;
        private final List<byte[]> literals = new ArrayList<>();
        private final List<Slot> slots = new ArrayList<>();
        private final List<Field> fields = new ArrayList<>();
        private final List<Field.Constant> constants = new ArrayList<>();
        private int literalStart;
        private int end;

        Shape(byte[] bytes, int base) {
            this.bytes = bytes;
            this.base = base;
        }

        boolean fits(Slot slot, Token token) {
            int stop = base + token.getStopIndex() + 1;
            return slot.end(bytes, base + token.getStartIndex(), stop) == stop;
        }

        void slot(Slot slot, Field field, int start, int stop) {
            literals.add(java.util.Arrays.copyOfRange(bytes, base + literalStart, base + start));
            slots.add(slot);
            fields.add(field);
            literalStart = stop;
            end = stop;
        }

        void keyword(Field field, String text, int stop) {
            field.constant(text).ifPresent(constants::add);
            end = stop;
        }

        /** Text of several words that is the same in every line of the shape. */
        void words(Field field, int start, int stop) {
            String text = new String(bytes, base + start, stop - start, StandardCharsets.UTF_8);
            keyword(field, text, stop);
        }

        Plan plan(String rule, RecordKind kind) {
            literals.add(java.util.Arrays.copyOfRange(bytes, base + literalStart, base + end));
            return new Plan(rule, kind, literals, slots, fields, constants);
        }
    }

    /** A line that is not in the language. */
    static final class Malformed extends Exception {
        private static final long serialVersionUID = 1;
        private final int offset;

        /**
         * Makes one.
         *
         * @param offset where the parser gave up, in bytes from the start of the record
         */
        Malformed(int offset, String message) {
            super(message, null, false, false);
            this.offset = offset;
        }

        int offset() {
            return offset;
        }
    }
}
