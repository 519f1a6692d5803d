package dev.leaktriage.ledger;

import static dev.leaktriage.ledger.HandleTable.NONE;

import dev.leaktriage.model.KernelLoad;
import dev.leaktriage.model.LogEvent;
import dev.leaktriage.model.Stacks;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeSet;

/** Remembers every buffer of kernel binaries that was ever allocated, whatever became of it. */
final class KernelLoads {
    private final HandleTable table;
    private final MeshGroups groups;
    private final List<Load> loads = new ArrayList<>();
    /** By mesh allocation, whose numbers are used again. */
    private final Map<Integer, Load> latest = new HashMap<>();

    /** One of them while its records come. */
    private static final class Load {
        final int life;
        final long mesh;
        final int stack;
        final TreeSet<Integer> devices = new TreeSet<>();
        final List<Long> at = new ArrayList<>();

        Load(int life, long mesh, int stack) {
            this.life = life;
            this.mesh = mesh;
            this.stack = stack;
        }

        KernelLoad record(Positions positions, Stacks stacks) {
            return new KernelLoad(
                    life,
                    mesh < 0 ? OptionalLong.empty() : OptionalLong.of(mesh),
                    List.copyOf(devices),
                    stacks.stack(stack),
                    at.stream().map(positions::of).toList());
        }
    }

    KernelLoads(HandleTable table, MeshGroups groups) {
        this.table = table;
        this.groups = groups;
    }

    /**
     * Takes an owner that was just allocated.
     *
     * @param epoch null if the log shows no opening of the device
     */
    void allocated(int handle, LogEvent event, Life life, MeshEpoch epoch) {
        int group = table.group(handle);
        Load load = latest.get(group);
        if (load == null || groups.allocated(handle) <= 1) {
            load = new Load(life.index, mesh(event, epoch), event.stack);
            loads.add(load);
            latest.put(group, load);
        }
        load.devices.add((int) event.device);
        load.at.add(table.at(handle));
    }

    /** In block records the device that a record names is the mesh. */
    private static long mesh(LogEvent event, MeshEpoch epoch) {
        if (epoch != null && epoch.mesh >= 0) {
            return epoch.mesh;
        }
        return event.form == LogEvent.Form.BLOCK ? event.device : NONE;
    }

    /** All of them, in the order of the log. */
    List<KernelLoad> records(Positions positions, Stacks stacks) {
        return loads.stream().map(load -> load.record(positions, stacks)).toList();
    }
}
