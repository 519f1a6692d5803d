package dev.leaktriage.device;

import java.util.Locale;

/** The generations of devices whose memory differs. */
enum Architecture {
    WORMHOLE,
    BLACKHOLE,
    UNKNOWN;

    /** The architecture that a log calls so, such as {@code wormhole_b0}. */
    static Architecture named(String name) {
        if (name.isEmpty()) {
            return UNKNOWN;
        }
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.startsWith("wormhole")) {
            return WORMHOLE;
        }
        return lower.startsWith("blackhole") ? BLACKHOLE : UNKNOWN;
    }
}
