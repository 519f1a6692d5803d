package dev.leaktriage.recorder;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import dev.leaktriage.model.Memory;
import dev.leaktriage.runtime.DeviceProfile;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The lines that an allocation server prints. */
final class ServerText {
    private static final double KIB = 1024;
    private static final double MIB = 1024 * 1024;
    private static final int MOST_LISTED = 10;
    private static final int BOX_WIDTH = 62;

    private final LogWriter log;
    private final ServerOptions options;
    private long events;

    ServerText(LogWriter log, ServerOptions options) {
        this.log = log;
        this.options = options;
    }

    void started(DeviceProfile profile) {
        String arch = Character.toUpperCase(profile.arch().charAt(0))
                + profile.arch().substring(1).replace("_b", "_B");
        long dramGib = Math.round(profile.dram().banks() * profile.dram().topAddress() / KIB / MIB);
        long l1Mib = Math.round(profile.l1().banks() * profile.l1().topAddress() / MIB);
        int devices = profile.shape().devices();
        LineBuffer out = log.begin();
        record(out, "🚀 ", "Allocation Server started", "");
        line(out, "   Listening on: /tmp/tt_allocation_server.sock");
        line(out, "   Press Ctrl+C to stop");
        record(out, "🔍 ", "Device detection (using ", "TT-Metal APIs):");
        for (int device = 0; device < devices; device++) {
            line(out, "   Device " + device + ": " + arch + " (" + dramGib + "GB DRAM, " + l1Mib + "MB L1)");
        }
        line(out, "   Total: " + devices + " PCIe device(s) detected");
        record(out, "🔄 ", "Background cleanup thread started", " (checking every 10s)");
        log.commit();
    }

    /** An allocation: the process and size of this one, and how many references there are with it. */
    void allocated(ServerBuffer buffer) {
        String count = buffer.references() > 1 ? ", ref_count=" + buffer.references() : "";
        event(
                "✓ [PID " + buffer.pid(),
                "] Allocated ",
                buffer.sizeBytes() + " bytes of "
                        + buffer.memory().label() + " on device " + buffer.key().device() + " (buffer_id="
                        + id(buffer.key()) + count + ")");
    }

    /** A free of a buffer of which so many references are left. */
    void freed(ServerBuffer left) {
        String rest = left.references() == 0 ? "FINAL" : "ref_count=" + left.references() + " remaining";
        event(
                "✗ [PID " + left.pid(),
                "] Freed buffer ",
                id(left.key()) + " on device " + left.key().device() + " (" + left.sizeBytes() + " bytes, " + rest
                        + ")");
    }

    /** A free that the server cannot match. */
    void unknown(long pid, ServerBuffer.Key key) {
        event(
                "⚠ [PID " + pid + "] ",
                "Deallocation for ",
                "unknown buffer " + id(key) + " on device " + key.device() + " (allocated before tracking started)");
    }

    private void event(String before, String deciding, String behind) {
        record(log.begin(), before, deciding, behind);
        log.commit();
    }

    /** Counts an event; now and then the statistics of what is there follow. */
    void countEvent(Collection<ServerBuffer> buffers) {
        events++;
        if (options.eventsPerStatistics() > 0 && events % options.eventsPerStatistics() == 0) {
            statistics(buffers);
        }
    }

    void swept(long pid, List<ServerBuffer> orphans) {
        String sizeMib = mib(orphans);
        LineBuffer out = log.begin();
        line(out, "");
        record(out, "⚠️  ", "Detected dead processes, cleaning up orphaned buffers", "...");
        record(out, "   PID " + pid, " is dead, removing its buffers", "...");
        record(out, "   ✓ Removed " + orphans.size() + " buffers (" + sizeMib, " MB) from PID ", "" + pid);
        line(out, "");
        log.commit();
    }

    /** The end: a dump if one is asked for, the statistics, the stop. */
    void stopped(Collection<ServerBuffer> buffers) {
        if (options.dumpsRemaining()) {
            dump(buffers);
        }
        statistics(buffers);
        event("🛑 ", "Allocation Server stopped", "");
        log.flush();
    }

    /** Devices on which nothing is are not shown. */
    private void statistics(Collection<ServerBuffer> buffers) {
        LineBuffer out = log.begin();
        line(out, "");
        record(out, "📊 ", "Current Statistics:", "");
        byDevice(buffers).forEach((device, there) -> {
            long dram = bytes(there, Memory.DRAM);
            long l1 = bytes(there, Memory.L1);
            long rest = bytes(there, Memory.L1_SMALL) + bytes(there, Memory.TRACE);
            line(out, "  Device " + device + ":");
            line(out, "    Buffers: " + there.size());
            line(out, "    DRAM: " + dram + " bytes (" + CNumbers.of(dram / KIB) + " KB)");
            line(out, "    L1: " + l1 + " bytes (" + CNumbers.of(l1 / KIB) + " KB)");
            line(out, "    Total: " + (dram + l1 + rest) + " bytes");
        });
        record(out, "  ", "Active allocations: ", "" + buffers.size());
        line(out, "");
        log.commit();
    }

    private void dump(Collection<ServerBuffer> buffers) {
        LineBuffer out = log.begin();
        record(out, "📋 Received ", "DUMP_REMAINING ", "request...");
        line(out, "");
        line(out, "╔" + "═".repeat(BOX_WIDTH) + "╗");
        record(out, "║           ", "REMAINING ALLOCATED BUFFERS", "                       ║");
        line(out, "╚" + "═".repeat(BOX_WIDTH) + "╝");
        record(out, "", "Total tracked allocations: ", "" + buffers.size());
        line(out, "");
        if (buffers.isEmpty()) {
            record(out, "✓ ", "No buffers remaining - perfect cleanup", "!");
        } else {
            byDevice(buffers).forEach((device, there) -> dump(out, device, there));
            record(out, "", "Total remaining buffers: ", "" + buffers.size());
            line(out, "");
        }
        record(out, "📋 ", "DUMP_REMAINING ", "complete.");
        log.commit();
    }

    private static void dump(LineBuffer out, int device, List<ServerBuffer> there) {
        line(out, "Device " + device + ":");
        Map<Memory, List<ServerBuffer>> byMemory =
                there.stream().collect(groupingBy(ServerBuffer::memory, TreeMap::new, toList()));
        byMemory.forEach((memory, alike) -> {
            line(out, "  " + memory.label() + ": " + alike.size() + " buffers, " + mib(alike) + " MB total");
            if (alike.size() <= MOST_LISTED) {
                alike.forEach(buffer -> line(out, "    - Buffer " + listed(buffer)));
            }
        });
        line(out, "");
    }

    private static String listed(ServerBuffer buffer) {
        return hex(buffer.key()) + ": " + CNumbers.of(buffer.sizeBytes() / KIB) + " KB (PID " + buffer.pid()
                + ", ref_count=" + buffer.references() + ")";
    }

    private static Map<Integer, List<ServerBuffer>> byDevice(Collection<ServerBuffer> buffers) {
        return buffers.stream().collect(groupingBy(buffer -> buffer.key().device(), TreeMap::new, toList()));
    }

    private static long bytes(List<ServerBuffer> buffers, Memory memory) {
        return buffers.stream()
                .filter(buffer -> buffer.memory() == memory)
                .mapToLong(ServerBuffer::sizeBytes)
                .sum();
    }

    private static String mib(List<ServerBuffer> buffers) {
        return CNumbers.of(buffers.stream().mapToLong(ServerBuffer::sizeBytes).sum() / MIB);
    }

    private String id(ServerBuffer.Key key) {
        return options.decimalIds() ? Long.toString(key.address()) : hex(key);
    }

    private static String hex(ServerBuffer.Key key) {
        return "0x" + Long.toHexString(key.address());
    }

    /** The first line of a record, with the literal that decides in its middle. */
    private static void record(LineBuffer out, String before, String deciding, String behind) {
        line(out.text(before).deciding(deciding), behind);
    }

    private static void line(LineBuffer out, String text) {
        out.text(text).newLine();
    }
}
