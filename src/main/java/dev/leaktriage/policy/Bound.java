package dev.leaktriage.policy;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * The most that a budget allows.
 *
 * @param amount the number before the unit: handles, bytes, or percent
 * @param of what percent are taken of
 */
record Bound(BigDecimal amount, Whole of) {
    /** What percent are taken of. */
    enum Whole {
        /** The amount itself is the bound. */
        NOTHING,
        /** All that is live at the end. */
        LIVE,
        /** All that was live at the peak. */
        PEAK,
        /** The same handles in the base run. */
        BASE,
        /** What was live at the checkpoint before. */
        CHECKPOINT_BEFORE
    }

    boolean isRelative() {
        return of != Whole.NOTHING;
    }

    /** Rounded down to whole handles or bytes. */
    long allowed(long whole) {
        BigDecimal exact =
                isRelative() ? amount.multiply(BigDecimal.valueOf(whole)).movePointLeft(2) : amount;
        return exact.setScale(0, RoundingMode.FLOOR).longValueExact();
    }
}
