package dev.leaktriage.ledger;

import dev.leaktriage.model.LogEvent;
import dev.leaktriage.model.Memory;
import dev.leaktriage.model.VolumeCheck;
import dev.leaktriage.model.VolumeCheck.Volume;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How many allocations, of how many bytes, lines count that say nothing else of them, and how many the records are.
 *
 * <p>Such lines are about owners only, as their printer charges a mesh buffer to each device of its mesh.
 */
final class Volumes {
    private static final int MEMORIES = Memory.values().length;
    /** Of devices with a higher number, which no machine has, nothing is counted. */
    private static final int MOST_DEVICES = 4096;
    /** The record of the latest allocation may stand before its line or behind it. */
    private static final int IN_STEP = 1;

    private final Counts recorded = new Counts();
    private final Counts counted = new Counts();
    /** The same, each mesh buffer once and under the number of its mesh. */
    private final Counts countedByMesh = new Counts();
    /** For a mesh the device whose lines stand for those of all its devices. */
    private final Map<Long, Long> firstDevice = new HashMap<>();

    private boolean ofMeshes;
    private long[] apartAt = new long[MEMORIES];

    /** By device and memory. */
    private static final class Counts {
        long[] allocations = new long[MEMORIES];
        long[] bytes = new long[MEMORIES];
        long[] first = new long[MEMORIES];

        void add(int place, long sizeBytes, long at) {
            if (place >= allocations.length) {
                int capacity = Integer.highestOneBit(place) * 2;
                allocations = Arrays.copyOf(allocations, capacity);
                bytes = Arrays.copyOf(bytes, capacity);
                first = Arrays.copyOf(first, capacity);
            }
            if (allocations[place]++ == 0) {
                first[place] = at;
            }
            bytes[place] += sizeBytes;
        }

        long allocations(int place) {
            return place < allocations.length ? allocations[place] : 0;
        }

        /** Of a device's memories from the first place up to but without the last one. */
        Volume volume(int from, int to, Positions positions) {
            long count = 0;
            long sum = 0;
            long at = Positions.NONE;
            for (int place = from; place < Math.min(to, allocations.length); place++) {
                count += allocations[place];
                sum += bytes[place];
                at = earlier(at, first[place]);
            }
            return new Volume(count, sum, positions.ifAny(at));
        }

        private static long earlier(long one, long other) {
            return one == Positions.NONE || other != Positions.NONE && other < one ? other : one;
        }
    }

    /** An owner was recorded; where a record names a mesh, it is one for all its devices. */
    void recorded(LogEvent event, long at) {
        long device = event.device;
        ofMeshes |= event.form == LogEvent.Form.BLOCK && event.hostPointer != LogEvent.UNSTATED;
        recorded(device, event.memory, event.sizeBytes, at);
    }

    /** An owner was recorded by a record that names no mesh. */
    void recorded(long device, Memory memory, long sizeBytes, long at) {
        if (device >= 0 && device < MOST_DEVICES) {
            recorded.add(place(device, memory), sizeBytes, at);
        }
    }

    /** A line counts an owner. */
    void counted(LogEvent event, long at) {
        if (event.device < 0 || event.device >= MOST_DEVICES) {
            return;
        }
        counted.add(place(event.device, event.memory), event.sizeBytes, at);
        boolean ofMesh = event.mesh >= 0 && event.mesh < MOST_DEVICES;
        boolean first = !ofMesh || firstDevice.computeIfAbsent(event.mesh, mesh -> event.device) == event.device;
        if (first) {
            countedByMesh.add(place(ofMesh ? event.mesh : event.device, event.memory), event.sizeBytes, at);
        }
        int place = place(ofMeshes && ofMesh ? event.mesh : event.device, event.memory);
        if (place >= apartAt.length) {
            apartAt = Arrays.copyOf(apartAt, Integer.highestOneBit(place) * 2);
        }
        boolean apart = Math.abs(counts().allocations(place) - recorded.allocations(place)) > IN_STEP;
        if (apart && apartAt[place] == Positions.NONE) {
            apartAt[place] = at;
        }
    }

    private Counts counts() {
        return ofMeshes ? countedByMesh : counted;
    }

    private static int place(long device, Memory memory) {
        return (int) device * MEMORIES + memory.ordinal();
    }

    /** One entry for each device and memory of which a line counts an allocation. */
    List<VolumeCheck> checks(Positions positions) {
        List<VolumeCheck> checks = new ArrayList<>();
        for (int first = 0; first < counts().allocations.length; first += MEMORIES) {
            int unstated = first + Memory.UNSTATED.ordinal();
            boolean whole = recorded.allocations(unstated) + counts().allocations(unstated) > 0;
            for (int place = first; place < first + MEMORIES; place += whole ? MEMORIES : 1) {
                check(place, whole ? first + MEMORIES : place + 1, positions, checks);
            }
        }
        return checks;
    }

    private void check(int from, int to, Positions positions, List<VolumeCheck> checks) {
        Volume lines = counts().volume(from, to, positions);
        if (lines.allocations() == 0) {
            return;
        }
        boolean one = to == from + 1;
        checks.add(new VolumeCheck(
                from / MEMORIES,
                one ? Memory.values()[from % MEMORIES] : Memory.UNSTATED,
                lines,
                recorded.volume(from, to, positions),
                one && from < apartAt.length ? positions.ifAny(apartAt[from]) : Optional.empty()));
    }
}
