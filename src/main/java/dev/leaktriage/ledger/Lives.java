package dev.leaktriage.ledger;

import dev.leaktriage.model.LogEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Tells the executions and processes of a log apart.
 *
 * <p>A trailer, or a numbering that begins again, ends an execution of a process. A new execution of the file
 * begins with a process life when every life of the one before has ended, or when the same process begins
 * again.
 */
final class Lives {
    private static final int SERVED = 64;

    private final List<Life> all = new ArrayList<>();
    private final Map<Key, Life> current = new HashMap<>();
    /** How many executions a file holds, by its index. */
    private final Map<Integer, Integer> executions = new HashMap<>();
    /** The lives that servers told of last, by the lower bits of the process: a look into the map costs objects. */
    private final Life[] served = new Life[SERVED];

    private int execution;
    private int file = -1;
    private Life last;

    /** What a process is called in the log; the forms have nothing to do with each other. */
    private record Key(LogEvent.Form form, long process) {
        /** By hand, as is {@link #equals}: to link a record's own methods takes milliseconds of every start. */
        @Override
        public int hashCode() {
            return 31 * form.ordinal() + Long.hashCode(process);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && key.form == form && key.process == process;
        }
    }

    List<Life> all() {
        return all;
    }

    /** The life that an event belongs to, begun if need be. */
    Life of(LogEvent event, long at) {
        boolean same = last != null
                && last.process == event.process
                && last.form == event.form
                && last.file == event.file
                && last.trailerAt == Positions.NONE
                && !last.over
                && event.sequence != 1;
        if (!same) {
            last = find(event, at);
        }
        return last;
    }

    /** The life that goes on with what an allocation server tells of a process; null if that may begin another one. */
    Life goingOn(long process) {
        Life life = served[(int) process & SERVED - 1];
        if (life == null || life.process != process || life.ended()) {
            return null;
        }
        last = life;
        return life;
    }

    private Life find(LogEvent event, long at) {
        Life life = findOf(event, at);
        if (event.form == LogEvent.Form.SERVER) {
            served[(int) event.process & SERVED - 1] = life;
        }
        return life;
    }

    private Life findOf(LogEvent event, long at) {
        Key key = new Key(event.form, event.process);
        Life known = current.get(key);
        if (known != null && !known.ended() && !known.restartedBy(event.sequence)) {
            return known;
        }
        beginExecution(event.file, known);
        Life life = new Life(all.size(), execution, event.file, event.process, event.form, at);
        all.add(life);
        executions.merge(event.file, execution, Math::max);
        current.put(key, life);
        return life;
    }

    private void beginExecution(int ofFile, Life before) {
        if (ofFile != file) {
            file = ofFile;
            execution = 1;
            return;
        }
        boolean again = before != null && before.file == ofFile && before.execution == execution && !before.over;
        if (again || allEnded(ofFile)) {
            execution++;
        }
    }

    private boolean allEnded(int ofFile) {
        boolean any = false;
        for (Life life : all) {
            if (life.file == ofFile && life.execution == execution) {
                if (life.trailerAt == Positions.NONE) {
                    return false;
                }
                any = true;
            }
        }
        return any;
    }

    /** The life that the latest event was found to belong to; empty if it names none. */
    Optional<Life> latest(LogEvent event) {
        return Optional.ofNullable(last)
                .filter(life -> life.process == event.process && life.form == event.form && life.file == event.file);
    }

    /** The lives that have not ended. */
    List<Life> running() {
        return all.stream()
                .filter(life -> !life.ended() && current.get(key(life)) == life)
                .toList();
    }

    private static Key key(Life life) {
        return new Key(life.form, life.process);
    }

    /** The running life of a process, whatever form its records have. */
    List<Life> running(long process) {
        return running().stream().filter(life -> life.process == process).toList();
    }

    /** How many executions a file holds. */
    int executions(int ofFile) {
        return executions.getOrDefault(ofFile, 1);
    }
}
