package dev.leaktriage.ledger;

import dev.leaktriage.model.LogPosition;
import dev.leaktriage.model.MemoryCheck.Blocks;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Lays the blocks of an allocator over live buffers.
 *
 * <p>Addresses of blocks are relative to the part of a bank that the allocator manages, and nothing states where that
 * begins: it is where most blocks become buffers of their size.
 */
final class BlockOverlay {
    /** So many buffers tell where the blocks lie; to compare each with each would take too long. */
    private static final int MOST_TRIED = 64;
    /** One block of a size may lie anywhere. */
    private static final int FEWEST_MATCHES = 2;

    private final HandleTable table;
    private final HeldMemory held;
    private final Positions positions;
    private final List<Block> blocks = new ArrayList<>();

    /** A block that is given out; its address is relative. */
    record Block(long address, long bytes, long at) {}

    BlockOverlay(HandleTable table, HeldMemory held, Positions positions) {
        this.table = table;
        this.held = held;
        this.positions = positions;
    }

    /**
     * Compares.
     *
     * @return empty if the two cannot be laid over each other
     */
    Optional<Blocks> over(List<Block> stated, List<Integer> owners) {
        blocks.addAll(stated);
        return offset(owners).map(offset -> at(offset, owners));
    }

    private Optional<Long> offset(List<Integer> owners) {
        Map<Long, Integer> votes = new HashMap<>();
        for (int owner : owners.subList(0, Math.min(MOST_TRIED, owners.size()))) {
            for (Block block : blocks) {
                long offset = table.address(owner) - block.address;
                if (offset >= 0 && fits(block, owner)) {
                    votes.merge(offset, 1, Integer::sum);
                }
            }
        }
        int needed = Math.min(FEWEST_MATCHES, Math.max(owners.size(), blocks.size()));
        return votes.entrySet().stream()
                .filter(entry -> entry.getValue() >= needed)
                .min(Map.Entry.<Long, Integer>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey);
    }

    private boolean fits(Block block, int owner) {
        return block.bytes >= held.leastBytes(owner) && block.bytes <= held.mostBytes(owner);
    }

    private Blocks at(long offset, List<Integer> owners) {
        Map<Long, Integer> byAddress = new HashMap<>();
        owners.forEach(owner -> byAddress.put(table.address(owner) - offset, owner));
        List<Block> unseen = new ArrayList<>();
        long matched = 0;
        for (Block block : blocks) {
            Integer owner = byAddress.get(block.address);
            if (owner != null && fits(block, owner)) {
                byAddress.remove(block.address);
                matched++;
            } else {
                unseen.add(block);
            }
        }
        Optional<LogPosition> firstMissing =
                byAddress.values().stream().map(table::at).sorted().findFirst().map(positions::of);
        return new Blocks(
                offset,
                matched,
                unseen.size(),
                unseen.stream().mapToLong(Block::bytes).sum(),
                unseen.stream().findFirst().map(block -> positions.of(block.at)),
                byAddress.size(),
                firstMissing);
    }
}
