package dev.leaktriage.recorder;

import dev.leaktriage.model.Frame;
import dev.leaktriage.runtime.DeviceBuffer;
import dev.leaktriage.runtime.RuntimeObserver;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes the blocks of the buffer-debug file: one for each mesh buffer, with its stack, without a process.
 *
 * <p>Host pointers are reused as soon as they are free, the clock is counted in events.
 */
final class BufferDebugFile implements RunLog, RuntimeObserver {
    private static final String RULE = "═".repeat(59);
    private static final String METAL = "/opt/tt-metal/build/lib/libtt_metal.so";
    private static final int MAX_FRAMES = 8;
    private static final long FIRST_POINTER = 0x7f8a4c001230L;
    private static final long POINTER_STEP = 0x1a0;
    private static final int FIRST_SECOND = 14 * 3600 + 26 * 60 + 40;
    private static final int EVENTS_PER_SECOND = 4;
    private static final double KIB = 1024;

    private static final String DESTRUCTOR = "BUFFER DESTRUCTOR";

    private static final List<String> DESTRUCTOR_FRAMES = List.of(
            "tt::tt_metal::Buffer::~Buffer",
            "std::_Sp_counted_ptr_inplace<tt::tt_metal::Buffer, std::allocator<void>, "
                    + "(__gnu_cxx::_Lock_policy)2>::_M_dispose()");

    private final LogWriter log;
    private final Map<DeviceBuffer, Long> pointers = new IdentityHashMap<>();
    private final Deque<Long> freePointers = new ArrayDeque<>();
    private int events;

    BufferDebugFile(LogWriter log) {
        this.log = log;
    }

    @Override
    public RuntimeObserver observe(Workload.ProcessPlan process) {
        return this;
    }

    @Override
    public void wholeAllocated(DeviceBuffer whole) {
        pointers.put(whole, freePointers.isEmpty() ? newPointer() : freePointers.pop());
        LineBuffer out = start("BUFFER ALLOCATED", whole);
        line(out, "Owns Data: " + (whole.owner() ? "yes" : "no"));
        line(out, "Hooked: no");
        List<String> frames = new ArrayList<>();
        frames.add(METAL + ": tt::tt_metal::Buffer::" + (whole.owner() ? "allocate_impl" : "create"));
        whole.stack().frames().forEach(frame -> frames.add(frame.module() + ": " + name(frame)));
        end(out, frames);
    }

    @Override
    public void wholeFreed(DeviceBuffer whole) {
        end(start(DESTRUCTOR, whole), inMetal(DESTRUCTOR_FRAMES));
        List<String> frames = new ArrayList<>(List.of("tt::tt_metal::Buffer::deallocate_impl"));
        frames.addAll(DESTRUCTOR_FRAMES);
        end(start("BUFFER DEALLOCATED", whole), inMetal(frames));
        freePointers.push(pointers.remove(whole));
        events++;
    }

    private long newPointer() {
        return FIRST_POINTER + POINTER_STEP * pointers.size();
    }

    /** As {@code backtrace_symbols} shows it: arguments only where template arguments stand before them. */
    private static String name(Frame frame) {
        int arguments = frame.symbol().indexOf('(');
        int templateArguments = frame.symbol().indexOf('<');
        boolean template = templateArguments >= 0 && templateArguments < arguments;
        return arguments < 0 || template ? frame.symbol() : frame.symbol().substring(0, arguments);
    }

    private static List<String> inMetal(List<String> symbols) {
        return symbols.stream().map(symbol -> METAL + ": " + symbol).toList();
    }

    private LineBuffer start(String event, DeviceBuffer whole) {
        int second = FIRST_SECOND + events / EVENTS_PER_SECOND;
        LineBuffer out = log.begin();
        line(out, RULE);
        line(out.deciding(event), event.equals(DESTRUCTOR) ? " (still ALLOCATED - will deallocate)" : "");
        line(out, "Time: " + two(second / 3600 % 24) + ":" + two(second / 60 % 60) + ":" + two(second % 60));
        line(out, "Device: " + whole.device());
        line(out, "Address: 0x" + Long.toHexString(whole.address()) + " (" + whole.address() + ")");
        line(out, "Size: " + whole.sizeBytes() + " bytes (" + CNumbers.of(whole.sizeBytes() / KIB) + " KB)");
        line(out, "Type: " + whole.memory().label());
        line(out, "Buffer*: 0x" + Long.toHexString(pointers.get(whole)));
        return out;
    }

    private void end(LineBuffer out, List<String> frames) {
        line(out, "Call Stack:");
        frames.stream().limit(MAX_FRAMES).forEach(frame -> line(out, "    " + frame));
        line(out, "");
        log.commit();
        events++;
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
