package dev.leaktriage.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leaktriage.model.Recognition;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Records of which nothing is new are read without a search; what is read is what a reader that remembers nothing reads. */
class KnownRecordsTest {
    private static final String[] SPOILERS = {
        "\u001b[0m",
        "\u001b[1;31m",
        "\u001b",
        "\r",
        "\n",
        "x",
        " ",
        "1. a()\n",
        "    3. late()\n",
        "  Call stack:\n",
        "\u001b[36m  Call stack:\u001b[0m\n",
        "noise 7. of anything\n",
        "12. ",
        "\0",
        "é"
    };

    /** Long, so that most of a text lies behind what a reader looks at beforehand. */
    private static final String ARGUMENTS = "std::vector<int, std::allocator<int>> const&, ".repeat(20);

    private record Told(List<String> events, Recognition recognition, List<Malformation> malformations) {}

    private static Told read(String text, boolean remembers) throws IOException {
        LogReader reader = new LogReader(Dialects.all(), remembers, 1, Integer.MAX_VALUE);
        List<String> events = new ArrayList<>();
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        reader.read(
                Source.of("text", new ByteArrayInputStream(bytes)),
                event -> events.add(event.prefixed + " " + event.stackCut + " " + EventText.describe(event, reader)));
        return new Told(events, reader.recognition(), reader.malformations());
    }

    @Test
    void recordsThatComeAgainAreReadAsIfTheyWereNew() throws IOException {
        Random random = new Random(29);
        for (int round = 0; round < 20; round++) {
            String text = log(random, random.nextInt(3), random.nextBoolean() ? "\n" : "\r\n");
            assertThat(read(text, true)).as("round %d", round).isEqualTo(read(text, false));
        }
    }

    @Test
    void anythingAmongThemIsSeen() throws IOException {
        Random random = new Random(31);
        for (int round = 0; round < 60; round++) {
            StringBuilder text = new StringBuilder(log(random, random.nextInt(3), "\n"));
            for (int spoiler = random.nextInt(6); spoiler >= 0; spoiler--) {
                text.insert(random.nextInt(text.length()), SPOILERS[random.nextInt(SPOILERS.length)]);
            }
            if (random.nextInt(4) == 0) {
                text.setLength(random.nextInt(text.length()));
            }
            assertThat(read(text.toString(), true)).as("round %d", round).isEqualTo(read(text.toString(), false));
        }
    }

    @Test
    void aLastRecordWithoutALineEndIsCutHoweverManyCameBefore() throws IOException {
        Random random = new Random(37);
        String text = log(random, 0, "\n");
        for (int cut = text.length(); cut > text.length() - 500; cut -= 7) {
            String beginning = text.substring(0, cut);
            assertThat(read(beginning, true)).as("cut at %d", cut).isEqualTo(read(beginning, false));
        }
    }

    /** A few shapes of records with a few stacks, again and again. */
    private static String log(Random random, int prefix, String lineEnd) {
        StringBuilder text = new StringBuilder();
        int stamp = 1_000_000;
        for (int record = 0; record < 120; record++) {
            List<String> lines = new ArrayList<>();
            String where = "buffer at 0x" + Integer.toHexString(32 * random.nextInt(2000)) + " size="
                    + 32 * random.nextInt(100) + " device=" + random.nextInt(3);
            if (random.nextInt(3) == 0) {
                lines.add("DEBUG: Untracking " + where + " pid=1");
            } else {
                lines.add("🔍 DEBUG: Tracking " + where + " type=DRAM pid=1");
                stack(random, lines);
            }
            for (String line : lines) {
                String before =
                        prefix == 1 ? "2026-01-01T00:00:00." + stamp++ + "Z " : prefix == 2 ? "[1,0]<out> " : "";
                text.append(before).append(line).append(lineEnd);
            }
        }
        return text.toString();
    }

    private static void stack(Random random, List<String> lines) {
        if (random.nextInt(6) == 0) {
            return;
        }
        lines.add("  Call stack:");
        int path = random.nextInt(5);
        int frames = random.nextInt(12) == 0 ? 0 : 1 + path;
        for (int frame = 1; frame <= frames; frame++) {
            lines.add("    " + frame + ". ttnn::step_" + path % frame + "(" + ARGUMENTS.repeat(path % 3) + ") at a.cpp:"
                    + frame);
        }
    }
}
