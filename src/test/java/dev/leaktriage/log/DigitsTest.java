package dev.leaktriage.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Eight digits at once mean what they mean one by one. */
class DigitsTest {
    private static final String NEAR = "0123456789abcdefABCDEF/:@G`g \n\0\u00b1\u00e1";

    private static long word(byte[] text) {
        long word = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            word |= (text[i] & 0xffL) << i * Byte.SIZE;
        }
        return word;
    }

    private static int digits(byte[] text, int radix) {
        int count = 0;
        while (count < text.length && text[count] >= 0 && Character.digit(text[count], radix) >= 0) {
            count++;
        }
        return count;
    }

    private static void assertSame(byte[] text) {
        String about = new String(text, StandardCharsets.ISO_8859_1);
        int decimals = digits(text, 10);
        int hexadecimals = digits(text, 16);
        assertThat(Digits.decimals(word(text))).as(about).isEqualTo(decimals);
        assertThat(Digits.hexadecimals(word(text))).as(about).isEqualTo(hexadecimals);
        for (int digits = 1; digits <= hexadecimals; digits++) {
            long number = Long.parseLong(about.substring(0, digits), 16);
            assertThat(Digits.hexadecimal(word(text), digits)).as(about).isEqualTo(number);
        }
        for (int digits = 1; digits <= decimals; digits++) {
            long number = Long.parseLong(about.substring(0, digits));
            assertThat(Digits.decimal(word(text), digits)).as(about).isEqualTo(number);
        }
    }

    @Test
    void anyByteAnywhereIsADigitOrNone() {
        for (int place = 0; place < Long.BYTES; place++) {
            for (int value = 0; value < 256; value++) {
                byte[] text = "98765432".getBytes(StandardCharsets.US_ASCII);
                text[place] = (byte) value;
                assertSame(text);
            }
        }
    }

    @Test
    void digitsAmongWhatIsNearlyOneAreCountedAndValued() {
        Random random = new Random(7);
        for (int round = 0; round < 20_000; round++) {
            byte[] text = new byte[Long.BYTES];
            int ordinary = random.nextInt(Long.BYTES + 1);
            for (int i = 0; i < text.length; i++) {
                text[i] = (byte) NEAR.charAt(random.nextInt(i < ordinary ? 22 : NEAR.length()));
            }
            assertSame(text);
        }
    }
}
