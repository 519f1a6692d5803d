package dev.leaktriage.report;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/**
 * Names problems so that the same one has the same name in the next run, and no two of one report share it.
 *
 * <p>Neither lines nor process ids nor the deciding rule are part of it: a leak that is proved in another way is the
 * same leak.
 */
final class Fingerprints {
    private static final int BYTES = 16;

    private final Map<String, Integer> seen = new HashMap<>();

    /** 32 hexadecimal digits; problems are to be given in the order of the report. */
    String next(Problem problem) {
        String family = problem.check().startsWith(Problems.LEAK) ? Problems.LEAK : problem.check();
        String key = family + "\n" + problem.signature();
        int ordinal = seen.merge(key, 1, Integer::sum);
        return HexFormat.of().formatHex(digest(key + "\n" + ordinal), 0, BYTES);
    }

    private static byte[] digest(String key) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
