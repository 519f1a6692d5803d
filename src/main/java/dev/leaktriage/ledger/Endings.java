package dev.leaktriage.ledger;

import dev.leaktriage.model.EventKind;
import dev.leaktriage.model.LogEvent;

/** What a log says of the end of processes: trailers, deaths, sweeps, and others in their place. */
final class Endings {
    private final Moment now;
    private final Lives lives;
    private final Damages damages;
    private final Books books;
    private final ServerReplay server;

    Endings(Moment now, Lives lives, Damages damages, Books books, ServerReplay server) {
        this.now = now;
        this.lives = lives;
        this.damages = damages;
        this.books = books;
        this.server = server;
    }

    /** A process that begins to write ends what another one, of the same name, wrote before. */
    void restarted(LogEvent event) {
        lives.running().stream()
                .filter(life -> life.form == event.form && life.process == event.process)
                .forEach(life -> life.over = true);
    }

    /** Notes the trailer of a recording, and how many events it counts that are not there. */
    void trailer(LogEvent event, Life life) {
        life.lifecycle = true;
        if (life.cutAt == now.at) {
            return;
        }
        long before = event.sequence == LogEvent.UNSTATED ? life.events - 1 : event.sequence - 1;
        if (event.count > before) {
            long missing = event.count - before;
            life.lose(missing);
            damages.add(life, missing, "the trailer counts " + event.count + " events, the log has " + before);
        }
        life.trailerAt = now.at;
        mark("recording ended");
    }

    /** Notes that an allocation server removed what a dead process held. */
    void swept(LogEvent event) {
        for (Life life : lives.running(event.process)) {
            life.over = true;
            life.lastClock = now.clock;
            life.dies(now, "the allocation server found process " + event.process + " dead");
            books.detach(life);
        }
        server.swept(event.process);
        mark("process " + event.process + " is dead");
    }

    /** Notes what may be the last moment of a process, or of all that run. */
    void fatal(LogEvent event) {
        boolean death = event.kind == EventKind.PROCESS_DIED;
        String what = death ? "a line shows its death" : "a fatal error was thrown and nothing of it came after that";
        for (Life life : lives.running()) {
            boolean concerned = event.process == LogEvent.UNSTATED || event.process == life.process;
            boolean first = life.fatalAt == Positions.NONE || life.fatalClock < life.lastClock;
            if (concerned && first) {
                life.dies(now, what);
            }
        }
        if (death) {
            mark("process died");
        }
    }

    private void mark(String what) {
        books.timeline.mark(now.accountEvent, now.at, what);
    }
}
