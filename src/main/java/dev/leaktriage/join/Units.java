package dev.leaktriage.join;

import dev.leaktriage.model.EventKind;
import dev.leaktriage.model.LogEvent;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * Groups the allocations of the rows as the records of a source that lends do.
 *
 * <p>The parts of a mesh buffer are made in one loop over its devices: the events of a process follow each other, at one
 * address and of one size, and their devices rise. Two meshes of the same process may follow each other so too; devices
 * that were seen in different meshes are not put together.
 */
final class Units {
    private final boolean ofMeshes;
    private final boolean byDevice;
    private final Deque<Unit> waiting = new ArrayDeque<>();
    private final Map<Long, Unit> openByProcess = new HashMap<>();
    /** For a device the mesh that it was last seen in, as a set of devices below 64. */
    private final Map<Long, Long> meshOf = new HashMap<>();

    /**
     * Makes one.
     *
     * @param ofMeshes true to put the devices of a mesh together
     * @param byDevice true if the device is part of what identifies an allocation
     */
    Units(boolean ofMeshes, boolean byDevice) {
        this.ofMeshes = ofMeshes;
        this.byDevice = byDevice;
    }

    /** What an allocation and its record have in common. */
    static long key(LogEvent event, boolean byDevice) {
        long mixed = (event.address * 0x9e3779b97f4a7c15L ^ event.sizeBytes) * 0xff51afd7ed558ccdL;
        mixed ^= mixed >>> 29;
        return byDevice ? (mixed + event.device) * 0xc4ceb9fe1a85ec53L : mixed;
    }

    /** The units whose records are still to be found, in the order of their first events. */
    Deque<Unit> waiting() {
        return waiting;
    }

    void allocated(RowEvent row) {
        LogEvent event = row.event;
        long key = key(event, byDevice);
        Unit open = openByProcess.get(event.process);
        if (open != null && takes(open, key, event)) {
            open.add(row);
            return;
        }
        close(event.process);
        Unit unit = new Unit(key, event);
        unit.add(row);
        waiting.add(unit);
        if (ofMeshes) {
            unit.open = true;
            openByProcess.put(event.process, unit);
        }
    }

    private boolean takes(Unit open, long key, LogEvent event) {
        LogEvent before = open.last().event;
        return open.key == key
                && open.memory == event.memory
                && event.device > before.device
                && !ofAnotherMesh(before.device, event.device);
    }

    private boolean ofAnotherMesh(long device, long next) {
        Long mesh = meshOf.get(next);
        return mesh != null && (mesh & 1L << device) == 0;
    }

    /** An event of a process that is no allocation ends what it allocated before. */
    void interrupted(LogEvent event) {
        if (event.kind == EventKind.FREED) {
            close(event.process);
        }
    }

    /** Nothing more is to come. */
    void ended() {
        openByProcess.values().forEach(unit -> unit.open = false);
        openByProcess.clear();
    }

    private void close(long process) {
        Unit unit = openByProcess.remove(process);
        if (unit == null) {
            return;
        }
        unit.open = false;
        // One device alone tells nothing: a program's buffers come and go on one device after the other.
        if (unit.count() == 1) {
            return;
        }
        long mesh = 0;
        for (int i = 0; i < unit.count(); i++) {
            long device = unit.row(i).event.device;
            if (device >= Long.SIZE) {
                return;
            }
            mesh |= 1L << device;
        }
        for (int i = 0; i < unit.count(); i++) {
            meshOf.put(unit.row(i).event.device, mesh);
        }
    }
}
