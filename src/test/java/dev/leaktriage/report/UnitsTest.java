package dev.leaktriage.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Numbers are written as the JDK's formatter writes them, without it. */
final class UnitsTest {
    private final Random random = new Random(7);

    @Test
    void digitsAreGroupedAsTheFormatterGroupsThem() {
        for (long number : new long[] {0, 7, 999, 1000, -1, -999, -1000, -12_345, Long.MAX_VALUE, Long.MIN_VALUE}) {
            assertThat(Units.grouped(number)).isEqualTo(String.format(Locale.ROOT, "%,d", number));
        }
        for (int i = 0; i < 1000; i++) {
            long number = random.nextLong() >> random.nextInt(64);
            assertThat(Units.grouped(number)).isEqualTo(String.format(Locale.ROOT, "%,d", number));
        }
    }

    @Test
    void tenthsAreRoundedAsTheFormatterRoundsThem() {
        for (double number : new double[] {0, 0.05, 0.25, 0.35, 1.45, 99.95, 100, 1023.94, 1e-9, 123456789.05}) {
            assertThat(Units.tenths(number)).isEqualTo(String.format(Locale.ROOT, "%.1f", number));
        }
        for (int i = 0; i < 1000; i++) {
            double number = random.nextInt(10_000_000) / (double) (1 << random.nextInt(12));
            assertThat(Units.tenths(number)).isEqualTo(String.format(Locale.ROOT, "%.1f", number));
        }
    }
}
