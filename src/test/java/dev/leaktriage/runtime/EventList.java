package dev.leaktriage.runtime;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Keeps every event as a line of text, and the parts that are live. */
final class EventList implements RuntimeObserver {
    final List<String> lines = new ArrayList<>();
    final Map<Long, DeviceBuffer> live = new LinkedHashMap<>();
    final List<DeviceBuffer> allocated = new ArrayList<>();
    int freed;

    private static String text(String event, DeviceBuffer part) {
        return event + " 0x" + Long.toHexString(part.address()) + " " + part.sizeBytes() + " on " + part.device();
    }

    @Override
    public void allocated(DeviceBuffer part) {
        lines.add(text("allocated", part));
        live.put(part.id(), part);
        allocated.add(part);
    }

    @Override
    public void freed(DeviceBuffer part) {
        lines.add(text("freed", part));
        live.remove(part.id());
        freed++;
    }

    @Override
    public void opening(MeshDescription mesh) {
        lines.add("opening " + mesh.id());
    }

    @Override
    public void opened(MeshDescription mesh) {
        lines.add("opened " + mesh.id());
    }

    @Override
    public void checkpoint(String name) {
        lines.add("checkpoint " + name);
    }

    @Override
    public void clearingCache(int mesh, int entries) {
        lines.add("clearing " + mesh + " " + entries);
    }

    @Override
    public void clearedCache(int mesh) {
        lines.add("cleared " + mesh);
    }

    @Override
    public void closing(int mesh) {
        lines.add("closing " + mesh);
    }

    @Override
    public void closed(int mesh) {
        lines.add("closed " + mesh);
    }

    @Override
    public void failed(List<String> lastWords) {
        lines.addAll(lastWords);
    }

    @Override
    public void ended() {
        lines.add("ended");
    }
}
