package dev.leaktriage.document;

import dev.leaktriage.model.Memory;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** How many banks each kind of memory has, as a graph report tells it; a bare capture does not. */
final class GraphDevices {
    /** What is read of a device. */
    static final Set<String> KEYS = Set.of("device_id", "l1_num_banks", "num_dram_channels");

    private static final long UNKNOWN = -1;

    private final Map<Long, GraphNode> devices = new HashMap<>();

    void add(Map<String, String> fields) throws GraphNodes.Unfit {
        GraphNode device = new GraphNode(0, "device", java.util.List.of(), fields);
        device.number("l1_num_banks", UNKNOWN);
        device.number("num_dram_channels", UNKNOWN);
        devices.put(device.number("device_id"), device);
    }

    /** How many banks a memory of a device has; -1 if that is not told. All devices of a mesh are alike. */
    long banks(long device, Memory memory) throws GraphNodes.Unfit {
        GraphNode known = devices.get(device);
        if (known == null) {
            known = devices.values().stream().findFirst().orElse(null);
        }
        if (known == null) {
            return UNKNOWN;
        }
        return switch (memory) {
            case DRAM, TRACE -> known.number("num_dram_channels", UNKNOWN);
            case L1, L1_SMALL -> known.number("l1_num_banks", UNKNOWN);
            case SYSTEM_MEMORY, CB, UNSTATED -> UNKNOWN;
        };
    }
}
