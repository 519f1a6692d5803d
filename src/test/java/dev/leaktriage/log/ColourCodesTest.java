package dev.leaktriage.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ColourCodesTest {
    /** With what it begins and ends with, {@link ColourCodes#LONGEST} characters at the most. */
    private static final String CODE = "\u001b\\[[0-9;]{0,29}[A-Za-z]";

    @Test
    void aCodeInsideAnyWordOfARecordChangesNothing() {
        String record = "DEBUG: Tracking buffer at 0x1000 size=4096 device=0 pid=1 seq=1\n";
        List<String> clean = EventText.of(bytes(record));
        for (int at = 1; at < record.length(); at++) {
            String coloured = record.substring(0, at) + "\u001b[1;36m" + record.substring(at);
            assertThat(EventText.of(bytes(coloured))).as("a code at %d", at).isEqualTo(clean);
        }
    }

    @Test
    void aColouredFreeClosesItsBuffer() {
        assertThat(EventText.of(bytes("🔍 \u001b[36mDEBUG:\u001b[0m Untracking buffer at 0x10 size=8 device=0\n"
                        + "✓ [PID 1] \u001b[1mAllocated\u001b[0m 8 bytes of L1 on device 0 (buffer_id=16)\n")))
                .hasSize(2)
                .anySatisfy(event -> assertThat(event).contains("freed"))
                .anySatisfy(event -> assertThat(event).contains("allocated"));
    }

    @Test
    void whatIsLeftIsWhatARegularExpressionLeavesWhereverTheTextIsCut() throws IOException {
        Random random = new Random(3);
        String[] pieces = {
            "\u001b[0m",
            "\u001b[1;31m",
            "\u001b",
            "\u001b[",
            "[0m",
            "abc",
            "\n",
            "0;1",
            "\u001bm",
            "é",
            "1234567890;1234567890;123456"
        };
        for (int round = 0; round < 2000; round++) {
            StringBuilder text = new StringBuilder();
            for (int piece = random.nextInt(40); piece > 0; piece--) {
                text.append(pieces[random.nextInt(pieces.length)]);
            }
            assertThat(window(text.toString(), 1 + random.nextInt(7)))
                    .as(text.toString())
                    .isEqualTo(text.toString().replaceAll(CODE, ""));
        }
    }

    private static String window(String text, int most) throws IOException {
        InputStream slow = new FilterInputStream(new ByteArrayInputStream(bytes(text))) {
            @Override
            public int read(byte[] target, int from, int length) throws IOException {
                return super.read(target, from, Math.min(length, most));
            }
        };
        try (Feed feed = Source.of("text", slow).open()) {
            Window window = new Window();
            window.open(feed);
            window.keep(0);
            List<String> left = new ArrayList<>();
            left.add(new String(window.bytes(), 0, window.limit(), StandardCharsets.UTF_8));
            assertThat(window.complete()).isTrue();
            assertThat(window.bytesRead()).isEqualTo(bytes(text).length);
            return String.join("", left);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
