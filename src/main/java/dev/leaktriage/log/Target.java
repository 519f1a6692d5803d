package dev.leaktriage.log;

import dev.leaktriage.model.LogEvent;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** A literal that the reader searches for, and what a record with that literal may look like. */
final class Target {
    /** How far before its anchor a record may begin, in bytes. */
    static final int LEAD = 48;

    private final Manner manner;
    private final boolean weak;
    private final boolean wrapped;

    private final LinePlans plans;
    private final DetailPlans details;
    private final long[] records;

    /** What all targets of a dialect have in common. */
    static final class Manner {
        private final byte[][] leads;
        private final byte[][] foreign;
        private final boolean wholeLine;
        private final boolean opensLate;
        private final LogEvent.Form form;

        Manner(Dialect dialect) {
            leads = bytes(dialect.leads());
            foreign = bytes(dialect.notAfter());
            wholeLine = dialect.wholeLines();
            opensLate = !dialect.late().isEmpty();
            form = dialect.form();
        }
    }

    /**
     * Makes one.
     *
     * @param manner that of the dialect
     * @param token the anchor's symbolic name
     * @param records the counter of the dialect's records
     */
    Target(Dialect dialect, Manner manner, String token, LinePlans plans, DetailPlans details, long[] records) {
        this.manner = manner;
        this.weak = dialect.weak().contains(token);
        this.wrapped = dialect.wrapped().contains(token);
        this.plans = plans;
        this.details = details;
        this.records = records;
    }

    /** The bytes of each literal. */
    static byte[][] bytes(List<String> literals) {
        byte[][] bytes = new byte[literals.size()][];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = literals.get(i).getBytes(StandardCharsets.US_ASCII);
        }
        return bytes;
    }

    LogEvent.Form form() {
        return manner.form;
    }

    LinePlans plans() {
        return plans;
    }

    DetailPlans details() {
        return details;
    }

    /** True if records of this kind may be broken into several lines. */
    boolean isWrapped() {
        return wrapped;
    }

    /** True if its record begins where its line does. */
    boolean isWholeLine() {
        return manner.wholeLine;
    }

    /** True if a record of it shows that the late literals of its dialect are worth searching for. */
    boolean opensLate() {
        return manner.opensLate;
    }

    void count(int events) {
        records[0] += events;
    }

    /** True if the literal occurs in ordinary text too. */
    boolean isWeak() {
        return weak;
    }

    /**
     * True if a line with this anchor and with a record's beginning is damaged if it does not parse.
     *
     * @param led true if a lead stands before the anchor
     */
    boolean isTelling(boolean led) {
        return !weak && (led || manner.leads.length == 0);
    }

    /** The start of the record whose anchor is at {@code hit}: a lead before it on its line, or the anchor. */
    int start(byte[] bytes, int floor, int hit) {
        if (manner.leads.length == 0) {
            return hit;
        }
        int first = Math.max(floor, hit - LEAD);
        for (int at = hit - 1; at >= first && bytes[at] != '\n'; at--) {
            for (byte[] lead : manner.leads) {
                if (bytes[at] == lead[0] && at + lead.length <= hit && isAt(lead, bytes, at)) {
                    return at;
                }
            }
        }
        return hit;
    }

    /** True if what stands directly before the anchor makes it a part of another dialect's record. */
    boolean isForeign(byte[] bytes, int floor, int hit) {
        for (byte[] literal : manner.foreign) {
            if (hit - literal.length >= floor && isAt(literal, bytes, hit - literal.length)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isAt(byte[] literal, byte[] bytes, int at) {
        return Arrays.equals(bytes, at, at + literal.length, literal, 0, literal.length);
    }
}
