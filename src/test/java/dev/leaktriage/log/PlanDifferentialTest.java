package dev.leaktriage.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PlanDifferentialTest {
    private static final int BATCHES = 1_010;
    private static final int PIECES = 100;
    private static final int LONGEST_PIECE = 4;
    /** A reader with plans is replaced now and then, so that mutated shapes do not crowd out the common ones. */
    private static final int BATCHES_A_READER = 10;

    @Test
    void plansAndTheParserMeanTheSameInEveryText() throws IOException {
        LogReader planned = new LogReader(Dialects.all(), true);
        LogReader parsed = new LogReader(Dialects.all(), false);
        for (Path text : Texts.all()) {
            assertSame(Texts.bytes(text), read(parsed, Texts.bytes(text)), read(planned, Texts.bytes(text)));
        }
        assertThat(planned.parses()).isLessThan(parsed.parses() / 2);
    }

    @Test
    void plansAndTheParserMeanTheSameInMutatedTexts() throws IOException {
        Random random = new Random(20_261_122);
        List<String> lines = lines();
        LogReader parsed = null;
        LogReader planned = null;
        long events = 0;
        for (int batch = 0; batch < BATCHES; batch++) {
            if (batch % BATCHES_A_READER == 0) {
                planned = new LogReader(Dialects.all(), true);
                parsed = new LogReader(Dialects.all(), false);
            }
            byte[] text = mutated(random, lines);
            List<String> expected = read(parsed, text);
            assertSame(text, expected, read(planned, text));
            events += expected.size();
        }
        assertThat((long) BATCHES * PIECES).isGreaterThanOrEqualTo(100_000);
        assertThat(events).isGreaterThan(50_000);
    }

    /** Shows the first difference only, with the line it is about. */
    private static void assertSame(byte[] text, List<String> parsed, List<String> planned) {
        int same = 0;
        while (same < parsed.size() && same < planned.size() && parsed.get(same).equals(planned.get(same))) {
            same++;
        }
        if (same == parsed.size() && same == planned.size()) {
            return;
        }
        String one = same < parsed.size() ? parsed.get(same) : "no event";
        String other = same < planned.size() ? planned.get(same) : "no event";
        List<String> lines = List.of(new String(text, StandardCharsets.ISO_8859_1).split("\n"));
        String about = Stream.of(one, other)
                .map(event -> event.replaceAll("^(?s)[A-Z]+ (?:prefixed )?(\\d+)\\+.*", "$1"))
                .filter(number -> number.matches("\\d+"))
                .map(number -> number + ": " + lines.get(Integer.parseInt(number) - 1))
                .collect(Collectors.joining("\n"));
        assertThat(other).as("%s", about).isEqualTo(one);
    }

    private static List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (Path text : Texts.all()) {
            String whole = new String(Texts.bytes(text), StandardCharsets.ISO_8859_1);
            lines.addAll(whole.lines().limit(400).toList());
        }
        return lines;
    }

    private static byte[] mutated(Random random, List<String> lines) {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        for (int piece = 0; piece < PIECES; piece++) {
            int start = random.nextInt(lines.size());
            int count = 1 + random.nextInt(LONGEST_PIECE);
            List<String> part = lines.subList(start, Math.min(lines.size(), start + count));
            boolean carriage = random.nextInt(6) == 0;
            String joined = String.join(carriage ? "\r\n" : "\n", part) + "\n";
            text.writeBytes(mutate(random, joined).getBytes(StandardCharsets.ISO_8859_1));
        }
        return text.toByteArray();
    }

    private static String mutate(Random random, String text) {
        int at = random.nextInt(text.length());
        String before = text.substring(0, at);
        String after = text.substring(at);
        return switch (random.nextInt(9)) {
            case 0 -> before + (char) random.nextInt(256) + after.substring(1);
            case 1 -> before + after.substring(1);
            case 2 -> digits(random, text);
            case 3 -> before + "\n";
            case 4 -> before + after.replaceFirst("\n", "");
            case 5 -> before + "\u001b[3" + random.nextInt(8) + "m" + after;
            case 6 -> before + after.replaceFirst("\n", " \u001b[0m\r\n");
            case 7 -> before + " " + after;
            default -> before + "=,()x0.\"".charAt(random.nextInt(8)) + after;
        };
    }

    private static String digits(Random random, String text) {
        StringBuilder changed = new StringBuilder(text);
        for (int i = 0; i < changed.length(); i++) {
            if (Character.isDigit(changed.charAt(i)) && random.nextInt(4) == 0) {
                String replacement = random.nextInt(40) == 0 ? "99999999999999999999" : "" + random.nextInt(10);
                changed.replace(i, i + 1, replacement);
                i += replacement.length();
            }
        }
        return changed.toString();
    }

    private static List<String> read(LogReader reader, byte[] text) throws IOException {
        List<String> events = new ArrayList<>();
        int shownBefore = reader.malformations().size();
        long malformedBefore = reader.recognition().malformed();
        reader.read(
                Source.of("text", new ByteArrayInputStream(text)),
                event -> events.add(
                        event.form + (event.prefixed ? " prefixed " : " ") + EventText.describe(event, reader)));
        List<Malformation> shown = reader.malformations();
        shown.subList(shownBefore, shown.size())
                .forEach(malformed -> events.add("MALFORMED " + malformed.line() + "+ column " + malformed.column()
                        + " " + malformed.message()));
        events.add("malformed " + (reader.recognition().malformed() - malformedBefore));
        return events;
    }
}
