package dev.leaktriage.model;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A run held against a baseline.
 *
 * @param baseline the name of the baseline's file
 * @param integrity that of the run's log
 * @param rows one for each site and verdict that the baseline or the run has, the worst first
 */
public record BaselineResult(String baseline, Integrity integrity, List<Row> rows) {
    public BaselineResult {
        rows = List.copyOf(rows);
    }

    public List<Row> rows(State state) {
        return rows.stream().filter(row -> row.state() == state).toList();
    }

    /** How a site stands, in the order in which reports list it. */
    public enum State {
        /** It holds more than it may. */
        BREACH,
        /** It would hold more than it may if leaks counted that are only possible. */
        POSSIBLE_BREACH,
        /** It holds something, and less than it may. */
        BETTER,
        /** It may hold something and holds nothing. */
        VANISHED,
        /** It holds what it may. */
        ALLOWED;

        /** The lower-case, hyphenated form that outputs use. */
        public String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * One site and verdict.
     *
     * @param held what the run holds, whatever the confidence
     * @param allowed what it may hold
     * @param over how much of what it surely holds goes beyond that; none of its numbers is negative
     * @param ruleId the rule that decided on the first of the handles; empty if nothing is held
     * @param at where the first of them was allocated; empty if nothing is held
     * @param baselineAt the line of the baseline; empty if it does not name the site
     * @param tier how the baseline's site and the run's were matched; empty if only one of the two has it
     */
    public record Row(
            State state,
            Verdict verdict,
            Site site,
            Sum held,
            Sum allowed,
            Sum over,
            String ruleId,
            Optional<LogPosition> at,
            Optional<LogPosition> baselineAt,
            Optional<MatchTier> tier) {

        /** True if the site was found again in another place of the program. */
        public boolean hasMoved() {
            return tier.equals(Optional.of(MatchTier.MOVED));
        }
    }
}
