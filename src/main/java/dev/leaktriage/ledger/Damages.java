package dev.leaktriage.ledger;

import dev.leaktriage.model.Integrity.Damage;
import java.util.ArrayList;
import java.util.List;

/** Collects the signs that events are missing; bounded, the first ones are kept. */
final class Damages {
    private static final int KEPT = 500;
    private static final int WHOLE_FILE = -1;

    private final Moment now;
    private final Positions positions;
    private final List<Damage> damages = new ArrayList<>();
    private long unshown;

    Damages(Moment now, Positions positions) {
        this.now = now;
        this.positions = positions;
    }

    /** Notes a sign at this moment that concerns one life. */
    void add(Life life, long count, String message) {
        add(life.index, now.at, count, message);
    }

    /** Notes a sign at this moment that concerns the file as a whole. */
    void add(long count, String message) {
        add(WHOLE_FILE, now.at, count, message);
    }

    void add(int life, long at, long count, String message) {
        if (damages.size() < KEPT) {
            damages.add(new Damage(life, positions.of(at), count, message));
        } else {
            unshown += count;
        }
    }

    /** Something that cannot happen without lost events: where events are not numbered, they are missing. */
    void impossible(Life life, long missing, String message) {
        if (!life.sequenced) {
            life.lose(missing);
            add(life, missing, message);
        }
    }

    /** How many lost events or records the signs that concern no one life stand for. */
    long ofFiles() {
        return damages.stream()
                .filter(damage -> damage.life() == WHOLE_FILE)
                .mapToLong(Damage::count)
                .sum();
    }

    /** All of them, in the order of the log; what is too much to show stands in the last one. */
    List<Damage> all() {
        List<Damage> all = new ArrayList<>(damages);
        all.sort((a, b) -> a.at().compareTo(b.at()));
        if (unshown > 0) {
            all.add(new Damage(WHOLE_FILE, positions.of(now.at), unshown, "further signs like these"));
        }
        return all;
    }
}
