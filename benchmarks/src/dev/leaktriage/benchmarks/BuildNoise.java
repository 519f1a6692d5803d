package dev.leaktriage.benchmarks;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Random;

/** Lines that builds, downloads and loggers print, no two of them alike. */
final class BuildNoise {
    private final Random random;
    private long number;

    BuildNoise(Random random) {
        this.random = random;
    }

    /** The next line, with its line end. */
    byte[] line() {
        number++;
        return (text() + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private String text() {
        String id = Long.toHexString(random.nextLong());
        return switch (random.nextInt(7)) {
            case 0 ->
                "[" + number % 100 + "%] Building CXX object src/" + word() + "/CMakeFiles/" + word() + ".dir/" + word()
                        + number + ".cpp.o";
            case 1 ->
                "\u001b[90m2026-01-01 12:" + (10 + random.nextInt(50)) + ":07.131\u001b[0m | \u001b[32minfo    "
                        + "\u001b[0m | \u001b[35m         Device\u001b[0m | Loaded " + word() + " " + id;
            case 2 ->
                "Collecting " + word() + "==" + random.nextInt(9) + "." + random.nextInt(30) + " ("
                        + random.nextInt(9000) + " kB) " + id;
            case 3 -> "\u001b[36;1m+ export " + word().toUpperCase(Locale.ROOT) + "=" + id + "\u001b[0m";
            case 4 ->
                "  0x" + id + ": " + word() + " " + word() + " size=" + random.nextInt(1 << 20) + " at step " + number;
            case 5 -> "DEBUG: " + word() + " took " + random.nextInt(100_000) + " us, " + word() + " buffer 0x" + id;
            default ->
                "INFO " + number + " " + word() + "." + word() + ":" + random.nextInt(900) + " - " + word() + " "
                        + word() + " " + word() + " " + id + " " + word();
        };
    }

    private String word() {
        int length = 3 + random.nextInt(9);
        StringBuilder word = new StringBuilder();
        for (int letter = 0; letter < length; letter++) {
            word.append((char) ('a' + random.nextInt(26)));
        }
        return word.toString();
    }
}
