package dev.leaktriage.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leaktriage.model.CountedEvents;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CountedLinesTest {
    private static final int SPARE = 16;

    private static Plan plan(String line) throws PlanCompiler.Malformed {
        byte[] bytes = bytes(line);
        return new PlanCompiler(HeaptrackDialect.dialect()).compile("record", bytes, 0, bytes.length);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static CountedLines loop() throws PlanCompiler.Malformed {
        return CountedLines.of(plan("+ 1f"), plan("- 0"));
    }

    /** What the loop takes of a text: the events, then how many bytes. */
    private static List<Integer> taken(String text, int limit, int kinds) throws PlanCompiler.Malformed {
        CountedEvents batch = new CountedEvents();
        byte[] padded = Arrays.copyOf(bytes(text), text.length() + SPARE);
        int end = loop().read(padded, 0, limit, kinds, batch);
        List<Integer> events = new ArrayList<>();
        Arrays.stream(batch.kinds, 0, batch.count).forEach(events::add);
        events.add(end);
        return events;
    }

    @Test
    void onlyPlansOfOneNumberBehindTwoBytesFit() throws PlanCompiler.Malformed {
        assertThat(CountedLines.fits(plan("+ 1f"))).isTrue();
        assertThat(CountedLines.fits(plan("- 1f"))).isTrue();
        assertThat(CountedLines.fits(plan("a 1f 2"))).isFalse();
        assertThat(CountedLines.fits(plan("# ips: 12"))).isFalse();
        assertThat(CountedLines.fits(plan("X "))).isFalse();
    }

    @Test
    void everyNumberOfUpToSevenDigitsIsRead() throws PlanCompiler.Malformed {
        Random random = new Random(4711);
        StringBuilder text = new StringBuilder();
        List<Integer> expected = new ArrayList<>();
        for (int i = 0; i < 8000; i++) {
            int kind = random.nextInt(1 << 4 * (1 + random.nextInt(7)));
            boolean allocated = random.nextBoolean();
            text.append(allocated ? "+ " : "- ")
                    .append(Integer.toHexString(kind))
                    .append('\n');
            expected.add(allocated ? kind : ~kind);
        }
        expected.add(text.length());
        assertThat(taken(text.toString(), text.length(), Integer.MAX_VALUE)).isEqualTo(expected);
    }

    @Test
    void everyOtherByteInANumberEndsTheLoop() throws PlanCompiler.Malformed {
        for (int at = 0; at < 3; at++) {
            for (char c = 0; c < 256; c++) {
                StringBuilder number = new StringBuilder("000");
                number.setCharAt(at, c);
                String line = "- " + number + "\n";
                boolean digit = "0123456789abcdef".indexOf(c) >= 0;
                boolean shorter = c == '\n' && at > 0;
                List<Integer> events = taken("+ 0\n" + line, 4 + line.length(), 1 << 20);
                assertThat(events.size() - 1).as("byte %d at %d", (int) c, at).isEqualTo(digit || shorter ? 2 : 1);
            }
        }
    }

    @Test
    void theLoopEndsWhereALineIsNotOneOfTheTwo() throws PlanCompiler.Malformed {
        assertThat(taken("+ 1\n- 1\nc 5\n+ 1\n", 16, 2)).containsExactly(1, ~1, 8);
        assertThat(taken("+ 1\n\n", 5, 2)).containsExactly(1, 4);
        assertThat(taken("+ \n", 3, 2)).containsExactly(0);
        assertThat(taken("+1\n", 3, 2)).containsExactly(0);
        assertThat(taken("+ 12345678\n", 11, Integer.MAX_VALUE)).containsExactly(0);
    }

    @Test
    void aKindThatIsNotDefinedEndsTheLoop() throws PlanCompiler.Malformed {
        assertThat(taken("+ 1\n+ 2\n", 8, 2)).containsExactly(1, 4);
    }

    @Test
    void whatLiesBehindTheLimitIsNotRead() throws PlanCompiler.Malformed {
        assertThat(taken("+ 1\n+ 12\n", 8, 0x100)).containsExactly(1, 4);
        assertThat(taken("+ 1\n+ 1\n", 5, 0x100)).containsExactly(1, 4);
        assertThat(taken("+ 1\n", 4, 0x100)).containsExactly(1, 4);
    }

    @Test
    void aFullBatchEndsTheLoop() throws PlanCompiler.Malformed {
        String text = "+ 0\n".repeat(CountedEvents.MOST + 1);
        assertThat(taken(text, text.length(), 1))
                .hasSize(CountedEvents.MOST + 1)
                .endsWith(4 * CountedEvents.MOST);
    }
}
