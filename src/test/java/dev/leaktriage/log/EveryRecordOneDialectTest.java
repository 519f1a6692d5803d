package dev.leaktriage.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leaktriage.model.LogEvent;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EveryRecordOneDialectTest {
    static List<Path> texts() {
        return Texts.all();
    }

    @ParameterizedTest
    @MethodSource("texts")
    void noLineIsClaimedByTwoDialectsAndAllAreClaimedTogetherAsAlone(Path text) throws IOException {
        Map<Long, List<String>> claims = new TreeMap<>();
        long alone = 0;
        for (Dialect dialect : Dialects.all()) {
            LogReader reader = new LogReader(List.of(dialect));
            read(
                    reader,
                    text,
                    line -> claims.computeIfAbsent(line, key -> new ArrayList<>())
                            .add(dialect.name()));
            alone += reader.recognition().records();
        }
        LogReader together = new LogReader();
        read(together, text, line -> {});

        assertThat(claims.values())
                .allSatisfy(dialects -> assertThat(dialects.stream().distinct()).hasSize(1));
        assertThat(together.recognition().records()).isEqualTo(alone);
    }

    @Test
    void whatATestRunnerSaysIsNoRecord() throws IOException {
        LogReader reader = new LogReader(List.of(TestRunnerDialect.dialect()));
        List<Long> events = new ArrayList<>();
        Path text = Texts.EXCERPTS.resolve("own-test-runners.txt");
        reader.read(
                Source.of("text", new ByteArrayInputStream(Texts.bytes(text))),
                event -> event.kind.isOfTests() && events.add(event.line));

        assertThat(events).hasSizeGreaterThan(40);
        assertThat(reader.recognition().records()).isZero();
        assertThat(reader.recognition().malformed()).isZero();
    }

    @Test
    void everyDialectClaimsSomething() throws IOException {
        LogReader reader = new LogReader();
        for (Path text : Texts.excerpts()) {
            read(reader, text, line -> {});
        }
        assertThat(reader.recognition().recordsByDialect())
                .containsOnlyKeys(Dialects.all().stream()
                        .filter(dialect -> dialect.form() != LogEvent.Form.TEST_RUNNER)
                        .filter(dialect -> !dialect.isOfWholeTexts())
                        .map(Dialect::name)
                        .sorted()
                        .toList());
    }

    private static void read(LogReader reader, Path text, java.util.function.LongConsumer lines) throws IOException {
        reader.read(Source.of("text", new ByteArrayInputStream(Texts.bytes(text))), event -> {
            if (!event.kind.isOfTests()) {
                lines.accept(event.line);
            }
            return true;
        });
    }
}
