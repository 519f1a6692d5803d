package dev.leaktriage.log;

import dev.leaktriage.model.LogEvent;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.antlr.v4.runtime.CharStream;
import org.antlr.v4.runtime.Lexer;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.TokenStream;

/**
 * One language of log records: a grammar pair and what its alternatives mean.
 *
 * @param name as reports count it
 * @param lexer makes a lexer
 * @param parser makes a parser
 * @param rules calls the parser rule of that name: {@code record} for a header line, {@code detail} for a
 *     line of a block record
 * @param kinds the meaning of each alternative of {@code record} and {@code detail}, by its rule name
 * @param anchors the tokens, by symbolic name, one of which every record must contain; their literals are
 *     what the reader searches for; none if every line of a text is a record, which its first line decides
 * @param leads literals that may begin a record before its anchor on the same line; where a dialect has leads, an
 *     anchor without one is weak
 * @param weak the anchors that also occur in other text: a line that has one and does not parse is noise, not
 *     a malformed record
 * @param wrapped the anchors of records that a printer or a terminal may have broken into several lines
 * @param notAfter literals that turn an anchor directly behind them into a part of another dialect's record
 * @param details the tokens, by symbolic name, one of which begins every line of the {@code detail} rule
 * @param late the anchors that are searched for only once a record of the dialect was read
 * @param wholeLines true if a record begins where its line does, whatever stands before its anchor
 */
record Dialect(
        String name,
        Function<CharStream, Lexer> lexer,
        Function<TokenStream, Parser> parser,
        BiFunction<Parser, String, ParserRuleContext> rules,
        Map<String, RecordKind> kinds,
        List<String> anchors,
        List<String> leads,
        Set<String> weak,
        Set<String> wrapped,
        List<String> notAfter,
        List<String> details,
        Set<String> late,
        boolean wholeLines) {
    /** A dialect whose records begin with an anchor or a lead, anywhere on a line. */
    Dialect(
            String name,
            Function<CharStream, Lexer> lexer,
            Function<TokenStream, Parser> parser,
            BiFunction<Parser, String, ParserRuleContext> rules,
            Map<String, RecordKind> kinds,
            List<String> anchors,
            List<String> leads,
            Set<String> weak,
            Set<String> wrapped,
            List<String> notAfter,
            List<String> details) {
        this(name, lexer, parser, rules, kinds, anchors, leads, weak, wrapped, notAfter, details, Set.of(), false);
    }

    /** The family of records that all its records belong to. */
    LogEvent.Form form() {
        return kinds.get(Collections.min(kinds.keySet())).form();
    }

    /** True if it has no anchors: a text is of this dialect as a whole or not at all. */
    boolean isOfWholeTexts() {
        return anchors.isEmpty();
    }

    /** The literal text of an anchor or a detail, as this dialect's grammar has it. */
    String literal(String symbolicName) {
        String literal = Literals.BY_TOKEN.get(name + "." + symbolicName);
        if (literal == null) {
            throw new IllegalStateException(name + ": no literal is known for the token " + symbolicName);
        }
        return literal;
    }
}
