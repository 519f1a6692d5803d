package dev.leaktriage.recorder;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Adds to a log what a GitHub Actions job adds: a time stamp before every line, colours, CRLF, and the output
 * of other programs between the records.
 *
 * <p>It wants each record by itself, for noise may stand between records and never within one.
 */
final class CiDecoration implements RecordSink {
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd'T'HH:mm:ss.SSSSSSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final Instant FIRST = Instant.parse("2026-05-14T12:12:18.087Z");
    private static final int RECORDS_PER_NOISE = 6;
    private static final int TICK_NANOS = 100;
    private static final int MAX_TICKS_IN_RECORD = 40;
    private static final int MAX_MILLIS_BETWEEN_RECORDS = 20;

    private static final List<List<String>> NOISE = List.of(
            List.of("=== L1 Memory Summary ===", "Device 0: Peak 40 MB, Current 0 MB", "========================"),
            List.of("##[group]Run pytest tests/ttnn/unit_tests -xvs", "##[endgroup]"),
            List.of("DEBUG: Checkpoint saved to /tmp/model-000100.ckpt"),
            List.of("🔍 DEBUG: Tracking disabled for host buffers"),
            List.of("DEBUG:urllib3.connectionpool:Starting new HTTPS connection (1): models.example.com:443"),
            List.of("                  Metal | INFO     | Initializing device 0. Program cache is NOT enabled"),
            List.of("2026-05-14 12:12:18.116 | info     |           Metal | AI CLK for device 2 is: 1000 MHz "
                    + "(metal_context.cpp:260)"),
            List.of("2026-05-14 12:12:18.159 | INFO     | models.tt_transformers.tt.generator:"
                    + "prefill_forward_text:468 - Prefilling User 24 up to 768 tokens"),
            List.of("see tests/ttnn/unit_tests/test_add.py::test_add[1-32] for what the reference gives"));

    private static final String COLOURED = "DEBUG: ";

    private final RecordSink out;
    private final Random random;
    private final LineBuffer decorated = new LineBuffer();
    private Instant now = FIRST;

    CiDecoration(RecordSink out, long seed) {
        this.out = out;
        this.random = new Random(seed);
    }

    @Override
    public int enoughBytes() {
        return 1;
    }

    @Override
    public int mostBytes() {
        return out.mostBytes();
    }

    @Override
    public void write(LineBuffer records, int length) throws IOException {
        decorated.truncate(0);
        if (random.nextInt(RECORDS_PER_NOISE) == 0) {
            NOISE.get(random.nextInt(NOISE.size())).forEach(line -> decorate(line, "", ""));
        }
        int record = 0;
        int at = 0;
        while (at < length) {
            int end = records.lineEnd(at);
            boolean decides = record < records.records() && records.decidedFrom(record) < end;
            int literal = decides ? records.decidedFrom(record) : end;
            int behind = decides ? records.decidedTo(record++) : end;
            decorate(records.text(at, literal), records.text(literal, behind), records.text(behind, end));
            at = end + 1;
        }
        out.write(decorated, decorated.length());
        now = now.plus(Duration.ofMillis(1 + random.nextInt(MAX_MILLIS_BETWEEN_RECORDS)));
    }

    /** Adds a line, in the middle of which may stand a literal that decides. */
    private void decorate(String before, String deciding, String behind) {
        boolean coloured = deciding.startsWith(COLOURED);
        decorated.text(STAMP.format(now)).text(coloured ? " \033[36;1m" : " ").text(before);
        if (!deciding.isEmpty()) {
            decorated.deciding(deciding);
        }
        decorated.text(behind).text(coloured ? "\033[0m\r" : "\r").newLine();
        now = now.plusNanos((long) TICK_NANOS * (1 + random.nextInt(MAX_TICKS_IN_RECORD)));
    }

    @Override
    public void flush() throws IOException {
        out.flush();
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
