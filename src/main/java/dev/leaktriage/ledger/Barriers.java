package dev.leaktriage.ledger;

import dev.leaktriage.model.LogEvent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Follows the openings, closings and cache clears of mesh devices. A barrier frees nothing.
 *
 * <p>Where a tracker wrote a process's life cycle, lines of the runtime say nothing new and are passed over.
 */
final class Barriers {
    private static final long NO_MESH = -1;

    private final Lives lives;
    private final TimelineRecorder timeline;
    private final KnownDevices known;
    private final List<MeshEpoch> epochs = new ArrayList<>();

    Barriers(Lives lives, TimelineRecorder timeline, KnownDevices known) {
        this.lives = lives;
        this.timeline = timeline;
        this.known = known;
    }

    /** True if nothing shows that a device was opened: no handle belongs to an opening then. */
    boolean isEmpty() {
        return epochs.isEmpty();
    }

    MeshEpoch epoch(int index) {
        return epochs.get(index);
    }

    /** Applies a life-cycle event that the tracker wrote. */
    void tracked(LogEvent event, Life life, Moment now) {
        String mesh = "mesh device " + event.mesh;
        switch (event.kind) {
            case DEVICE_OPENING -> {
                MeshEpoch epoch = open(life, event.mesh, devices(event.devices), event.arch, true);
                epoch.openingClock = now.clock;
                epoch.openingAt = now.at;
                epoch.lostAtOpening = life.lost();
            }
            case DEVICE_OPENED -> {
                known(life, event).openedClock = now.clock;
                mark(now, "opened " + mesh);
            }
            case DEVICE_CLOSING -> {
                MeshEpoch epoch = known(life, event);
                epoch.closingClock = now.clock;
                epoch.closingAt = now.at;
            }
            case DEVICE_CLOSED -> {
                MeshEpoch epoch = known(life, event);
                epoch.closedClock = now.clock;
                epoch.closedAt = now.at;
                mark(now, "closed " + mesh);
            }
            case CACHE_CLEARING -> known(life, event).clears.add(new MeshEpoch.Clear(now.clock));
            case CACHE_CLEARED -> cleared(known(life, event), now, mesh);
            default -> throw new IllegalArgumentException("not a barrier: " + event.kind);
        }
    }

    private void cleared(MeshEpoch epoch, Moment now, String mesh) {
        MeshEpoch.Clear active = epoch.activeClear();
        if (active == null) {
            // Its beginning was lost, so nothing is known but that it is over.
            MeshEpoch.Clear over = new MeshEpoch.Clear(now.clock);
            over.end(now.clock, now.at, false);
            epoch.clears.add(over);
        } else {
            active.end(now.clock, now.at, true);
        }
        mark(now, "cleared program cache of " + mesh);
    }

    /** The opening that an event of a mesh is about; one whose own line was lost stands for all devices. */
    private MeshEpoch known(Life life, LogEvent event) {
        MeshEpoch epoch = life.mesh(event.mesh);
        return epoch != null ? epoch : open(life, event.mesh, List.of(), "", true);
    }

    private MeshEpoch open(Life life, long mesh, List<Integer> devices, String arch, boolean tracked) {
        MeshEpoch epoch = new MeshEpoch(epochs.size(), mesh, devices, known.architecture(arch), tracked);
        epochs.add(epoch);
        life.open(epoch);
        return epoch;
    }

    private static List<Integer> devices(String list) {
        if (list.isEmpty()) {
            return List.of();
        }
        return Arrays.stream(list.split(","))
                .map(Barriers::number)
                .filter(device -> device >= 0)
                .toList();
    }

    private static int number(String digits) {
        return digits.length() > 9 ? -1 : Integer.parseInt(digits);
    }

    /** Applies a line of the runtime, which names no process, to every process that has no tracker. */
    void runtime(LogEvent event, Moment now) {
        for (Life life : lives.running()) {
            if (!life.lifecycle) {
                runtime(event, life, now);
            }
        }
        switch (event.kind) {
            case DEVICE_CLOSING -> mark(now, "closing" + named(event));
            case CACHE_CLEARING -> mark(now, "clearing program cache of" + named(event));
            default -> {}
        }
    }

    private void mark(Moment now, String what) {
        timeline.mark(now.accountEvent, now.at, what);
    }

    private static String named(LogEvent event) {
        return event.mesh == LogEvent.UNSTATED ? " device " + event.device : " mesh device " + event.mesh;
    }

    private void runtime(LogEvent event, Life life, Moment now) {
        MeshEpoch epoch = untracked(event, life);
        switch (event.kind) {
            case DEVICE_CLOSING -> {
                epoch.closingClock = now.clock;
                epoch.closingAt = now.at;
            }
            case CACHE_CLEARING -> {
                MeshEpoch.Clear clear = new MeshEpoch.Clear(now.clock);
                epoch.clears.add(clear);
                life.runtimeClear = clear;
            }
            default -> {}
        }
    }

    private MeshEpoch untracked(LogEvent event, Life life) {
        boolean byMesh = event.mesh != LogEvent.UNSTATED;
        MeshEpoch known = byMesh ? life.mesh(event.mesh) : life.epochOf((int) event.device);
        if (known != null) {
            return known;
        }
        if (!byMesh) {
            return open(life, NO_MESH, List.of((int) event.device), "", false);
        }
        // In block records the device that a record names is the mesh.
        boolean block = life.form == LogEvent.Form.BLOCK;
        List<Integer> devices = block ? List.of((int) event.mesh) : List.of();
        return open(life, event.mesh, devices, "", false);
    }

    /** An allocation shows that a clear which the runtime announced is over: its end is not logged. */
    void allocationIn(Life life, long clock, long at) {
        if (life.runtimeClear != null) {
            life.runtimeClear.end(clock, at, false);
            life.runtimeClear = null;
        }
    }
}
