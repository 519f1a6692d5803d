package dev.leaktriage.report;

import dev.leaktriage.model.CallStack;
import dev.leaktriage.model.Evidence;
import dev.leaktriage.model.HandleId;
import dev.leaktriage.model.LogEvent;
import dev.leaktriage.model.LogPosition;
import dev.leaktriage.model.Site;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.TreeSet;

/** How numbers, addresses and frames are written. */
final class Units {
    private static final String[] BINARY = {"KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};

    private static final String HOST = "host";

    private Units() {}

    /** Bytes for people, such as {@code 288.0 KiB}. */
    static String bytes(long bytes) {
        if (bytes < 1024) {
            return bytes + " B";
        }
        double value = bytes / 1024.0;
        int unit = 0;
        // 1023.95 would be printed as 1024.0
        while (value >= 1023.95) {
            value /= 1024;
            unit++;
        }
        return tenths(value) + " " + BINARY[unit];
    }

    /** Bytes for people with the exact number, such as {@code 12.0 KiB (12,288 B)}. */
    static String exactBytes(long bytes) {
        return bytes < 1024 ? bytes + " B" : bytes(bytes) + " (" + grouped(bytes) + " B)";
    }

    /** A difference of bytes for people, such as {@code +288.0 KiB}. */
    static String signedBytes(long bytes) {
        return sign(bytes) + bytes(Math.abs(bytes));
    }

    /** A difference, such as {@code +12,288}. */
    static String signed(long number) {
        return sign(number) + grouped(Math.abs(number));
    }

    /**
     * A difference as a share of a total, such as {@code +12.5 %}; empty if there is no difference.
     *
     * @param total what it is a share of; of nothing there is no share, so any difference is {@code new}
     */
    static String share(long difference, long total) {
        if (difference == 0) {
            return "";
        }
        return percent(difference, total)
                .map(percent -> String.format(Locale.ROOT, "%+.1f %%", percent))
                .orElse("new");
    }

    /**
     * A difference in per cent of a total, with one digit behind the point.
     *
     * @return empty if the total is nothing and the difference is not
     */
    static Optional<BigDecimal> percent(long difference, long total) {
        if (total == 0) {
            return difference == 0 ? Optional.of(new BigDecimal("0.0")) : Optional.empty();
        }
        return Optional.of(BigDecimal.valueOf(difference)
                .multiply(BigDecimal.valueOf(100))
                .divide(BigDecimal.valueOf(total), 1, RoundingMode.HALF_EVEN));
    }

    private static String sign(long number) {
        return number == 0 ? "" : number > 0 ? "+" : "-";
    }

    /**
     * As {@code %.1f} has it; a formatter takes milliseconds of every start, and {@code BigDecimal} prepares powers of five
     * for even longer.
     *
     * @param number at least 0, and with its tenths exact in a {@code double}
     */
    static String tenths(double number) {
        long tenths = Math.round(number * 10);
        return tenths / 10 + "." + tenths % 10;
    }

    /** Digits in groups of three, such as {@code 12,288}. */
    static String grouped(long number) {
        String digits = Long.toString(number);
        int start = number < 0 ? 1 : 0;
        StringBuilder grouped = new StringBuilder(digits.length() + digits.length() / 3);
        for (int i = 0; i < digits.length(); i++) {
            if (i > start && (digits.length() - i) % 3 == 0) {
                grouped.append(',');
            }
            grouped.append(digits.charAt(i));
        }
        return grouped.toString();
    }

    /** A number with its noun, such as {@code 1 handle} or {@code 3 entries}. */
    static String count(long number, String one, String many) {
        return grouped(number) + " " + (number == 1 ? one : many);
    }

    static String handles(long number) {
        return count(number, "handle", "handles");
    }

    /** Lower-case hexadecimal of an unsigned address; empty if the log states none. */
    static String address(long address) {
        return address == LogEvent.UNSTATED ? "" : "0x" + Long.toHexString(address);
    }

    /** A device's number for machines; empty for a handle that lies on none. */
    static String device(int device) {
        return device == HandleId.NO_DEVICE ? "" : Integer.toString(device);
    }

    /**
     * Device numbers in ranges, such as {@code 0-3,7 (x5)}; a single one stands alone. What lies on no device is the
     * memory of the program itself, on the host.
     */
    static String devices(Collection<Integer> devices) {
        List<Integer> sorted = List.copyOf(new TreeSet<>(devices));
        if (sorted.contains(HandleId.NO_DEVICE)) {
            return sorted.size() == 1 ? HOST : HOST + " and " + devices(sorted.subList(1, sorted.size()));
        }
        StringJoiner ranges = new StringJoiner(",");
        for (int start = 0, end; start < sorted.size(); start = end + 1) {
            end = start;
            while (end + 1 < sorted.size() && sorted.get(end + 1) == sorted.get(end) + 1) {
                end++;
            }
            ranges.add(sorted.get(start) + (end == start ? "" : "-" + sorted.get(end)));
        }
        return sorted.size() == 1 ? ranges.toString() : ranges + " (x" + sorted.size() + ")";
    }

    /** What a person calls a site: its operation, else its leaf frame. */
    static String site(Site site) {
        if (!site.operation().isEmpty()) {
            return site.operation();
        }
        return site.stack().isEmpty()
                ? "a site without a stack"
                : site.stack().frames().get(0).display();
    }

    /** {@code file:line}; empty if there is no such line. */
    static String position(Optional<LogPosition> at) {
        return at.map(LogPosition::toString).orElse("");
    }

    /** The frame that decided a verdict, else the leaf, as the log writes it; empty without a stack. */
    static String topFrame(Site site, Evidence evidence) {
        CallStack stack = site.stack();
        if (stack.isEmpty()) {
            return "";
        }
        int deciding = evidence.frames().stream()
                .filter(frame -> frame >= 0 && frame < stack.frames().size())
                .findFirst()
                .orElse(0);
        return stack.frames().get(deciding).display();
    }
}
