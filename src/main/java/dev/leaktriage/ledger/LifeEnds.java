package dev.leaktriage.ledger;

import dev.leaktriage.model.LogEvent;
import dev.leaktriage.model.LogPosition;
import dev.leaktriage.model.ProcessLife;
import dev.leaktriage.model.ProcessLife.End;
import java.util.Optional;
import java.util.OptionalLong;

/** Decides how every process life ended. */
final class LifeEnds {
    private final Lives lives;
    private final Positions positions;
    private final boolean stopped;

    LifeEnds(Lives lives, Positions positions, boolean stopped) {
        this.lives = lives;
        this.positions = positions;
        this.stopped = stopped;
    }

    End of(Life life) {
        if (life.trailerAt != Positions.NONE) {
            return End.ORDERLY;
        }
        boolean diedLast = life.fatalAt != Positions.NONE && life.fatalClock >= life.lastClock;
        if (diedLast) {
            return End.DIED;
        }
        if (stopped) {
            return End.STOPPED;
        }
        boolean cut = life.cutAt != Positions.NONE || trailerExpected(life);
        return cut ? End.CUT : End.UNKNOWN;
    }

    /** A format has a trailer if anything in it shows that this recorder wrote it. */
    private boolean trailerExpected(Life life) {
        if (life.form == LogEvent.Form.COUNTED) {
            return !life.whole;
        }
        if (life.form != LogEvent.Form.TRACKER) {
            return false;
        }
        boolean anotherHasOne =
                lives.all().stream().anyMatch(other -> other.form == life.form && other.trailerAt != Positions.NONE);
        return life.sequenced || life.lifecycle || anotherHasOne;
    }

    /** The name of the run that a life belongs to. */
    String run(Life life) {
        String file = positions.files().get(life.file);
        return lives.executions(life.file) > 1 ? file + "#" + life.execution : file;
    }

    ProcessLife record(Life life) {
        End end = of(life);
        return new ProcessLife(
                life.index,
                run(life),
                life.execution,
                life.process < 0 ? OptionalLong.empty() : OptionalLong.of(life.process),
                positions.of(life.firstAt),
                positions.of(life.lastAt),
                end,
                at(life, end),
                because(life, end),
                life.sequenced,
                life.lost() + (end == End.CUT ? 1 : 0));
    }

    private Optional<LogPosition> at(Life life, End end) {
        return switch (end) {
            case ORDERLY -> positions.ifAny(life.trailerAt);
            case DIED -> positions.ifAny(life.fatalAt);
            case CUT -> positions.ifAny(life.cutAt);
            case UNKNOWN, STOPPED -> Optional.empty();
        };
    }

    private static String because(Life life, End end) {
        return switch (end) {
            case ORDERLY -> "the recording ended with its trailer";
            case DIED -> life.fatalBecause;
            case CUT ->
                life.cutAt == Positions.NONE
                        ? "the log stops before the trailer that its format has"
                        : "the file ends inside a record";
            case UNKNOWN -> "the log shows nothing about the end of the process";
            case STOPPED -> "the analysis was asked to stop here";
        };
    }
}
