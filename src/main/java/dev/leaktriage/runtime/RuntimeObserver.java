package dev.leaktriage.runtime;

import java.util.List;

/**
 * Is told everything that one process does to device memory, in the order in which it happens.
 *
 * <p>What it does not override passes it by.
 */
public interface RuntimeObserver {
    default void opening(MeshDescription mesh) {}

    default void opened(MeshDescription mesh) {}

    /** A part on one device was made; a mesh buffer tells this once for each device. */
    default void allocated(DeviceBuffer part) {}

    /** A part on one device was destroyed, which may be long after its memory was given back. */
    default void freed(DeviceBuffer part) {}

    /** A mesh buffer as a whole was made; its device is the mesh's id. */
    default void wholeAllocated(DeviceBuffer whole) {}

    /** The memory of a mesh buffer was given back. */
    default void wholeFreed(DeviceBuffer whole) {}

    /** The programs of an operation were compiled. */
    default void compiled(MeshWorkload workload) {}

    /** The buffer of its kernel binaries was made. */
    default void loaded(MeshWorkload workload) {}

    /** It goes, and the buffer of its kernel binaries goes next. */
    default void destroyed(MeshWorkload workload) {}

    default void checkpoint(String name) {}

    /** A test runner begins a test. */
    default void testStarted(String name) {}

    /** The test that was begun is over and passed. */
    default void testPassed() {}

    default void clearingCache(int mesh, int entries) {}

    default void clearedCache(int mesh) {}

    default void closing(int mesh) {}

    default void closed(int mesh) {}

    /** The process died of an error; these lines are the last that it printed. */
    default void failed(List<String> lastWords) {}

    /** The process ended in an orderly way. */
    default void ended() {}
}
