package dev.leaktriage.recorder;

import dev.leaktriage.model.Memory;
import dev.leaktriage.runtime.DeviceBuffer;
import dev.leaktriage.runtime.DeviceProfile;
import dev.leaktriage.runtime.RuntimeObserver;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Counts buffers as the allocation server counts those of its clients.
 *
 * <p>It is as forgetful as the real one: of a buffer that is allocated again while it lives, only the count
 * goes up, a free tells the size and the process of the first allocation, and the sweep of a dead process
 * forgets whatever that process was the first to allocate.
 */
final class AllocationServer implements RunLog {
    private final ServerText text;
    private final Map<ServerBuffer.Key, ServerBuffer> buffers = new TreeMap<>();

    AllocationServer(ServerText text, DeviceProfile profile) {
        this.text = text;
        text.started(profile);
    }

    @Override
    public RuntimeObserver observe(Workload.ProcessPlan process) {
        return new Client(process.pid());
    }

    private void allocated(long pid, DeviceBuffer part) {
        ServerBuffer.Key key = key(part);
        Memory memory = part.memory() == Memory.CB ? Memory.L1 : part.memory();
        ServerBuffer first = buffers.get(key);
        ServerBuffer counted = first == null
                ? new ServerBuffer(key, pid, memory, part.sizeBytes(), 1)
                : first.with(first.references() + 1);
        buffers.put(key, counted);
        text.allocated(new ServerBuffer(key, pid, memory, part.sizeBytes(), counted.references()));
        text.countEvent(buffers.values());
    }

    private void freed(long pid, DeviceBuffer part) {
        ServerBuffer.Key key = key(part);
        ServerBuffer first = buffers.get(key);
        if (first == null) {
            text.unknown(pid, key);
        } else {
            ServerBuffer left = first.with(first.references() - 1);
            text.freed(left);
            if (left.references() == 0) {
                buffers.remove(key);
            } else {
                buffers.put(key, left);
            }
        }
        text.countEvent(buffers.values());
    }

    private static ServerBuffer.Key key(DeviceBuffer part) {
        return new ServerBuffer.Key(part.device(), part.address());
    }

    @Override
    public void gone(long pid) {
        List<ServerBuffer> orphans = new ArrayList<>(buffers.values());
        orphans.removeIf(buffer -> buffer.pid() != pid);
        if (orphans.isEmpty()) {
            return;
        }
        orphans.forEach(orphan -> buffers.remove(orphan.key()));
        text.swept(pid, orphans);
    }

    @Override
    public void finish() {
        text.stopped(buffers.values());
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
    }
}
