package dev.leaktriage.join;

import java.util.Arrays;

/**
 * Aligns some units of the rows with some lent records, both in their order, so that as many as possible are the same
 * allocation and as few as possible have no partner that must have one.
 *
 * <p>Both orders are those of one execution. What must be told apart is why something has no partner: a unit at an
 * address where something lives may be a view, of which many sources make no record; any other one, and any record, was
 * lost by the other side. Scores: a partner is worth more than two losses cost, so that nothing is left alone that has a
 * partner; among equal partners those at a free address go to owners and those at a taken one to views.
 */
final class Alignment {
    static final int NONE = -1;

    private static final int PARTNER = 8;
    private static final int LIKELY = 2;
    private static final int LOST = -3;

    private final Unit[] units;
    private final LentRecords records;
    private final int base;
    private final int wide;
    private final boolean everyUnit;
    private final boolean fresh;
    private final boolean whole;
    private final int[] forward;
    private final int[] backward;
    private int best;

    /**
     * Aligns.
     *
     * @param base the first record
     * @param wide how many records
     * @param everyUnit true if the source has a record for each allocation, views included
     * @param fresh true if nothing was aligned before, so that records at the beginning may be of another execution
     * @param whole true if no unit comes after these
     */
    Alignment(Unit[] units, LentRecords records, int base, int wide, boolean everyUnit, boolean fresh, boolean whole) {
        this.units = units;
        this.records = records;
        this.base = base;
        this.wide = wide;
        this.everyUnit = everyUnit;
        this.fresh = fresh;
        this.whole = whole;
        this.forward = new int[(units.length + 1) * (wide + 1)];
        this.backward = new int[(units.length + 1) * (wide + 1)];
        forward();
        backward();
    }

    private int cell(int unit, int record) {
        return unit * (wide + 1) + record;
    }

    /** Where the alignment may end: all units used up, or all records of those that were asked for. */
    private boolean isEnd(int unit, int record) {
        return unit == units.length || record == wide && !whole;
    }

    private void forward() {
        Arrays.fill(forward, Integer.MIN_VALUE / 2);
        forward[0] = 0;
        best = Integer.MIN_VALUE;
        for (int unit = 0; unit <= units.length; unit++) {
            for (int record = 0; record <= wide; record++) {
                int score = forward[cell(unit, record)];
                if (fresh && unit == 0) {
                    score = 0;
                    forward[cell(unit, record)] = 0;
                }
                raise(forward, unit + 1, record, unit < units.length ? score + alone(unit) : score);
                raise(forward, unit, record + 1, score + LOST);
                if (unit < units.length && record < wide && fits(unit, record)) {
                    raise(forward, unit + 1, record + 1, score + partner(unit, record));
                }
                if (isEnd(unit, record)) {
                    best = Math.max(best, score);
                }
            }
        }
    }

    private void raise(int[] scores, int unit, int record, int score) {
        if (unit <= units.length && record <= wide) {
            scores[cell(unit, record)] = Math.max(scores[cell(unit, record)], score);
        }
    }

    private void backward() {
        Arrays.fill(backward, Integer.MIN_VALUE / 2);
        for (int unit = units.length; unit >= 0; unit--) {
            for (int record = wide; record >= 0; record--) {
                int score = isEnd(unit, record) ? 0 : Integer.MIN_VALUE / 2;
                if (unit < units.length) {
                    score = Math.max(score, backward[cell(unit + 1, record)] + alone(unit));
                }
                if (record < wide) {
                    score = Math.max(score, backward[cell(unit, record + 1)] + skip(unit));
                }
                if (unit < units.length && record < wide && fits(unit, record)) {
                    score = Math.max(score, backward[cell(unit + 1, record + 1)] + partner(unit, record));
                }
                backward[cell(unit, record)] = score;
            }
        }
    }

    private int skip(int unit) {
        return fresh && unit == 0 ? 0 : LOST;
    }

    private boolean fits(int unit, int record) {
        return records.fits(base + record, units[unit]);
    }

    private int alone(int unit) {
        return units[unit].first || everyUnit ? LOST : 0;
    }

    private int partner(int unit, int record) {
        boolean first = units[unit].first;
        if (records.stream().statesOwnership() && records.borrows(base + record)) {
            return first ? PARTNER - LIKELY : PARTNER + LIKELY;
        }
        return first ? PARTNER + LIKELY : PARTNER;
    }

    /** The best alignment, of equal ones that with the earliest partners. */
    Steps steps() {
        Steps steps = new Steps(units.length + wide);
        int unit = 0;
        int record = 0;
        while (!(isEnd(unit, record) && forward[cell(unit, record)] == best)) {
            int left = best - forward[cell(unit, record)];
            boolean match = unit < units.length
                    && record < wide
                    && fits(unit, record)
                    && left == partner(unit, record) + backward[cell(unit + 1, record + 1)];
            if (match) {
                steps.add(unit, record, false);
                unit++;
                record++;
            } else if (unit < units.length && left == alone(unit) + backward[cell(unit + 1, record)]) {
                steps.add(unit, NONE, alone(unit) < 0);
                unit++;
            } else {
                steps.add(NONE, record, skip(unit) < 0);
                record++;
            }
        }
        return steps;
    }

    /**
     * True if another alignment, as good as the best one, lends something else to a unit.
     *
     * @param chosen the record that it has, or {@link #NONE}
     */
    boolean ambiguous(int unit, int chosen) {
        for (int record = 0; record <= wide; record++) {
            int here = forward[cell(unit, record)];
            if (here < Integer.MIN_VALUE / 4) {
                continue;
            }
            boolean alone = here + alone(unit) + backward[cell(unit + 1, record)] == best;
            if (alone && chosen != NONE) {
                return true;
            }
            boolean other = record < wide
                    && record != chosen
                    && fits(unit, record)
                    && here + partner(unit, record) + backward[cell(unit + 1, record + 1)] == best;
            if (other && (chosen == NONE || !records.lendTheSame(base + record, base + chosen))) {
                return true;
            }
        }
        return false;
    }

    /** The steps of an alignment: partners, and units and records without one. */
    static final class Steps {
        final int[] unit;
        final int[] record;
        final boolean[] lost;
        int length;

        Steps(int most) {
            unit = new int[most];
            record = new int[most];
            lost = new boolean[most];
        }

        private void add(int ofUnit, int ofRecord, boolean isLost) {
            unit[length] = ofUnit;
            record[length] = ofRecord;
            lost[length++] = isLost;
        }

        /**
         * How many steps can be relied on: the steps up to the middle of the last stretch without a loss.
         *
         * @param quiet how long such a stretch must be
         */
        int settled(int quiet) {
            int run = 0;
            int settled = 0;
            for (int step = 0; step < length; step++) {
                run = lost[step] ? 0 : run + 1;
                settled = run >= quiet ? step + 1 - quiet / 2 : settled;
            }
            return settled;
        }
    }
}
