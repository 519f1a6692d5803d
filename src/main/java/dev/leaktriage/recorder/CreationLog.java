package dev.leaktriage.recorder;

import dev.leaktriage.model.Memory;
import dev.leaktriage.runtime.DeviceBuffer;
import dev.leaktriage.runtime.RuntimeObserver;

/**
 * Writes the log of buffers that are made at a given address: on device 0 each part of a mesh buffer, whether it mirrors
 * memory of its own or looks at another one's. It has no frees, no stacks and no process.
 */
final class CreationLog implements RunLog, RuntimeObserver {
    private static final long FIRST_POINTER = 0x7f8a4d000040L;
    private static final long POINTER_STEP = 0xe0;
    private static final int EVENTS_PER_SECOND = 4;

    private final LogWriter log;
    private int events;

    CreationLog(LogWriter log) {
        this.log = log;
    }

    @Override
    public RuntimeObserver observe(Workload.ProcessPlan process) {
        return this;
    }

    @Override
    public void allocated(DeviceBuffer part) {
        if (part.device() != 0 || part.memory() == Memory.CB) {
            return;
        }
        int second = 40 + events / EVENTS_PER_SECOND;
        LineBuffer out = log.begin();
        line(out.deciding("=== Pre-Allocated Buffer Created ==="), "");
        line(out, "Time: Wed Oct 22 14:" + two(26 + second / 60 % 34) + ":" + two(second % 60) + " 2025");
        line(out, "");
        line(out, "Device ID: " + part.device());
        line(out, "Address: " + part.address() + " (0x" + Long.toHexString(part.address()) + ")");
        line(out, "Size: " + part.sizeBytes() + " bytes");
        line(out, "Buffer Type: " + type(part.memory()));
        line(out, "Buffer Pointer: " + (FIRST_POINTER + POINTER_STEP * events));
        line(out, "");
        log.commit();
        events++;
    }

    private static String type(Memory memory) {
        return switch (memory) {
            case DRAM, L1, L1_SMALL -> memory.label();
            case TRACE, SYSTEM_MEMORY, CB, UNSTATED -> "OTHER";
        };
    }

    private static String two(int number) {
        return number < 10 ? "0" + number : Integer.toString(number);
    }

    private static void line(LineBuffer out, String text) {
        out.text(text).newLine();
    }

    @Override
    public void finish() {
        log.flush();
    }
}
