package dev.leaktriage.policy;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers and sizes as people write them, such as {@code 7}, {@code 64 KiB} and {@code 1.5GB}. */
final class Quantity {
    private static final Pattern WRITTEN = Pattern.compile("(\\d{1,18}(?:\\.\\d{1,9})?)\\s*([A-Za-z]*)");
    private static final Map<String, Long> UNITS = units();

    private Quantity() {}

    private static Map<String, Long> units() {
        Map<String, Long> units = new LinkedHashMap<>();
        units.put("B", 1L);
        units.put("KiB", 1L << 10);
        units.put("MiB", 1L << 20);
        units.put("GiB", 1L << 30);
        units.put("TiB", 1L << 40);
        units.put("kB", 1_000L);
        units.put("MB", 1_000_000L);
        units.put("GB", 1_000_000_000L);
        units.put("TB", 1_000_000_000_000L);
        return units;
    }

    /** The names of the units, smallest first. */
    static List<String> unitNames() {
        return List.copyOf(UNITS.keySet());
    }

    static boolean isUnit(String word) {
        return UNITS.containsKey(word);
    }

    /**
     * Bytes; a number without a unit counts single bytes.
     *
     * @throws IllegalArgumentException if it is no size, or no whole number of bytes; the message is a clause
     */
    static long bytes(String text) {
        Matcher written = WRITTEN.matcher(text);
        if (!written.matches()) {
            throw new IllegalArgumentException("bad size '" + text + "': write a number and a unit, such as 64 KiB");
        }
        String unit = written.group(2).isEmpty() ? "B" : written.group(2);
        Long factor = UNITS.get(unit);
        if (factor == null) {
            throw new IllegalArgumentException(
                    "unknown unit '" + unit + "'" + nearest(unit) + " (one of " + String.join(", ", unitNames()) + ")");
        }
        try {
            return new BigDecimal(written.group(1))
                    .multiply(BigDecimal.valueOf(factor))
                    .longValueExact();
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("'" + text + "' is no whole number of bytes that fits 64 bits", e);
        }
    }

    /**
     * A whole number of handles.
     *
     * @throws IllegalArgumentException if it is none; the message is a clause
     */
    static long count(String text) {
        if (!text.matches("\\d{1,18}")) {
            throw new IllegalArgumentException("bad number '" + text + "': write a whole number, such as 8");
        }
        return Long.parseLong(text);
    }

    /** Units differ in letter case, and K is written for both kB and KiB. */
    private static String nearest(String unit) {
        return Arrays.stream(new String[] {unit + "iB", unit + "B", unit})
                .flatMap(guess -> UNITS.keySet().stream().filter(guess::equalsIgnoreCase))
                .findFirst()
                .map(known -> "; did you mean '" + known + "'?")
                .orElse("");
    }

    /** Bytes as a message writes them, such as {@code 65536 B}. */
    static String inBytes(long bytes) {
        return bytes + " B";
    }
}
