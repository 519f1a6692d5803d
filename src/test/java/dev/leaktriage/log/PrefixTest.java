package dev.leaktriage.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrefixTest {
    /** Digits, their neighbours, and bytes whose top bit is set. */
    private static final String ALPHABET = "0123456789/:;Zz \u00b0\u00b9\u00ba\u00ff\u0000";

    private final Prefix prefix = new Prefix();

    @Test
    void nothingBeginsWithWhatIsNotRemembered() {
        assertThat(prefix.begins(new byte[10], 0, 10)).isFalse();
        prefix.remember(new byte[10], 0, 4);
        assertThat(prefix.begins(new byte[10], 0, 10)).isTrue();
        prefix.forget();
        assertThat(prefix.begins(new byte[10], 0, 10)).isFalse();
        prefix.remember(new byte[1000], 0, 1000);
        assertThat(prefix.begins(new byte[1000], 0, 1000)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void whatDiffersInDigitsOnlyBeginsAlikeHoweverNearTheEndOfTheBytes(long seed) {
        Random random = new Random(seed);
        int alike = 0;
        for (int round = 0; round < 20_000; round++) {
            byte[] one = text(random);
            byte[] other = random.nextInt(4) == 0 ? text(random) : changed(one, random);
            int from = random.nextInt(4);
            int to = from + random.nextInt(one.length - from + 1);
            int at = random.nextInt(4) == 0 ? random.nextInt(4) : from;
            int limit = other.length - random.nextInt(3);
            prefix.remember(one, from, to);
            boolean begins = begins(Arrays.copyOfRange(one, from, to), other, at, limit);
            assertThat(prefix.begins(other, at, limit)).isEqualTo(begins);
            alike += begins ? 1 : 0;
        }
        assertThat(alike).isBetween(2_000, 18_000);
    }

    private static byte[] text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int left = 4 + random.nextInt(30); left > 0; left--) {
            text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return text.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    /** The same with some digits changed, and perhaps one other byte. */
    private static byte[] changed(byte[] text, Random random) {
        byte[] other = text.clone();
        for (int at = 0; at < other.length; at++) {
            boolean digit = other[at] >= '0' && other[at] <= '9';
            other[at] = digit && random.nextBoolean() ? (byte) ('0' + random.nextInt(10)) : other[at];
        }
        if (random.nextInt(3) == 0) {
            other[random.nextInt(other.length)] = (byte) ALPHABET.charAt(random.nextInt(ALPHABET.length()));
        }
        return other;
    }

    private static boolean begins(byte[] prefix, byte[] text, int from, int to) {
        if (from + prefix.length > to) {
            return false;
        }
        for (int i = 0; i < prefix.length; i++) {
            boolean digits = Character.isDigit(prefix[i]) && Character.isDigit(text[from + i]);
            if (prefix[i] != text[from + i] && !digits) {
                return false;
            }
        }
        return true;
    }
}
