package dev.leaktriage.document;

import dev.leaktriage.model.CacheUse;
import dev.leaktriage.model.EventKind;
import dev.leaktriage.model.LogEvent;
import dev.leaktriage.model.Memory;
import dev.leaktriage.model.Stacks;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the nodes of a graph mean, in their order.
 *
 * <p>Traps: a capture is a window, so a buffer that was there before it is freed without having been allocated; without
 * dispatch every address is 0; a free states its size, or 0, or nothing; buffers name the mesh and circular buffers the
 * chip; a circular buffer that is globally allocated lies in a tensor's memory.
 */
final class GraphReplay {
    private static final LogEvent.Form FORM = LogEvent.Form.GRAPH;
    private static final long UNSTATED = LogEvent.UNSTATED;

    private final DocumentEvents events;
    private final GraphDevices devices;
    /** The functions that have begun and not ended, innermost first. */
    private final Deque<Function> open = new ArrayDeque<>();

    private final GraphTensors tensors = new GraphTensors();
    private final GraphLives lives = new GraphLives();
    private final Map<String, CacheUse> cacheUses = new TreeMap<>();
    private final Map<Long, Buffer> buffers = new HashMap<>();
    private final Map<Long, Buffer> circular = new LinkedHashMap<>();
    private boolean over;

    private record Function(String name, int stack, long node) {}

    /** A buffer as it was allocated, for the free that may state nothing. */
    private record Buffer(
            long identity, long device, Memory memory, long address, long sizeBytes, long pageBytes, long banks) {}

    GraphReplay(DocumentEvents events, GraphDevices devices) {
        this.events = events;
        this.devices = devices;
    }

    /** True if the capture has ended. */
    boolean isOver() {
        return over;
    }

    void take(GraphNode node, Place at) throws IOException, GraphNodes.Unfit {
        switch (node.type()) {
            case "capture_start" -> {
                events.begin(EventKind.RECORDING_STARTED, FORM, at);
                events.send();
            }
            case "capture_end" -> over = true;
            case "function_start" -> start(node);
            case "buffer" -> tensors.buffer(node);
            case "tensor" -> tensors.tensor(node, memory(node), at);
            case "function_end" -> end(node, at);
            case "buffer_allocate" -> allocate(node, at);
            case "buffer_deallocate" -> deallocate(node, at);
            case "circular_buffer_allocate", "dataflow_buffer_allocate", "scratchpad_allocate" ->
                allocateCircular(node, at);
            case "circular_buffer_deallocate_all" -> deallocateCircular(node, at);
            case "error" -> failed(node.text("error_message"), at);
            default -> {}
        }
    }

    private void start(GraphNode node) {
        String name = node.text("name");
        open.push(new Function(name, events.stacks.called(stack(), name), node.counter()));
        if (node.states("program_cache_hit")) {
            long hit = node.flag("program_cache_hit") ? 1 : 0;
            cacheUses.merge(name, new CacheUse(name, hit, 1 - hit), CacheUse::plus);
        }
    }

    /** Which tensors lie in what is live. */
    List<GraphTensors.Note> tensors() {
        return tensors.notes();
    }

    /** Which buffers were live when. */
    GraphLives lives() {
        return lives;
    }

    /** How often operations found their program in the cache, as far as the capture says. */
    Collection<CacheUse> cacheUses() {
        return cacheUses.values();
    }

    private int stack() {
        return open.isEmpty() ? Stacks.NO_STACK : open.peek().stack;
    }

    private void end(GraphNode node, Place at) throws IOException {
        if (open.stream().anyMatch(function -> function.name.equals(node.text("name")))) {
            Function ended = open.pop();
            while (!ended.name.equals(node.text("name"))) {
                // Functions in it whose ends are missing have ended with it.
                ended = open.pop();
            }
            if (open.isEmpty()) {
                lives.ended(ended.node, node.counter(), at);
            }
        }
        if (node.flag("aborted")) {
            failed(node.text("abort_reason"), at);
        }
    }

    private void failed(String because, Place at) throws IOException {
        LogEvent event = events.begin(EventKind.EXCEPTION, FORM, at);
        event.text = because;
        FailureMessage.fill(event, because);
        events.send();
    }

    private void allocate(GraphNode node, Place at) throws IOException, GraphNodes.Unfit {
        Memory memory = memory(node);
        long device = device(node);
        long cores = node.number("num_cores", 0);
        long banks = cores > 0 ? cores : devices.banks(device, memory);
        long perBank = node.number("max_size_per_bank", 0);
        long address = node.number("address");
        // Each bank gives as much as the fullest one needs: a single page of that size on each says the same.
        long pageBytes = perBank > 0 && banks > 0 ? perBank : node.number("page_size", UNSTATED);
        long own = node.connections().isEmpty()
                ? node.counter()
                : node.connections().get(0);
        Buffer buffer = new Buffer(
                address == 0 ? own : UNSTATED, device, memory, address, node.number("size"), pageBytes, banks);
        buffers.put(own, buffer);
        tensors.allocated(own, device, memory, address, at);
        lives.allocated(own, new GraphLives.Part(device, memory), address, perBank, node.counter(), at);
        event(EventKind.ALLOCATED, buffer, at);
        events.send();
    }

    private void deallocate(GraphNode node, Place at) throws IOException {
        long own = node.connections().isEmpty() ? UNSTATED : node.connections().get(0);
        Buffer buffer = buffers.get(own);
        if (buffer == null) {
            // Allocated before the capture began: nothing is known of it, and nothing is wrong with its free.
            return;
        }
        tensors.freed(own);
        lives.freed(own, node.counter());
        event(EventKind.FREED, buffer, at);
        events.send();
    }

    private void allocateCircular(GraphNode node, Place at) throws IOException, GraphNodes.Unfit {
        long sizeBytes = node.number("size");
        Buffer buffer = new Buffer(
                node.counter(),
                device(node),
                Memory.CB,
                node.number("address", 0),
                sizeBytes,
                sizeBytes,
                CoreRanges.cores(node.text("core_range_set")));
        circular.put(node.counter(), buffer);
        boolean alias = node.flag("globally_allocated") || node.flag("borrows_memory");
        event(EventKind.ALLOCATED, buffer, at).ownership =
                alias ? LogEvent.Ownership.BORROWS : LogEvent.Ownership.UNSTATED;
        events.send();
    }

    /** A program takes the place of the one before it: all circular buffers go, and none where the cache hit. */
    private void deallocateCircular(GraphNode node, Place at) throws IOException, GraphNodes.Unfit {
        long device = device(node);
        boolean named = circular.values().stream().anyMatch(buffer -> buffer.device == device);
        Iterator<Buffer> buffers = circular.values().iterator();
        while (buffers.hasNext()) {
            Buffer buffer = buffers.next();
            // Where no circular buffer has the number, it is the mesh's and theirs are the chip's.
            if (!named || buffer.device == device) {
                event(EventKind.FREED, buffer, at);
                events.send();
                buffers.remove();
            }
        }
    }

    private LogEvent event(EventKind kind, Buffer buffer, Place at) {
        LogEvent event = events.begin(kind, FORM, at);
        event.identity = buffer.identity;
        event.device = buffer.device;
        event.memory = buffer.memory;
        event.address = buffer.address;
        event.sizeBytes = buffer.sizeBytes;
        event.pageBytes = buffer.pageBytes;
        event.banks = buffer.banks;
        event.stack = stack();
        return event;
    }

    static long device(GraphNode node) throws GraphNodes.Unfit {
        long device = node.number("device_id", 0);
        if (device > Integer.MAX_VALUE) {
            throw new GraphNodes.Unfit("'device_id' is " + device + "; expected the number of a device");
        }
        return device;
    }

    /** The number tells all kinds apart; the word calls a trace DRAM and everything else L1. */
    static Memory memory(GraphNode node) {
        return switch (node.text("buffer_type")) {
            case "0" -> Memory.DRAM;
            case "1" -> Memory.L1;
            case "2" -> Memory.SYSTEM_MEMORY;
            case "3" -> Memory.L1_SMALL;
            case "4" -> Memory.TRACE;
            default -> Memory.ofLabel(node.text("type")).orElse(Memory.UNSTATED);
        };
    }
}
