package dev.leaktriage.runtime;

import dev.leaktriage.device.BankLayout;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/**
 * One buffer on all devices of a mesh: the memory behind it, and a part on each device that looks at it.
 *
 * <p>The trap that logs are full of: {@link #deallocate()} gives the memory back at once, but a tracker hears
 * of it only when {@link #destroy()} ends the parts. In between the address may be handed out again.
 */
public final class MeshBuffer {
    private final MeshDevice mesh;
    private final DeviceBuffer whole;
    private final List<DeviceBuffer> parts;
    private boolean holdsMemory;
    private boolean held;
    private int users = 1;

    private MeshBuffer(MeshDevice mesh, DeviceBuffer whole, List<DeviceBuffer> parts) {
        this.mesh = mesh;
        this.whole = whole;
        this.parts = parts;
        this.holdsMemory = whole.owner();
    }

    static MeshBuffer allocate(MeshDevice mesh, BufferRequest request, List<Integer> devices) {
        BankAllocator allocator = mesh.allocator().of(request.memory());
        BankLayout layout = allocator.layout();
        int banks = request.cores() == 0 ? layout.banks() : request.cores();
        Footprint footprint =
                Footprint.of(request.sizeBytes(), request.pageSizeBytes(), banks, layout.pageAlignmentBytes());
        long address = allocator.allocate(request.memory(), request.sizeBytes(), footprint, request.fromBottom());
        return create(mesh, request, devices, footprint, OptionalLong.of(address), address);
    }

    static MeshBuffer view(MeshDevice mesh, BufferRequest request, MeshBuffer owner) {
        Footprint nothing = new Footprint(0, owner.whole.banks());
        return create(mesh, request, mesh.devices(), nothing, OptionalLong.empty(), owner.address());
    }

    private static MeshBuffer create(
            MeshDevice mesh,
            BufferRequest request,
            List<Integer> devices,
            Footprint footprint,
            OptionalLong owned,
            long address) {
        DeviceBuffer whole = new DeviceBuffer(
                mesh.host().nextBuffer(),
                mesh.id(),
                mesh.id(),
                request.memory(),
                address,
                request.sizeBytes(),
                request.pageSizeBytes(),
                footprint.banks(),
                footprint.occupiedBytes(),
                owned.isPresent(),
                request.purpose(),
                mesh.host().stack());
        List<DeviceBuffer> parts = new ArrayList<>(devices.size());
        for (int device : devices) {
            parts.add(part(whole, mesh.host().nextBuffer(), device));
        }
        mesh.host().observer().wholeAllocated(whole);
        parts.forEach(mesh.host().observer()::allocated);
        MeshBuffer buffer = new MeshBuffer(mesh, whole, parts);
        mesh.register(buffer);
        return buffer;
    }

    private static DeviceBuffer part(DeviceBuffer whole, long id, int device) {
        return new DeviceBuffer(
                id,
                whole.mesh(),
                device,
                whole.memory(),
                whole.address(),
                whole.sizeBytes(),
                whole.pageSizeBytes(),
                whole.banks(),
                whole.occupiedBytes(),
                whole.owner(),
                whole.purpose(),
                whole.stack());
    }

    /** An offset inside every bank. */
    public long address() {
        return whole.address();
    }

    /** The buffer as a whole; its device is the mesh's id. */
    public DeviceBuffer whole() {
        return whole;
    }

    /** The parts that have not been destroyed, in mesh order. */
    public List<DeviceBuffer> parts() {
        return List.copyOf(parts);
    }

    /** True while memory is taken for it; always false for a view. */
    public boolean holdsMemory() {
        return holdsMemory;
    }

    /** Adds a user: the buffer is destroyed when the last one has let go. */
    public MeshBuffer share() {
        users++;
        return this;
    }

    /** Keeps it alive whatever its users and its mesh do: somebody has forgotten a reference to it. */
    public void hold() {
        held = true;
    }

    boolean held() {
        return held;
    }

    /** Gives the memory back; the parts live on. */
    public void deallocate() {
        if (!holdsMemory) {
            return;
        }
        holdsMemory = false;
        mesh.allocator().of(whole.memory()).free(whole.address());
        mesh.host().observer().wholeFreed(whole);
    }

    /** Lets go of it; the last user's letting go destroys it unless it is held. */
    public void release() {
        users--;
        if (users == 0 && !held) {
            destroy();
        }
    }

    /** Gives the memory back and ends every part. */
    public void destroy() {
        deallocate();
        if (!whole.owner() && !parts.isEmpty()) {
            mesh.host().observer().wholeFreed(whole);
        }
        parts.forEach(mesh.host().observer()::freed);
        parts.clear();
        mesh.unregister(this);
    }

    /** Ends the parts on some devices only and keeps the memory, as a half-finished clean-up does. */
    public void destroyOn(Set<Integer> devices) {
        for (Iterator<DeviceBuffer> each = parts.iterator(); each.hasNext(); ) {
            DeviceBuffer part = each.next();
            if (devices.contains(part.device())) {
                mesh.host().observer().freed(part);
                each.remove();
            }
        }
        held = true;
    }
}
