package dev.leaktriage.model;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A rule that accepts live handles, and what it came to in one run.
 *
 * @param at where the rule stands
 * @param pattern what it is looking for, on one line
 * @param reason why it is accepted, in the words of whoever wrote the rule; never empty
 * @param ticket where it is followed up; empty if the rule names none
 * @param verdicts the verdicts that it accepts
 * @param expires the last day on which it hides anything
 * @param maxCount the most handles that it may hide
 * @param maxBytes the most logical bytes that it may hide
 * @param state whether it hides what it matches, and if not, why
 * @param handles the handles that it is the first rule to match, hidden or not
 * @param sizeBytes their logical bytes
 */
public record Suppression(
        LogPosition at,
        String pattern,
        String reason,
        String ticket,
        List<Verdict> verdicts,
        Optional<LocalDate> expires,
        OptionalLong maxCount,
        OptionalLong maxBytes,
        State state,
        long handles,
        long sizeBytes) {
    public Suppression {
        verdicts = List.copyOf(verdicts);
        if (reason.isBlank()) {
            throw new IllegalArgumentException("a suppression states a reason: " + at);
        }
    }

    /** Such as {@code suppressed by known.supp:3: kept for the next test (TT-12)}. */
    public String clause() {
        return "suppressed by " + at + ": " + reason + (ticket.isEmpty() ? "" : " (" + ticket + ")");
    }

    /** What a rule does, and what is wrong with it. */
    public enum State {
        HIDES,
        /** It hides, but more than a rule about one known thing should. */
        TOO_BROAD,
        /** Its pattern fits any stack, so that it names nothing: it hides nothing. */
        MATCHES_EVERYTHING,
        /** It matches more than it was written for, and hides nothing. */
        EXCEEDED,
        /** Its last day is over; it hides nothing. */
        EXPIRED,
        UNUSED;

        public boolean hides() {
            return this == HIDES || this == TOO_BROAD;
        }

        /** The lower-case, hyphenated form that outputs use. */
        public String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
