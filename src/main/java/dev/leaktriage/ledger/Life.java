package dev.leaktriage.ledger;

import dev.leaktriage.model.LogEvent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * One execution of one process while its events are being replayed.
 *
 * <p>An event is known to be missing where {@code seq} has a gap. Where a log has no {@code seq}, an event that
 * is impossible without another one stands for a lost one.
 */
final class Life {
    final int index;
    final int execution;
    final int file;
    final long process;
    final LogEvent.Form form;
    final long firstAt;
    long lastAt;
    /** The clock at its last event. */
    long lastClock;

    long events;

    boolean sequenced;
    /** True if a life-cycle record of the tracker occurred: its format has a trailer. */
    boolean lifecycle;

    /** True if its text says that it is whole, where the format does. */
    boolean whole;

    final SequenceGaps gaps = new SequenceGaps();
    private long lost;
    private long suspected;
    long lastGapClock;

    long trailerAt = Positions.NONE;
    /** A fatal line that may have been its last moment, and what it says. */
    long fatalAt = Positions.NONE;

    long fatalClock;
    String fatalBecause = "";
    /** True if it was told, otherwise than by a trailer, that no event of it can follow. */
    boolean over;

    long cutAt = Positions.NONE;
    long highestDramAddress;
    /** True once a record of it had a call stack. */
    boolean stacks;
    /** The clock at its first free or kernel binary, before which nothing shows that it uses a device; 0 if none came. */
    private long firstUseClock;

    long allocated;
    long freed;
    long superseded;
    long allocatedBytes;
    long freedBytes;
    long supersededBytes;
    long temporary;

    final List<MeshEpoch> epochs = new ArrayList<>();
    /** A clear that the runtime announced and whose end it does not log; null if there is none. */
    MeshEpoch.Clear runtimeClear;

    private MeshEpoch[] epochByDevice = new MeshEpoch[8];

    Life(int index, int execution, int file, long process, LogEvent.Form form, long firstAt) {
        this.index = index;
        this.execution = execution;
        this.file = file;
        this.process = process;
        this.form = form;
        this.firstAt = firstAt;
    }

    boolean isInUse() {
        return firstUseClock != 0;
    }

    /** Takes in a sign that it uses a device. */
    void uses(long clock) {
        firstUseClock = firstUseClock == 0 ? clock : firstUseClock;
    }

    /** Takes in the logged free of a live handle. */
    void frees(long sizeBytes, long clock) {
        uses(clock);
        freed++;
        freedBytes += sizeBytes;
    }

    /** True if neither a stack nor an earlier use tells what was allocated then from what an open device needs. */
    boolean mayBeOpening(long born) {
        return !stacks && (firstUseClock == 0 || born < firstUseClock);
    }

    boolean ended() {
        return trailerAt != Positions.NONE || over;
    }

    /** True if that is the number of the next event. */
    boolean expects(long sequence) {
        return sequence == gaps.highest() + 1;
    }

    /** Notes a line that may show its last moment. */
    void dies(Moment now, String because) {
        fatalAt = now.at;
        fatalClock = now.clock;
        fatalBecause = because;
    }

    /** True if an event with that number begins another execution. */
    boolean restartedBy(long sequence) {
        return sequence == 1 && gaps.highest() >= 1;
    }

    /** Notes that events are missing that may be of this life or of another one. */
    void suspect(long count) {
        suspected += count;
    }

    /** How many missing events may be about a handle of this life. */
    long lostOrSuspected() {
        return lost() + suspected;
    }

    /** Notes that events are missing. */
    void lose(long count) {
        lost += count;
    }

    /** How many events are known to be missing. */
    long lost() {
        return lost + gaps.missing();
    }

    /** The opening that a device belongs to at this moment; null if the log shows none. */
    MeshEpoch epochOf(int device) {
        if (device < epochByDevice.length && epochByDevice[device] != null) {
            return epochByDevice[device];
        }
        return unlisted();
    }

    /** The only mesh whose devices are not listed; null if there is none or more than one. */
    private MeshEpoch unlisted() {
        MeshEpoch found = null;
        // By index: this is asked at every event, and an iterator would be the only object that it makes.
        for (int i = 0; i < epochs.size(); i++) {
            MeshEpoch epoch = epochs.get(i);
            if (epoch.devices.isEmpty()) {
                if (found != null && found.mesh != epoch.mesh) {
                    return null;
                }
                found = epoch;
            }
        }
        return found;
    }

    void open(MeshEpoch epoch) {
        epochs.add(epoch);
        for (int device : epoch.devices) {
            if (device >= epochByDevice.length) {
                epochByDevice = Arrays.copyOf(epochByDevice, Integer.highestOneBit(device) * 2);
            }
            epochByDevice[device] = epoch;
        }
    }

    /** The architecture of its devices, as the log names it; empty if it does not. */
    Optional<String> architecture() {
        return epochs.stream()
                .map(epoch -> epoch.arch)
                .filter(arch -> !arch.isEmpty())
                .findFirst();
    }

    /** The latest opening of a mesh; null if the log shows none. */
    MeshEpoch mesh(long mesh) {
        for (int i = epochs.size() - 1; i >= 0; i--) {
            if (epochs.get(i).mesh == mesh) {
                return epochs.get(i);
            }
        }
        return null;
    }
}
