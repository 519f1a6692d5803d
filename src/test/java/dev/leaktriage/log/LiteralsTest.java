package dev.leaktriage.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.antlr.v4.runtime.Parser;
import org.junit.jupiter.api.Test;

/**
 * Holds {@link Literals} against the grammars.
 *
 * <p>With {@code -Dleaktriage.rewrite=true} they are written anew instead.
 */
class LiteralsTest {
    private static final Path SOURCE = Path.of("src", "main", "java", "dev", "leaktriage", "log", "Literals.java");
    private static final String HEAD = """
            package dev.leaktriage.log;

            import static java.util.Map.entry;

            import java.util.Map;

            /**
             * What the grammars' tokens stand for that dialects name, as {@code LiteralsTest} writes it with {@code
             * -Dleaktriage.rewrite=true}.
             *
             * <p>A grammar knows, but to ask it has ANTLR unfold it; all of them would take every start some 12 ms of processor
             * time, and most logs are of one dialect or two.
             */
            final class Literals {
                /** By the dialect's name, a point and the token's symbolic name. */
                static final Map<String, String> BY_TOKEN = Map.ofEntries(
            """;
    private static final String TAIL = ");\n\n    private Literals() {}\n}\n";

    @Test
    void theyAreThoseOfTheGrammars() throws IOException {
        Map<String, String> expected = ofGrammars();

        if (Boolean.getBoolean("leaktriage.rewrite")) {
            Files.writeString(SOURCE, source(expected));
        } else {
            assertThat(Literals.BY_TOKEN).isEqualTo(expected);
        }
    }

    private static Map<String, String> ofGrammars() {
        Map<String, String> literals = new LinkedHashMap<>();
        for (Dialect dialect : Dialects.all()) {
            Stream.concat(dialect.anchors().stream(), dialect.details().stream())
                    .forEach(token -> literals.put(dialect.name() + "." + token, inGrammar(dialect, token)));
        }
        return literals;
    }

    private static String source(Map<String, String> literals) {
        return literals.entrySet().stream()
                .map(literal -> "entry(" + quoted(literal.getKey()) + ", " + quoted(literal.getValue()) + ")")
                .collect(Collectors.joining(",\n", HEAD, TAIL));
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /** The literal text of a token of a dialect's grammar. */
    static String inGrammar(Dialect dialect, String token) {
        Parser parser = dialect.parser().apply(null);
        String quoted = parser.getVocabulary().getLiteralName(parser.getTokenType(token));
        assertThat(quoted)
                .as("%s has a literal in the grammar of %s", token, dialect.name())
                .isNotNull();
        return quoted.substring(1, quoted.length() - 1);
    }
}
