package dev.leaktriage.document;

import dev.leaktriage.model.EventKind;
import dev.leaktriage.model.LogEvent;
import dev.leaktriage.model.Memory;
import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Makes events of snapshots: what a snapshot has and the one before it had not was allocated meanwhile, and the other
 * way round.
 *
 * <p>A buffer that was freed and another one of its size that was allocated in its place between two snapshots are
 * one and the same buffer for them.
 */
final class Snapshots {
    private static final LogEvent.Form FORM = LogEvent.Form.SNAPSHOT;

    private final DocumentEvents events;
    private final Map<Key, Block> live = new TreeMap<>();

    private record Key(long device, Memory memory, long address) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int byDevice = Long.compare(device, other.device);
            int byMemory = byDevice != 0 ? byDevice : memory.compareTo(other.memory);
            return byMemory != 0 ? byMemory : Long.compare(address, other.address);
        }
    }

    /**
     * A piece of memory that is taken.
     *
     * @param sizeBytes its logical size, as far as that is known
     * @param perBankBytes what each bank gives to it; 0 if unknown
     * @param banks how many banks give; 0 or less if unknown
     * @param at where the snapshot says so
     */
    record Block(long device, Memory memory, long address, long sizeBytes, long perBankBytes, long banks, Place at) {
        private boolean isSameAs(Block other) {
            return sizeBytes == other.sizeBytes && perBankBytes == other.perBankBytes;
        }
    }

    Snapshots(DocumentEvents events) {
        this.events = events;
    }

    /**
     * Takes a snapshot.
     *
     * @param blocks all that is taken
     * @param memories the memory kinds that it is a snapshot of; those of other kinds stay
     * @param stack who made it so, as far as that is known
     * @param at where the snapshot begins
     */
    void take(Collection<Block> blocks, List<Memory> memories, int stack, Place at) throws IOException {
        Map<Key, Block> now = new HashMap<>();
        for (Block block : blocks) {
            now.putIfAbsent(key(block), block);
        }
        Iterator<Map.Entry<Key, Block>> before = live.entrySet().iterator();
        while (before.hasNext()) {
            Map.Entry<Key, Block> old = before.next();
            Block current = now.get(old.getKey());
            boolean stays = current != null && current.isSameAs(old.getValue());
            if (!stays && memories.contains(old.getKey().memory)) {
                before.remove();
                send(EventKind.FREED, old.getValue(), stack, at);
            }
        }
        for (Block block : blocks) {
            if (live.putIfAbsent(key(block), block) == null) {
                send(EventKind.ALLOCATED, block, stack, block.at);
            }
        }
    }

    private static Key key(Block block) {
        return new Key(block.device, block.memory, block.address);
    }

    private void send(EventKind kind, Block block, int stack, Place at) throws IOException {
        LogEvent event = events.begin(kind, FORM, at);
        event.device = block.device;
        event.memory = block.memory;
        event.address = block.address;
        event.sizeBytes = block.sizeBytes;
        // Every bank gives as much as the fullest one needs: one page of that size on each says the same.
        boolean known = block.perBankBytes > 0 && block.banks > 0;
        event.pageBytes = known ? block.perBankBytes : LogEvent.UNSTATED;
        event.banks = known ? block.banks : LogEvent.UNSTATED;
        event.stack = stack;
        events.send();
    }
}
