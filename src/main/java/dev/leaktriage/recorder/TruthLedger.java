package dev.leaktriage.recorder;

import dev.leaktriage.model.CallStack;
import dev.leaktriage.model.Memory;
import dev.leaktriage.model.Verdict;
import dev.leaktriage.runtime.DeviceBuffer;
import dev.leaktriage.runtime.MeshBuffer;
import dev.leaktriage.runtime.MeshDescription;
import dev.leaktriage.runtime.MeshWorkload;
import dev.leaktriage.runtime.RuntimeObserver;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Knows what every buffer of one process really is; passes all it hears on to the next observer. */
final class TruthLedger implements RuntimeObserver {
    /** A buffer that was made, with what had happened by then. */
    private record Life(DeviceBuffer part, SiteGrowth site, long seq, int clearsBegun) {}

    private record Place(int mesh, int device, Memory memory, long address) {}

    private record Site(CallStack stack, Memory memory) {}

    private static final class MeshLife {
        private int clearsBegun;
        private int lastClearDone;
        private boolean closing;
        private boolean closed;
    }

    private final long pid;
    private final boolean wholes;
    private final RuntimeObserver next;
    private final Map<Long, Life> live = new LinkedHashMap<>();
    private final Map<Place, Map<Long, Life>> byPlace = new HashMap<>();
    private final Map<Site, SiteGrowth> growth = new LinkedHashMap<>();
    private final Map<CallStack, Map<Memory, SiteGrowth>> growthOfSeenStacks = new IdentityHashMap<>();
    private final Map<Integer, MeshLife> meshes = new HashMap<>();
    private final Map<Long, String> causes = new HashMap<>();
    private String end = "killed";
    private boolean orderly;
    private int checkpoints;
    private long seq;

    /**
     * @param wholes true to count mesh buffers as a whole, as block records do, false to count their parts
     */
    TruthLedger(long pid, boolean wholes, RuntimeObserver next) {
        this.pid = pid;
        this.wholes = wholes;
        this.next = next;
    }

    /** Names the fault that keeps a buffer alive. */
    void blame(MeshBuffer buffer, String cause) {
        causes.put(buffer.whole().id(), cause);
        buffer.parts().forEach(part -> causes.put(part.id(), cause));
    }

    /** Says how the process ended if it did not end in an orderly way. */
    void endedBy(String cause) {
        end = cause;
    }

    /** What is live now, if nothing else happened to the process. */
    List<TruthRow> rows() {
        return live.values().stream().map(this::row).sorted(TruthRow.ORDER).toList();
    }

    private TruthRow row(Life life) {
        DeviceBuffer part = life.part();
        Verdict what = what(life);
        String fallback = what == Verdict.UNRESOLVED ? end : "";
        return new TruthRow(
                pid,
                part.device(),
                part.memory(),
                part.address(),
                part.sizeBytes(),
                part.occupiedBytes(),
                what,
                life.seq(),
                causes.getOrDefault(part.id(), fallback));
    }

    private Verdict what(Life life) {
        MeshLife mesh = mesh(life.part().mesh());
        if (mesh.closed) {
            return Verdict.LEAK;
        }
        if (!life.part().owner()) {
            return Verdict.VIEW;
        }
        return switch (life.part().purpose()) {
            case KERNEL_BINARY -> life.clearsBegun() < mesh.lastClearDone ? Verdict.LEAK : Verdict.PROGRAM_CACHE;
            case COMMAND_TRACE -> Verdict.TRACE;
            case COMMAND_QUEUE, DISPATCH, FABRIC -> mesh.closing ? Verdict.UNRESOLVED : Verdict.SYSTEM;
            case TENSOR, CIRCULAR_BUFFER -> orderly || growing(life) ? Verdict.LEAK : Verdict.UNRESOLVED;
        };
    }

    private boolean growing(Life life) {
        return !life.part().stack().isEmpty() && life.site().growing(checkpoints);
    }

    /** Stacks are equal by their frames; looking the object up first spares comparing them at every event. */
    private SiteGrowth growthAt(CallStack stack, Memory memory) {
        return growthOfSeenStacks
                .computeIfAbsent(stack, unused -> new EnumMap<>(Memory.class))
                .computeIfAbsent(
                        memory, unused -> growth.computeIfAbsent(new Site(stack, memory), site -> new SiteGrowth()));
    }

    private static Place place(DeviceBuffer part) {
        return new Place(part.mesh(), part.device(), part.memory(), part.address());
    }

    private MeshLife mesh(int id) {
        return meshes.computeIfAbsent(id, unused -> new MeshLife());
    }

    @Override
    public void allocated(DeviceBuffer part) {
        if (!wholes) {
            born(part);
        }
        next.allocated(part);
    }

    @Override
    public void freed(DeviceBuffer part) {
        if (!wholes) {
            gone(part);
        }
        next.freed(part);
    }

    @Override
    public void wholeAllocated(DeviceBuffer whole) {
        if (wholes) {
            born(whole);
        }
        next.wholeAllocated(whole);
    }

    @Override
    public void wholeFreed(DeviceBuffer whole) {
        if (wholes) {
            gone(whole);
        }
        next.wholeFreed(whole);
    }

    private void born(DeviceBuffer part) {
        seq++;
        Map<Long, Life> there = byPlace.computeIfAbsent(place(part), unused -> new LinkedHashMap<>());
        if (part.owner()) {
            supersede(there);
        }
        SiteGrowth site = growthAt(part.stack(), part.memory());
        site.born();
        Life life = new Life(part, site, seq, mesh(part.mesh()).clearsBegun);
        live.put(part.id(), life);
        there.put(part.id(), life);
    }

    /** Memory that is handed out again ends the handles that were still looking at it. */
    private void supersede(Map<Long, Life> there) {
        for (Life earlier : there.values()) {
            live.remove(earlier.part().id());
            earlier.site().gone();
        }
        there.clear();
    }

    private void gone(DeviceBuffer part) {
        seq++;
        Life life = live.remove(part.id());
        if (life != null) {
            life.site().gone();
        }
        byPlace.computeIfPresent(place(part), (place, there) -> {
            there.remove(part.id());
            return there.isEmpty() ? null : there;
        });
    }

    @Override
    public void compiled(MeshWorkload workload) {
        next.compiled(workload);
    }

    @Override
    public void loaded(MeshWorkload workload) {
        next.loaded(workload);
    }

    @Override
    public void destroyed(MeshWorkload workload) {
        next.destroyed(workload);
    }

    @Override
    public void opening(MeshDescription mesh) {
        seq++;
        next.opening(mesh);
    }

    @Override
    public void opened(MeshDescription mesh) {
        seq++;
        next.opened(mesh);
    }

    @Override
    public void checkpoint(String name) {
        seq++;
        checkpoints++;
        growth.values().forEach(site -> site.checkpoint(checkpoints));
        next.checkpoint(name);
    }

    @Override
    public void testStarted(String name) {
        next.testStarted(name);
    }

    @Override
    public void testPassed() {
        next.testPassed();
    }

    @Override
    public void clearingCache(int mesh, int entries) {
        seq++;
        mesh(mesh).clearsBegun++;
        next.clearingCache(mesh, entries);
    }

    @Override
    public void clearedCache(int mesh) {
        seq++;
        mesh(mesh).lastClearDone = mesh(mesh).clearsBegun;
        next.clearedCache(mesh);
    }

    @Override
    public void closing(int mesh) {
        seq++;
        mesh(mesh).closing = true;
        next.closing(mesh);
    }

    @Override
    public void closed(int mesh) {
        seq++;
        mesh(mesh).closed = true;
        next.closed(mesh);
    }

    @Override
    public void failed(List<String> lastWords) {
        next.failed(lastWords);
    }

    @Override
    public void ended() {
        orderly = true;
        next.ended();
    }
}
