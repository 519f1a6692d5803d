package dev.leaktriage.ledger;

import dev.leaktriage.device.BankBounds;
import dev.leaktriage.device.BankMap;
import dev.leaktriage.device.BankProfile;
import dev.leaktriage.device.HeldBlock;
import dev.leaktriage.model.LogEvent;
import dev.leaktriage.model.Memory;
import dev.leaktriage.model.MemoryCheck;
import dev.leaktriage.model.MemoryCheck.Comparison;
import dev.leaktriage.model.MemoryCheck.Figures;
import dev.leaktriage.model.MemoryCheck.Outcome;
import dev.leaktriage.model.MemoryCheck.Replayed;
import dev.leaktriage.model.MemoryStatements;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Holds what an allocator says of a memory against what is live when it says so.
 *
 * <p>Such a line names neither process nor device, so it is compared only where one process runs and all its devices
 * hold the same.
 */
final class MemoryChecks {
    /** How many rows of the table are looked at in all: a log may have as many lines of statistics as events. */
    private static final long MOST_ROWS = 1L << 28;

    private final Moment now;
    private final Books books;
    private final Barriers barriers;
    private final Positions positions;
    private final Map<Key, MemoryStatements> statements = new TreeMap<>();
    private final List<BlockOverlay.Block> blocks = new ArrayList<>();
    private long rowsLeft = MOST_ROWS;

    private record Key(int file, Memory memory) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int byFile = Integer.compare(file, other.file);
            return byFile != 0 ? byFile : memory.compareTo(other.memory);
        }
    }

    MemoryChecks(Moment now, Books books, Barriers barriers, Positions positions) {
        this.now = now;
        this.books = books;
        this.barriers = barriers;
        this.positions = positions;
    }

    /** Takes a block of the state that follows. */
    void block(LogEvent event) {
        blocks.add(new BlockOverlay.Block(event.address, event.sizeBytes, now.at));
    }

    /**
     * Takes a state.
     *
     * @param lives the running ones are those whose memory may be meant
     * @param hidden true if events of other devices are not replayed
     */
    void state(LogEvent event, Lives lives, boolean hidden) {
        List<Life> running = lives.running();
        Figures stated = new Figures(
                event.banks,
                event.bankBytes,
                event.allocatedPerBankBytes,
                event.freePerBankBytes,
                event.largestFreeBytes,
                event.roundedBytes);
        MemoryStatements sofar = statements.computeIfAbsent(
                new Key(event.file, event.memory), key -> new MemoryStatements(event.memory));
        Optional<String> obstacle = obstacle(running, lives, hidden);
        Comparison told = obstacle.isPresent()
                ? unheld(stated, obstacle.get())
                : compared(event.memory, stated, running.stream().findFirst(), sofar);
        boolean elsewhere = now.accountAt != Positions.NONE && Positions.file(now.accountAt) != event.file;
        if (elsewhere) {
            sofar.place(now.at, told);
        } else {
            sofar.add(told);
        }
        blocks.clear();
    }

    private Optional<String> obstacle(List<Life> running, Lives lives, boolean hidden) {
        if (running.isEmpty() && !lives.all().isEmpty()) {
            return Optional.of("the recording of every process had ended");
        }
        if (running.size() > 1) {
            return Optional.of(running.size() + " processes run, and nothing says whose memory it is");
        }
        if (hidden) {
            return Optional.of("nothing says of which device it is, and only one is looked at");
        }
        boolean tooMuch = books.table.top() > rowsLeft;
        return tooMuch ? Optional.of("too much is live to look at all of it once more") : Optional.empty();
    }

    private Comparison unheld(Figures stated, String because) {
        return new Comparison(
                Outcome.UNHELD,
                positions.of(now.at),
                positions.ifAny(now.accountAt),
                stated,
                Optional.empty(),
                Optional.empty(),
                because);
    }

    private Comparison compared(Memory memory, Figures stated, Optional<Life> life, MemoryStatements sofar) {
        Optional<BankProfile> profile =
                books.devices().profile(life.flatMap(Life::architecture).orElse(""));
        HeldMemory memories = new HeldMemory(books.table, books.banksSeen, memory, stated.banks(), profile);
        life.ifPresent(one -> heldBy(one, memories));
        Optional<HeldMemory.Held> onEach = memories.onEach();
        if (onEach.isEmpty()) {
            return unheld(stated, "nothing says of which device it is, and the devices do not hold the same");
        }
        HeldMemory.Held held = onEach.get();
        Optional<MemoryCheck.Blocks> overlay = blocks.isEmpty()
                ? Optional.empty()
                : new BlockOverlay(books.table, memories, positions).over(blocks, held.owners);
        Optional<BankBounds> bounds = bounds(memory, stated, overlay, profile);
        long largest = largestFreeBytes(held, bounds, stated.roundedBytes());
        Replayed replayed = new Replayed(held.owners.size(), held.leastBytes, held.mostBytes, largest);
        Outcome outcome = outcome(stated, replayed, overlay);
        sofar.heldAgainst(memories.devices());
        return new Comparison(
                outcome,
                positions.of(now.at),
                positions.ifAny(now.accountAt),
                stated,
                Optional.of(replayed),
                overlay,
                because(stated, replayed, overlay));
    }

    private void heldBy(Life life, HeldMemory held) {
        HandleTable table = books.table;
        rowsLeft -= table.top();
        for (int handle = 0; handle < table.top(); handle++) {
            boolean counts = table.state(handle) == HandleTable.LIVE
                    && !table.isView(handle)
                    && !table.has(handle, HandleTable.DETACHED)
                    && books.accounts.life[table.account(handle)] == life.index
                    && isOpen(table.epoch(handle));
            if (counts) {
                held.add(handle);
            }
        }
    }

    /** What survives the closing of its device is no longer taken from an allocator. */
    private boolean isOpen(int epoch) {
        return epoch == HandleTable.NONE || barriers.epoch(epoch).closedClock == 0;
    }

    /** Blocks that lie over buffers tell where the bank begins; else its size and the kind of device may. */
    private static Optional<BankBounds> bounds(
            Memory memory, Figures stated, Optional<MemoryCheck.Blocks> overlay, Optional<BankProfile> profile) {
        if (stated.bankBytes() <= 0) {
            return Optional.empty();
        }
        if (overlay.isEmpty()) {
            return BankBounds.of(profile, memory, stated.bankBytes());
        }
        long from = overlay.get().offset();
        return Optional.of(new BankBounds(from, from + stated.bankBytes(), "the table of blocks"));
    }

    private static long largestFreeBytes(HeldMemory.Held held, Optional<BankBounds> bounds, long roundedBytes) {
        boolean exact = held.leastBytes == held.mostBytes && held.blocks.size() == held.owners.size();
        if (bounds.isEmpty() || !exact) {
            return LogEvent.UNSTATED;
        }
        BankBounds bank = bounds.get();
        boolean inside = held.blocks.stream().allMatch(block -> isInside(block, bank, roundedBytes));
        return inside ? new BankMap(bank.from(), bank.end(), held.blocks).largestFreeBytes() : LogEvent.UNSTATED;
    }

    private static boolean isInside(HeldBlock block, BankBounds bank, long roundedBytes) {
        return block.address() >= bank.from() - roundedBytes
                && block.address() + block.bytes() <= bank.end() + roundedBytes;
    }

    private static Outcome outcome(Figures stated, Replayed replayed, Optional<MemoryCheck.Blocks> overlay) {
        long rounded = stated.roundedBytes();
        if (stated.allocatedBytes() >= 0 && stated.allocatedBytes() - rounded > replayed.mostBytes()) {
            return Outcome.UNSEEN;
        }
        if (stated.allocatedBytes() >= 0 && stated.allocatedBytes() + rounded < replayed.leastBytes()) {
            return Outcome.GIVEN_BACK;
        }
        boolean moved =
                overlay.isPresent() && overlay.get().unseen() + overlay.get().missing() > 0;
        // Where the bank's size is rounded, so are its bounds, and with them the map.
        boolean gap = stated.largestFreeBytes() >= 0
                && replayed.largestFreeBytes() >= 0
                && Math.abs(stated.largestFreeBytes() - replayed.largestFreeBytes()) > 2 * rounded;
        if (moved || gap) {
            return Outcome.ELSEWHERE;
        }
        boolean compared = stated.allocatedBytes() >= 0 || replayed.largestFreeBytes() >= 0;
        return compared ? Outcome.AGREES : Outcome.UNHELD;
    }

    /** Where the size of a bank is not stated, part of it may be reserved, and so its largest free block unknown. */
    private String because(Figures stated, Replayed replayed, Optional<MemoryCheck.Blocks> overlay) {
        if (!blocks.isEmpty() && overlay.isEmpty()) {
            return "no place is found at which its blocks are buffers of the log";
        }
        if (stated.allocatedBytes() >= 0 || replayed.largestFreeBytes() >= 0) {
            return "";
        }
        return replayed.exact()
                ? "it states only the largest free block, and nothing tells where the bank begins and ends"
                : "it states only the largest free block, and not every record states a page size";
    }

    /** One entry for each file and memory. */
    List<MemoryCheck> checks() {
        return statements.values().stream().map(MemoryStatements::check).toList();
    }
}
