package dev.leaktriage.cli;

import dev.leaktriage.analysis.FollowedRun;
import dev.leaktriage.model.Glance;
import dev.leaktriage.report.LiveProse;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Tells on standard error how a run is that is being followed: on a terminal in one line that is written anew, elsewhere
 * in a line now and then, if something came.
 */
final class LiveLine {
    private static final String CLEAR_LINE = "\r\u001b[K";
    private static final int USUAL_COLUMNS = 80;
    /** Growth is told over one to two of these. */
    private static final Duration GROWTH = Duration.ofMinutes(1);

    private final Console console;
    private final String log;
    private final Pace pace;
    private final boolean inPlace;
    private boolean shown;

    private long lastEvents;
    private long lastLines;
    private long lastNanos = System.nanoTime();
    private Optional<Seen> middle = Optional.empty();
    private Optional<Seen> before = Optional.empty();

    /** How often a line is told, on a terminal and elsewhere. */
    record Pace(Duration inPlace, Duration lines) {
        static final Pace PEOPLE = new Pace(Duration.ofSeconds(1), Duration.ofSeconds(10));
    }

    private record Seen(Glance glance, long lines, long nanos) {
        Duration until(Seen later) {
            return Duration.ofNanos(later.nanos - nanos);
        }
    }

    LiveLine(Console console, String log, Pace pace) {
        this.console = console;
        this.log = log;
        this.pace = pace;
        boolean dumb =
                console.environment().apply("TERM").filter("dumb"::equals).isPresent();
        this.inPlace = console.errIsTerminal() && !dumb;
    }

    /** Tells how a run is while a step is at work, and leaves no trace on a terminal. */
    <T> T during(FollowedRun run, Supplier<T> step) {
        Thread display = new Thread(() -> display(run), "live line");
        display.setDaemon(true);
        display.start();
        try {
            return step.get();
        } finally {
            end(display);
        }
    }

    /** Tells a message that is no part of the line. */
    synchronized void tell(String message) {
        clear();
        console.say(message);
    }

    private void display(FollowedRun run) {
        try {
            while (true) {
                Thread.sleep((inPlace ? pace.inPlace() : pace.lines()).toMillis());
                run.glance().ifPresent(glance -> show(new Seen(glance, run.lines(), System.nanoTime())));
            }
        } catch (InterruptedException ended) {
            clear();
        }
    }

    private synchronized void show(Seen now) {
        boolean nothingCame =
                lastLines == now.lines() && lastEvents == now.glance().events();
        remember(now);
        if (inPlace) {
            console.err().print(CLEAR_LINE + text(now, columns() - 1));
            console.err().flush();
            shown = true;
        } else if (!nothingCame) {
            console.say("following " + log + ": " + text(now, Integer.MAX_VALUE));
        }
        lastEvents = now.glance().events();
        lastLines = now.lines();
        lastNanos = now.nanos();
    }

    private void remember(Seen now) {
        boolean old = middle.isEmpty() || middle.get().until(now).compareTo(GROWTH) >= 0;
        if (old) {
            before = middle.isEmpty() ? Optional.of(now) : middle;
            middle = Optional.of(now);
        }
    }

    private String text(Seen now, int columns) {
        Seen base = before.orElse(now);
        double seconds = Math.max(1, now.nanos() - lastNanos) / 1e9;
        long linesPerSecond = Math.round((now.lines() - lastLines) / seconds);
        return LiveProse.line(now.glance(), base.glance(), base.until(now), linesPerSecond, columns);
    }

    /** A line that is wrapped cannot be written anew. */
    private int columns() {
        return console.environment()
                .apply("COLUMNS")
                .filter(columns -> columns.matches("[1-9][0-9]{1,3}"))
                .map(Integer::parseInt)
                .orElse(USUAL_COLUMNS);
    }

    private synchronized void clear() {
        if (shown) {
            console.err().print(CLEAR_LINE);
            console.err().flush();
        }
        shown = false;
    }

    /** Returns once nothing more will be written. */
    private static void end(Thread display) {
        display.interrupt();
        try {
            display.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
