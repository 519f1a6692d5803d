package dev.leaktriage.runtime;

import dev.leaktriage.model.Memory;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Devices that are programmed as one: every allocation is made on all of them, at the same address. */
public final class MeshDevice implements AutoCloseable {
    private static final long TRACE_BYTES_PER_COMMAND = 10 * BufferRequest.PROGRAM_PAGE_BYTES;

    private final HostProcess process;
    private final MeshDescription description;
    private final MeshAllocator allocator;
    private final ProgramCache programCache = new ProgramCache();
    private final Set<MeshBuffer> buffers = new LinkedHashSet<>();
    private final List<MeshBuffer> systemBuffers = new ArrayList<>();
    private final CircularBuffers circularBuffers;
    private int launches;
    private int launchesBeforeCapture;
    private boolean capturing;
    private boolean open = true;

    private MeshDevice(HostProcess process, DeviceProfile profile, OpenOptions options) {
        this.process = process;
        this.description = new MeshDescription(process.nextMesh(), options.devices(), options.shape(), profile.arch());
        this.allocator = new MeshAllocator(profile, options.traceRegionBytes(), options.l1SmallBytes());
        this.circularBuffers = new CircularBuffers(this, options.circularBuffers());
    }

    /** Opens the whole machine of a profile. */
    public static MeshDevice open(HostProcess process, DeviceProfile profile) {
        return open(process, profile, OpenOptions.wholeMesh(profile));
    }

    /** Opens some devices as a mesh and allocates what the runtime itself needs on them. */
    public static MeshDevice open(HostProcess process, DeviceProfile profile, OpenOptions options) {
        MeshDevice mesh = new MeshDevice(process, profile, options);
        process.observer().opening(mesh.description);
        if (options.systemBuffers()) {
            profile.systemBuffers().forEach(mesh::allocateSystemBuffer);
        }
        process.observer().opened(mesh.description);
        return mesh;
    }

    private void allocateSystemBuffer(SystemBuffer wanted) {
        BufferRequest request = BufferRequest.interleaved(
                wanted.purpose(), wanted.memory(), wanted.sizeBytes(), wanted.pageSizeBytes());
        List<Integer> where = wanted.firstDeviceOnly() ? devices().subList(0, 1) : devices();
        process.run(
                RuntimeFrames.opening(wanted.purpose()),
                () -> systemBuffers.add(MeshBuffer.allocate(this, request, where)));
    }

    /** Its number in its process, from 1. */
    public int id() {
        return description.id();
    }

    /** The ids of its devices, in mesh order. */
    public List<Integer> devices() {
        return description.devices();
    }

    public boolean isOpen() {
        return open;
    }

    public MeshAllocator allocator() {
        return allocator;
    }

    /** The buffers that the runtime itself needs, in the order in which opening made them. */
    public List<MeshBuffer> systemBuffers() {
        return List.copyOf(systemBuffers);
    }

    HostProcess host() {
        return process;
    }

    CircularBuffers circularBuffers() {
        return circularBuffers;
    }

    MeshBuffer allocate(BufferRequest request) {
        requireOpen();
        return MeshBuffer.allocate(this, request, devices());
    }

    MeshBuffer view(BufferRequest request, MeshBuffer owner) {
        requireOpen();
        return MeshBuffer.view(this, request, owner);
    }

    void register(MeshBuffer buffer) {
        buffers.add(buffer);
    }

    void unregister(MeshBuffer buffer) {
        buffers.remove(buffer);
    }

    public ProgramCache programCache() {
        return programCache;
    }

    public int programCacheEntries() {
        return programCache.entries().size();
    }

    public void enableProgramCache() {
        programCache.enable();
    }

    /** Empties the program cache. */
    public void clearProgramCache() {
        clearProgramCache(entry -> false);
    }

    /**
     * Empties the program cache, but some of the compiled programs live on.
     *
     * @param survives asked for each entry, oldest first, just before it would go
     */
    public void clearProgramCache(Predicate<CachedProgram> survives) {
        List<CachedProgram> entries = programCache.entries();
        process.observer().clearingCache(id(), entries.size());
        for (CachedProgram entry : entries) {
            if (survives.test(entry)) {
                entry.hold();
            } else {
                entry.destroy();
            }
            programCache.remove(entry);
        }
        process.observer().clearedCache(id());
    }

    /** Empties the program cache and compiles every later program anew. */
    public void disableAndClearProgramCache() {
        clearProgramCache();
        programCache.disable();
    }

    void launched() {
        launches++;
    }

    int launches() {
        return launches;
    }

    /** Begins to record launches; buffers are allocated as always meanwhile. */
    public void beginTraceCapture() {
        requireOpen();
        if (capturing) {
            throw new IllegalStateException("mesh " + id() + " captures a trace already; end it first");
        }
        capturing = true;
        launchesBeforeCapture = launches;
    }

    /** Stores the launches since the capture began in a buffer on the device. */
    public CommandTrace endTraceCapture() {
        requireOpen();
        if (!capturing) {
            throw new IllegalStateException("mesh " + id() + " captures no trace; begin one first");
        }
        capturing = false;
        int commands = launches - launchesBeforeCapture;
        boolean inTraceRegion = allocator.of(Memory.TRACE).layout().memory() == Memory.TRACE;
        BufferRequest request = new BufferRequest(
                Purpose.COMMAND_TRACE,
                Memory.TRACE,
                Math.max(1, commands) * TRACE_BYTES_PER_COMMAND,
                BufferRequest.PROGRAM_PAGE_BYTES,
                0,
                inTraceRegion);
        return process.call(RuntimeFrames.TRACE_CAPTURE, () -> new CommandTrace(allocate(request), commands));
    }

    /** Runs captured launches again, which allocates nothing. */
    public void replay(CommandTrace trace) {
        requireOpen();
        launches += trace.commands();
    }

    /** Says that the devices are about to be closed; only the first half of {@link #close()}. */
    public void beginClose() {
        requireOpen();
        if (programCacheEntries() > 0) {
            clearProgramCache();
        }
        process.observer().closing(id());
    }

    /** Closes the devices: the program cache is cleared and every buffer destroyed that nobody holds. */
    @Override
    public void close() {
        if (!open) {
            return;
        }
        beginClose();
        List.copyOf(buffers).stream().filter(buffer -> !buffer.held()).forEach(MeshBuffer::destroy);
        open = false;
        process.observer().closed(id());
    }

    private void requireOpen() {
        if (!open) {
            throw new IllegalStateException("mesh " + id() + " is closed; open another one");
        }
    }
}
