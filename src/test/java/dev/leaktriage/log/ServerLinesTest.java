package dev.leaktriage.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leaktriage.model.LogEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Lines of a server that are matched part by part are what their plan, and what stood before them, make of them. */
class ServerLinesTest {
    /** With # for a decimal number and % for a hexadecimal one. */
    private static final List<String> RECORDS = List.of(
            "PID #] Allocated # bytes of DRAM on device # (buffer_id=%)",
            "PID #] Allocated # bytes of L1_SMALL on device # (buffer_id=#, ref_count=#)",
            "PID #] Freed buffer % on device # (# bytes, FINAL)",
            "PID #] Freed buffer # on device # (# bytes, ref_count=# remaining)");

    private static final List<String> BEFORE = List.of(
            "[",
            "\u2713 [",
            "server-1 | \u2717 [",
            "2026-01-01T00:00:00.0001237Z \u2713 [",
            "the long name of a service | [");

    private static final int SPARE_BYTES = ShortText.LONGEST;
    private static final String MORE = "and so on, ".repeat(60);
    private static final String NEAR = "0123456789abcdefABCDEFx, )(\r\n\t=\0\u001b\u00e9";

    private final Random random = new Random(5);
    private final ReaderCounts counts = new ReaderCounts();
    private final Language language = Language.ofAll();

    /** With bytes to spare that look as if numbers went on. */
    private static byte[] padded(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        byte[] padded = Arrays.copyOf(bytes, bytes.length + SPARE_BYTES);
        Arrays.fill(padded, bytes.length, padded.length, (byte) '7');
        return padded;
    }

    private String filled(String record, int fewestBits) {
        StringBuilder text = new StringBuilder();
        for (char c : record.toCharArray()) {
            // More references than these are no small number.
            boolean references = text.toString().endsWith("ref_count=");
            long number = random.nextLong() >>> (references ? 57 : fewestBits + random.nextInt(64 - fewestBits));
            text.append(c == '#' ? Long.toString(number) : c == '%' ? "0x" + Long.toHexString(number) : c + "");
        }
        return text.toString();
    }

    /** Such a line as a reader remembers it. */
    private ExpectedLine expected(String before, String record) throws PlanCompiler.Malformed {
        byte[] bytes = padded(before + record + "\n");
        int start = before.getBytes(StandardCharsets.UTF_8).length;
        int limit = bytes.length - SPARE_BYTES;
        int hit = language.anchors().next(bytes, 0, limit);
        Target target = language.targets(true, counts, new ArrayList<>())
                .get(language.anchors().at(bytes, hit, limit));
        target.plans().read(bytes, start, limit, true, new LogEvent());
        // The first time it is parsed, the second time it is found to be like the first one.
        int end = target.plans().read(bytes, start, limit, true, new LogEvent());
        return new ExpectedLine(target, target.plans().reusable().orElseThrow(), bytes, 0, start, hit, end);
    }

    private static List<String> events(EventBatch batch) throws IOException {
        LogReader reader = new LogReader();
        List<String> events = new ArrayList<>();
        batch.replay(0, 0, stack -> stack, event -> events.add(event.prefixed + EventText.describe(event, reader)));
        return events;
    }

    /** Compares what is made of a text's first line; tells whether it was taken. */
    private static boolean isTaken(ExpectedLine expected, String text) throws IOException {
        byte[] bytes = padded(text);
        int limit = bytes.length - SPARE_BYTES;
        EventBatch taken = new EventBatch();
        ServerLines lines = new ServerLines(List.of(expected.ofServer().orElseThrow()));
        int next = lines.read(bytes, 0, limit, 1, 12, taken);
        if (next == 0) {
            return false;
        }
        int start = expected.start(bytes, 0, limit);
        int end = expected.match(bytes, start, limit);
        LogEvent event = new LogEvent();
        event.clear();
        expected.fill(bytes, start, event);
        event.kind = expected.kind().event();
        event.form = expected.kind().form();
        event.line = 12;
        event.prefixed = start > 0;
        EventBatch wanted = new EventBatch();
        wanted.add(event);
        assertThat(next).as(text).isEqualTo(Lines.afterLineEnd(bytes, end, limit, false));
        assertThat(events(taken)).as(text).isEqualTo(events(wanted));
        return true;
    }

    @Test
    void linesThatDifferInNumbersAreTaken() throws Exception {
        for (String record : RECORDS) {
            for (String before : BEFORE) {
                ExpectedLine expected = expected(before, filled(record, 40));
                for (int round = 0; round < 100; round++) {
                    String line = before + filled(record, 52);
                    assertThat(isTaken(expected, line + "\n" + MORE)).as(line).isTrue();
                    isTaken(expected, before + filled(record, 0) + "\n" + MORE);
                }
            }
        }
    }

    @Test
    void ofLinesWithAnythingInThemOnlySuchAreTaken() throws Exception {
        int taken = 0;
        for (int round = 0; round < 300; round++) {
            String record = RECORDS.get(random.nextInt(RECORDS.size()));
            String before = BEFORE.get(random.nextInt(BEFORE.size()));
            ExpectedLine expected = expected(before, filled(record, 40));
            for (int spoiler = 0; spoiler < 60; spoiler++) {
                StringBuilder text = new StringBuilder(before + filled(record, 45) + "\n" + MORE);
                int at = random.nextInt(text.indexOf("\n") + 1);
                String other = String.valueOf(NEAR.charAt(random.nextInt(NEAR.length())));
                text.replace(at, at + random.nextInt(2), random.nextInt(4) == 0 ? "" : other);
                taken += isTaken(expected, text.toString()) ? 1 : 0;
            }
        }
        assertThat(taken).isGreaterThan(1000);
    }

    @Test
    void nothingIsTakenThatBeginsBehindTheEndOrMayGoOnBehindTheLimit() throws Exception {
        String before = BEFORE.get(1);
        ExpectedLine expected = expected(before, filled(RECORDS.get(0), 40));
        String line = before + filled(RECORDS.get(0), 52) + "\n";
        byte[] bytes = padded(line.repeat(40));
        int lineBytes = (bytes.length - SPARE_BYTES) / 40;
        ServerLines lines = new ServerLines(List.of(expected.ofServer().orElseThrow()));
        EventBatch events = new EventBatch();

        assertThat(lines.read(bytes, 0, bytes.length - SPARE_BYTES, 3 * lineBytes, 1, events))
                .isEqualTo(3 * lineBytes);
        assertThat(lines.count(counts)).isEqualTo(3);
        assertThat(lines.read(bytes, 3 * lineBytes, 5 * lineBytes, Integer.MAX_VALUE, 4, events))
                .isBetween(3 * lineBytes, 4 * lineBytes);
        assertThat(counts.records("server")[0]).isEqualTo(3);
    }
}
