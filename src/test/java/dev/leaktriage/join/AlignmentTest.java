package dev.leaktriage.join;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leaktriage.model.EventKind;
import dev.leaktriage.model.LogEvent;
import dev.leaktriage.model.Memory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Small alignments, held against all that there are. */
class AlignmentTest {
    private static final int PARTNER = 8;
    private static final int LIKELY = 2;
    private static final int LOST = -3;
    private static final int NO_RECORD = -1;

    @Test
    void anAlignmentIsTheBestOneAndTellsWhereAnotherIsAsGood() {
        for (int seed = 0; seed < 400; seed++) {
            Random random = new Random(seed);
            Unit[] units = units(random, random.nextInt(6));
            LentRecords records = records(random, random.nextInt(6));
            boolean fresh = random.nextBoolean();
            boolean whole = random.nextBoolean();

            Alignment alignment = new Alignment(units, records, 0, records.count(), false, fresh, whole);

            Every every = new Every(units, records, fresh, whole);
            every.from(0, 0, 0);
            int[] chosen = chosen(alignment.steps(), units.length);
            for (int unit = 0; unit < chosen.length; unit++) {
                if (chosen[unit] == Alignment.NONE - 1) {
                    continue;
                }
                assertThat(every.choices.get(unit))
                        .as("seed %d, unit %d", seed, unit)
                        .contains(chosen[unit]);
                assertThat(alignment.ambiguous(unit, chosen[unit]))
                        .as("seed %d, unit %d of %s", seed, unit, every.choices.get(unit))
                        .isEqualTo(every.choices.get(unit).size() > 1);
            }
        }
    }

    @Test
    void aViewBetweenTwoOwnersOfOnePlaceIsTheOneWithoutARecord() {
        Unit[] units = {unit(1, true), unit(1, false), unit(1, true)};
        LentRecords records = new LentRecords(Stream.BUFFER_DEBUG, false);
        records.take(allocation(1, 1));
        records.take(allocation(1, 2));

        Alignment alignment = new Alignment(units, records, 0, 2, false, false, true);

        assertThat(chosen(alignment.steps(), 3)).containsExactly(0, Alignment.NONE, 1);
        assertThat(alignment.ambiguous(0, 0)).isFalse();
        assertThat(alignment.ambiguous(1, Alignment.NONE)).isFalse();
    }

    @Test
    void recordsThatTheRowsLackAreBridged() {
        LentRecords records = new LentRecords(Stream.BUFFER_DEBUG, false);
        for (int place = 1; place <= 400; place++) {
            records.take(allocation(place, place));
        }
        Matcher matcher = new Matcher(records, false, false);
        for (int place = 1; place <= 400; place++) {
            if (place <= 20 || place > 320) {
                RowEvent row = new RowEvent();
                row.event.copy(allocation(place, 0));
                row.first = true;
                matcher.units().allocated(row);
            }
        }
        matcher.units().ended();

        matcher.align(true);

        for (int record = 0; record < 400; record++) {
            assertThat(records.rows(record)).as("record %d", record).isEqualTo(record < 20 || record >= 320 ? 1 : 0);
        }
    }

    /** Tries every alignment, and keeps for each unit the partners that it has in the best ones. */
    private static final class Every {
        private final Unit[] units;
        private final LentRecords records;
        private final boolean fresh;
        private final boolean whole;
        private final int[] now;
        private final List<TreeSet<Integer>> choices = new ArrayList<>();
        private int best = Integer.MIN_VALUE;

        Every(Unit[] units, LentRecords records, boolean fresh, boolean whole) {
            this.units = units;
            this.records = records;
            this.fresh = fresh;
            this.whole = whole;
            this.now = new int[units.length];
            Arrays.stream(units).forEach(unit -> choices.add(new TreeSet<>()));
        }

        void from(int unit, int record, int score) {
            if (unit == units.length || record == records.count() && !whole) {
                ended(unit, score);
            }
            if (unit < units.length) {
                now[unit] = NO_RECORD;
                from(unit + 1, record, score + (units[unit].first ? LOST : 0));
                if (record < records.count() && records.fits(record, units[unit])) {
                    now[unit] = record;
                    from(unit + 1, record + 1, score + PARTNER + (units[unit].first ? LIKELY : 0));
                }
            }
            if (record < records.count()) {
                from(unit, record + 1, score + (fresh && unit == 0 ? 0 : LOST));
            }
        }

        private void ended(int reached, int score) {
            if (score > best) {
                best = score;
                choices.forEach(TreeSet::clear);
            }
            if (score == best) {
                for (int unit = 0; unit < reached; unit++) {
                    choices.get(unit).add(now[unit]);
                }
            }
        }
    }

    /** The record of each unit; one less than none for a unit that was not reached. */
    private static int[] chosen(Alignment.Steps steps, int units) {
        int[] chosen = new int[units];
        Arrays.fill(chosen, Alignment.NONE - 1);
        for (int step = 0; step < steps.length; step++) {
            if (steps.unit[step] != Alignment.NONE) {
                chosen[steps.unit[step]] = steps.record[step];
            }
        }
        return chosen;
    }

    private static Unit[] units(Random random, int count) {
        Unit[] units = new Unit[count];
        Arrays.setAll(units, ignored -> unit(1 + random.nextInt(3), random.nextInt(3) > 0));
        return units;
    }

    private static LentRecords records(Random random, int count) {
        LentRecords records = new LentRecords(Stream.BUFFER_DEBUG, false);
        for (int record = 1; record <= count; record++) {
            records.take(allocation(1 + random.nextInt(3), record));
        }
        return records;
    }

    private static Unit unit(int place, boolean first) {
        LogEvent event = allocation(place, 0);
        Unit unit = new Unit(Units.key(event, false), event);
        unit.first = first;
        return unit;
    }

    /** Each stack is another one, so that it matters which record is meant. */
    private static LogEvent allocation(int place, int stack) {
        LogEvent event = new LogEvent();
        event.clear();
        event.kind = EventKind.ALLOCATED;
        event.form = LogEvent.Form.BLOCK;
        event.device = 0;
        event.memory = Memory.DRAM;
        event.address = 4096L * place;
        event.sizeBytes = 4096;
        event.ownership = LogEvent.Ownership.OWNS;
        event.stack = stack;
        event.line = 1;
        return event;
    }
}
