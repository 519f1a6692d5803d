package dev.leaktriage.classify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The two readers of rule files, of which the quick one may say nothing but what the other says. */
final class PlainJsonTest {
    private static final Path SHIPPED =
            Path.of("src", "main", "resources", "dev", "leaktriage", "classify", "rules.json");
    private static final String PIECES = "{}[]:,\"\\ \t\n\r/*019-.eé\u0001x\ud83d\ude00";

    private static Optional<LocatedJson> thorough(String text) {
        try {
            return Optional.of(LocatedJsonReader.read(text));
        } catch (BrokenJson e) {
            return Optional.empty();
        }
    }

    @Test
    void theShippedRulesArePlain() throws IOException {
        String text = Files.readString(SHIPPED);

        assertThat(PlainJson.read(text)).isPresent().isEqualTo(thorough(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[",
                "{}",
                "[]",
                " [ ] ",
                "7",
                "[7]",
                "[-7]",
                "[07]",
                "[0]",
                "[7.5]",
                "[7e1]",
                "[999999999999999999]",
                "[9223372036854775808]",
                "[true]",
                "[null]",
                "[\"a\\n\"]",
                "[\"a\nb\"]",
                "[1,]",
                "[,1]",
                "[1 2]",
                "{\"a\":1,\"a\":2}",
                "{\"a\":1}x",
                "{\"a\" : [ 1 , \"b\" ] }\n",
                "{a:1}",
                "{\"a\"}",
                "{\"a\":}",
                "{1:2}",
                "[1]\r\n",
                "/* a */ [1]",
                "\ufeff[1]",
                "[[[[[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]]]]",
                "[\"\u00e9\ud83d\ude00\", 1]",
                "[1}",
                "{\"a\":1]"
            })
    void whatItReadsIsWhatStandsThere(String text) {
        PlainJson.read(text).ifPresent(read -> assertThat(thorough(text)).contains(read));
    }

    @Test
    void whateverIsChangedInARuleFileItReadsTheSameOrLeavesIt() throws IOException {
        String text = beginning(Files.readString(SHIPPED));
        Random random = new Random(20);
        int read = 0;
        for (int i = 0; i < 20_000; i++) {
            StringBuilder changed = new StringBuilder(text);
            for (int changes = random.nextInt(3); changes >= 0; changes--) {
                change(changed, random);
            }
            Optional<LocatedJson> plain = PlainJson.read(changed.toString());
            read += plain.isPresent() ? 1 : 0;
            plain.ifPresent(json -> assertThat(thorough(changed.toString())).contains(json));
        }
        assertThat(read).isPositive();
    }

    /** The first two rules, as a document. */
    private static String beginning(String text) {
        int third = text.indexOf("\"survived-cache-clear\"");
        return text.substring(0, text.lastIndexOf("}", third) + 1) + "\n  ]\n}\n";
    }

    private static void change(StringBuilder text, Random random) {
        int at = random.nextInt(text.length());
        String piece = String.valueOf(PIECES.charAt(random.nextInt(PIECES.length())));
        switch (random.nextInt(3)) {
            case 0 -> text.deleteCharAt(at);
            case 1 -> text.insert(at, piece);
            default -> text.replace(at, at + 1, piece);
        }
    }
}
