package dev.leaktriage.model;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;

/**
 * The 64-bit digests that the ids of sites are made of, the same in every run and on every machine.
 *
 * <p>Two checksums, since every compiler of the runtime computes them with the processor's own instructions. SHA it does
 * only when it optimises fully: it took a quarter of the time between the last event and the verdicts. Nobody gains by
 * two sites of one id.
 */
final class SiteDigest {
    private static final long GOLDEN_RATIO = 0x9e3779b97f4a7c15L;

    private SiteDigest() {}

    /** The digest of a text. */
    static long of(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return checksum(new CRC32(), bytes) << 32 | checksum(new CRC32C(), bytes);
    }

    private static long checksum(Checksum checksum, byte[] bytes) {
        checksum.update(bytes, 0, bytes.length);
        return checksum.getValue();
    }

    /** The digest of what has the first digest with what has the second one behind it. */
    static long joined(long first, long second) {
        long mixed = ((first ^ second) + GOLDEN_RATIO) * GOLDEN_RATIO;
        return mixed ^ mixed >>> 32;
    }

    /** The id of the site whose memory kind and normalised frames have that digest. */
    static String id(long digest) {
        return "s-" + HexFormat.of().toHexDigits((int) joined(digest, 0));
    }
}
