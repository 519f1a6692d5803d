package dev.leaktriage.recorder;

import dev.leaktriage.runtime.DeviceBuffer;
import dev.leaktriage.runtime.MeshDescription;
import dev.leaktriage.runtime.MeshWorkload;
import dev.leaktriage.runtime.RuntimeObserver;
import java.util.List;

/** Several observers of one process, each of which is told everything. */
record Observers(List<RuntimeObserver> all) implements RuntimeObserver {
    @Override
    public void opening(MeshDescription mesh) {
        all.forEach(one -> one.opening(mesh));
    }

    @Override
    public void opened(MeshDescription mesh) {
        all.forEach(one -> one.opened(mesh));
    }

    @Override
    public void allocated(DeviceBuffer part) {
        all.forEach(one -> one.allocated(part));
    }

    @Override
    public void freed(DeviceBuffer part) {
        all.forEach(one -> one.freed(part));
    }

    @Override
    public void wholeAllocated(DeviceBuffer whole) {
        all.forEach(one -> one.wholeAllocated(whole));
    }

    @Override
    public void wholeFreed(DeviceBuffer whole) {
        all.forEach(one -> one.wholeFreed(whole));
    }

    @Override
    public void compiled(MeshWorkload workload) {
        all.forEach(one -> one.compiled(workload));
    }

    @Override
    public void loaded(MeshWorkload workload) {
        all.forEach(one -> one.loaded(workload));
    }

    @Override
    public void destroyed(MeshWorkload workload) {
        all.forEach(one -> one.destroyed(workload));
    }

    @Override
    public void checkpoint(String name) {
        all.forEach(one -> one.checkpoint(name));
    }

    @Override
    public void testStarted(String name) {
        all.forEach(one -> one.testStarted(name));
    }

    @Override
    public void testPassed() {
        all.forEach(RuntimeObserver::testPassed);
    }

    @Override
    public void clearingCache(int mesh, int entries) {
        all.forEach(one -> one.clearingCache(mesh, entries));
    }

    @Override
    public void clearedCache(int mesh) {
        all.forEach(one -> one.clearedCache(mesh));
    }

    @Override
    public void closing(int mesh) {
        all.forEach(one -> one.closing(mesh));
    }

    @Override
    public void closed(int mesh) {
        all.forEach(one -> one.closed(mesh));
    }

    @Override
    public void failed(List<String> lastWords) {
        all.forEach(one -> one.failed(lastWords));
    }

    @Override
    public void ended() {
        all.forEach(RuntimeObserver::ended);
    }
}
