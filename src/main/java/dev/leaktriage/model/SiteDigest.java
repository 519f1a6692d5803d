package dev.leaktriage.model;

import java.util.HexFormat;

/**
 * The 64-bit digests that the ids of sites are made of, the same in every run and on every machine.
 *
 * <p>No SHA: without the processor's instructions for it, which only an optimising compiler uses, it took a quarter of
 * the time between the last event and the verdicts. Nobody gains by two sites of one id.
 */
final class SiteDigest {
    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;
    private static final long GOLDEN_RATIO = 0x9e3779b97f4a7c15L;

    private SiteDigest() {}

    /** The digest of a text: FNV-1a over its UTF-16 units. */
    static long of(String text) {
        long digest = FNV_OFFSET;
        for (int i = 0; i < text.length(); i++) {
            digest = (digest ^ text.charAt(i)) * FNV_PRIME;
        }
        return digest;
    }

    /** The digest of what has the first digest with what has the second one behind it. */
    static long joined(long first, long second) {
        long mixed = (first ^ second) * GOLDEN_RATIO;
        return mixed ^ mixed >>> 32;
    }

    /** The id of the site whose memory kind and normalised frames have that digest. */
    static String id(long digest) {
        return "s-" + HexFormat.of().toHexDigits((int) joined(digest, 0));
    }
}
