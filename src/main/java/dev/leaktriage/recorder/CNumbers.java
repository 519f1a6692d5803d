package dev.leaktriage.recorder;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Numbers as a C++ stream prints them. */
final class CNumbers {
    private static final MathContext SIX_DIGITS = new MathContext(6, RoundingMode.HALF_EVEN);
    private static final int SCIENTIFIC_FROM_EXPONENT = 6;
    private static final int SCIENTIFIC_BELOW_EXPONENT = -4;

    private CNumbers() {}

    /** A floating-point number with six significant digits, no trailing zeros, scientific from a million on. */
    static String of(double number) {
        BigDecimal rounded = new BigDecimal(number).round(SIX_DIGITS).stripTrailingZeros();
        if (rounded.signum() == 0) {
            return "0";
        }
        int exponent = rounded.precision() - rounded.scale() - 1;
        if (exponent >= SCIENTIFIC_BELOW_EXPONENT && exponent < SCIENTIFIC_FROM_EXPONENT) {
            return rounded.toPlainString();
        }
        String mantissa = rounded.movePointLeft(exponent).stripTrailingZeros().toPlainString();
        String digits = Integer.toString(Math.abs(exponent));
        return mantissa + (exponent < 0 ? "e-" : "e+") + (digits.length() < 2 ? "0" + digits : digits);
    }
}
