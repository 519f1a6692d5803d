package dev.leaktriage.ledger;

import dev.leaktriage.model.Growth;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Follows the live owners of every site over the checkpoints of its process.
 *
 * <p>The first checkpoint is warm-up. Memory grows with sites, not with checkpoints.
 */
final class GrowthRecorder {
    private final Accounts accounts;
    private final Map<Integer, Course> courses = new HashMap<>();

    GrowthRecorder(Accounts accounts) {
        this.accounts = accounts;
    }

    /** What the checkpoints of one life showed. */
    private static final class Course {
        private int checkpoints;
        private final Map<String, Trend> trends = new HashMap<>();
    }

    /** How one site moved. */
    private static final class Trend {
        private long now;
        private long last;
        private long first;
        private int rises;
        private int falls;
        private long firstStep;
        private int equalSteps;
    }

    /** Takes the counts at a checkpoint. */
    void checkpoint(int life) {
        Course course = courses.computeIfAbsent(life, ignored -> new Course());
        count(life, course);
        course.checkpoints++;
        for (Trend trend : course.trends.values()) {
            step(course.checkpoints, trend);
        }
    }

    private void count(int life, Course course) {
        course.trends.values().forEach(trend -> trend.now = 0);
        for (int account = 0; account < accounts.count(); account++) {
            if (accounts.life[account] == life && accounts.stack[account] != 0) {
                String site = accounts.site(account).id();
                course.trends.computeIfAbsent(site, ignored -> new Trend()).now += accounts.liveOwners[account];
            }
        }
    }

    private static void step(int checkpoint, Trend trend) {
        if (checkpoint == 2) {
            trend.first = trend.now;
        }
        if (checkpoint > 2) {
            long step = trend.now - trend.last;
            trend.rises += step > 0 ? 1 : 0;
            trend.falls += step < 0 ? 1 : 0;
            trend.firstStep = checkpoint == 3 ? step : trend.firstStep;
            trend.equalSteps += step > 0 && step == trend.firstStep ? 1 : 0;
        }
        trend.last = trend.now;
    }

    /** True if a life has enough checkpoints to say how its sites grow. */
    boolean follows(int life) {
        Course course = courses.get(life);
        return course != null && course.checkpoints >= Growth.MINIMUM_CHECKPOINTS;
    }

    /**
     * The growth of a site until now, empty if there were too few checkpoints.
     *
     * @param live the site's live owners now
     */
    Optional<Growth> growth(int life, String site, long live) {
        if (!follows(life)) {
            return Optional.empty();
        }
        Course course = courses.get(life);
        Trend trend = course.trends.get(site);
        if (trend == null) {
            return Optional.empty();
        }
        int steps = course.checkpoints - 2;
        int falls = trend.falls + (live < trend.last ? 1 : 0);
        boolean linear = trend.equalSteps == steps;
        return Optional.of(new Growth(course.checkpoints, steps, trend.rises, falls, linear, trend.first, trend.last));
    }
}
