package dev.leaktriage.recorder;

import dev.leaktriage.model.Memory;
import dev.leaktriage.runtime.DeviceBuffer;
import dev.leaktriage.runtime.DeviceProfile;
import dev.leaktriage.runtime.MeshDescription;
import dev.leaktriage.runtime.RuntimeObserver;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Prints what the allocation server prints about its clients.
 *
 * <p>It is as forgetful as the real one: of a buffer that is allocated again while it lives, only the count
 * goes up, and a free tells the size and the process of the first allocation.
 */
final class AllocationServer implements RunLog {
    private static final int EVENTS_PER_STATISTICS = 64;
    private static final double KIB = 1024;
    private static final double MIB = 1024 * 1024;

    private record Key(int device, long address) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int byDevice = Integer.compare(device, other.device);
            return byDevice != 0 ? byDevice : Long.compareUnsigned(address, other.address);
        }
    }

    private record Stored(long pid, Memory memory, long sizeBytes, int references) {
        Stored with(int count) {
            return new Stored(pid, memory, sizeBytes, count);
        }
    }

    private final LogWriter log;
    private final Map<Key, Stored> buffers = new TreeMap<>();
    private final TreeSet<Integer> devices = new TreeSet<>();
    private int events;

    AllocationServer(LogWriter log, DeviceProfile profile) {
        this.log = log;
        start(profile);
    }

    @Override
    public RuntimeObserver observe(Workload.ProcessPlan process) {
        return new Client(process.pid());
    }

    private void start(DeviceProfile profile) {
        LineBuffer out = log.begin();
        line(out, "🚀 Allocation Server started");
        line(out, "   Listening on: /tmp/tt_allocation_server.sock");
        line(out, "   Press Ctrl+C to stop");
        line(out, "🔍 Device detection (using TT-Metal APIs):");
        String arch = Character.toUpperCase(profile.arch().charAt(0))
                + profile.arch().substring(1).replace("_b", "_B");
        long dramGib = Math.round(profile.dram().banks() * profile.dram().topAddress() / KIB / MIB);
        long l1Mib = Math.round(profile.l1().banks() * profile.l1().topAddress() / MIB);
        for (int device = 0; device < profile.shape().devices(); device++) {
            line(out, "   Device " + device + ": " + arch + " (" + dramGib + "GB DRAM, " + l1Mib + "MB L1)");
        }
        line(out, "   Total: " + profile.shape().devices() + " PCIe device(s) detected");
        line(out, "🔄 Background cleanup thread started (checking every 10s)");
        log.commit();
    }

    private void allocated(long pid, DeviceBuffer part) {
        Key key = new Key(part.device(), part.address());
        devices.add(part.device());
        Memory memory = part.memory() == Memory.CB ? Memory.L1 : part.memory();
        Stored stored = buffers.get(key);
        int references = stored == null ? 1 : stored.references() + 1;
        buffers.put(key, stored == null ? new Stored(pid, memory, part.sizeBytes(), 1) : stored.with(references));
        print("✓ [PID " + pid + "] Allocated " + part.sizeBytes() + " bytes of " + memory.label() + " on device "
                + part.device() + " (buffer_id=" + id(key) + (references > 1 ? ", ref_count=" + references : "") + ")");
    }

    private void freed(long pid, DeviceBuffer part) {
        Key key = new Key(part.device(), part.address());
        Stored stored = buffers.get(key);
        if (stored == null) {
            print("⚠ [PID " + pid + "] Deallocation for unknown buffer " + id(key) + " on device " + part.device()
                    + " (allocated before tracking started)");
            return;
        }
        int references = stored.references() - 1;
        String freed = "✗ [PID " + stored.pid() + "] Freed buffer " + id(key) + " on device " + part.device() + " ("
                + stored.sizeBytes() + " bytes, ";
        if (references == 0) {
            buffers.remove(key);
            print(freed + "FINAL)");
            return;
        }
        buffers.put(key, stored.with(references));
        print(freed + "ref_count=" + references + " remaining)");
    }

    private void print(String event) {
        line(log.begin(), event);
        log.commit();
        events++;
        if (events % EVENTS_PER_STATISTICS == 0) {
            printStatistics();
        }
    }

    private void printStatistics() {
        LineBuffer out = log.begin();
        line(out, "");
        line(out, "📊 Current Statistics:");
        for (int device : devices) {
            List<Stored> there = on(device);
            long dram = bytes(there, Memory.DRAM);
            long l1 = bytes(there, Memory.L1);
            long rest = bytes(there, Memory.L1_SMALL) + bytes(there, Memory.TRACE);
            line(out, "  Device " + device + ":");
            line(out, "    Buffers: " + there.size());
            line(out, "    DRAM: " + dram + " bytes (" + CNumbers.of(dram / KIB) + " KB)");
            line(out, "    L1: " + l1 + " bytes (" + CNumbers.of(l1 / KIB) + " KB)");
            line(out, "    Total: " + (dram + l1 + rest) + " bytes");
        }
        line(out, "  Active allocations: " + buffers.size());
        line(out, "");
        log.commit();
    }

    private List<Stored> on(int device) {
        return buffers.entrySet().stream()
                .filter(entry -> entry.getKey().device() == device)
                .map(Map.Entry::getValue)
                .toList();
    }

    private static long bytes(List<Stored> stored, Memory memory) {
        return stored.stream()
                .filter(buffer -> buffer.memory() == memory)
                .mapToLong(Stored::sizeBytes)
                .sum();
    }

    @Override
    public void died(long pid) {
        List<Stored> orphans =
                buffers.values().stream().filter(stored -> stored.pid() == pid).toList();
        if (orphans.isEmpty()) {
            return;
        }
        buffers.values().removeIf(stored -> stored.pid() == pid);
        double sizeMib = orphans.stream().mapToLong(Stored::sizeBytes).sum() / MIB;
        LineBuffer out = log.begin();
        line(out, "");
        line(out, "⚠️  Detected dead processes, cleaning up orphaned buffers...");
        line(out, "   PID " + pid + " is dead, removing its buffers...");
        line(out, "   ✓ Removed " + orphans.size() + " buffers (" + CNumbers.of(sizeMib) + " MB) from PID " + pid);
        log.commit();
    }

    @Override
    public void finish() {
        printStatistics();
        line(log.begin(), "🛑 Allocation Server stopped");
        log.commit();
        log.flush();
    }

    private static String id(Key key) {
        return "0x" + Long.toHexString(key.address());
    }

    private static void line(LineBuffer out, String text) {
        out.text(text).newLine();
    }

    /** One client of the server: it reports buffers and nothing else. */
    private final class Client implements RuntimeObserver {
        private final long pid;

        Client(long pid) {
            this.pid = pid;
        }

        @Override
        public void allocated(DeviceBuffer part) {
            AllocationServer.this.allocated(pid, part);
        }

        @Override
        public void freed(DeviceBuffer part) {
            AllocationServer.this.freed(pid, part);
        }

        @Override
        public void opening(MeshDescription mesh) {}

        @Override
        public void opened(MeshDescription mesh) {}

        @Override
        public void checkpoint(String name) {}

        @Override
        public void clearingCache(int mesh, int entries) {}

        @Override
        public void clearedCache(int mesh) {}

        @Override
        public void closing(int mesh) {}

        @Override
        public void closed(int mesh) {}

        @Override
        public void failed(List<String> lastWords) {}

        @Override
        public void ended() {}
    }
}
