package dev.leaktriage.model;

import java.util.List;

/**
 * How far the log can be trusted.
 *
 * @param lostEventsAtLeast the minimum number of lost events that explains what the log shows, over all
 *     processes
 * @param damages each sign of damage, in the order of the log
 */
public record Integrity(long lostEventsAtLeast, List<Damage> damages) {
    public Integrity {
        damages = List.copyOf(damages);
    }

    public boolean intact() {
        return damages.isEmpty();
    }

    /**
     * One sign of damage.
     *
     * @param life the process life it concerns; -1 if it concerns the file as a whole
     * @param count how many lost events or broken records it stands for, at least 1
     * @param message one clause of plain English
     */
    public record Damage(int life, LogPosition at, long count, String message) {}
}
