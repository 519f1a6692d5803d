package dev.leaktriage.classify;

import dev.leaktriage.model.Lifetime;
import dev.leaktriage.model.LogPosition;
import dev.leaktriage.model.Memory;
import dev.leaktriage.model.PostMortem;
import dev.leaktriage.model.PostMortem.CircularRegion;
import dev.leaktriage.model.Shortage;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Where the circular buffers of a program lie, and which buffers of L1 stand there.
 *
 * <p>Trap: an allocator of L1 knows nothing of them. It counts as free what they take, and may give it away.
 */
final class CircularPlace {
    private static final String BY_THE_PROGRAM = "deallocating them before the program runs";

    private final Shortage shortage;
    private final Remedies remedies;

    CircularPlace(Shortage shortage, Remedies remedies) {
        this.shortage = shortage;
        this.remedies = remedies;
    }

    /** Empty if the memory that ran out is not L1, nothing tells where they end, or too much was live to look at it. */
    Optional<CircularRegion> region() {
        if (!shortage.listed()) {
            return Optional.empty();
        }
        return shortage.request().memory() == Memory.L1 ? shortage.floor().map(this::region) : Optional.empty();
    }

    private CircularRegion region(Shortage.Floor floor) {
        List<Lifetime> below = below(floor.address());
        return new CircularRegion(
                floor.address(),
                floor.shownAt()
                        .map(LogPosition::toString)
                        .map("allocated at "::concat)
                        .orElse("stated in the line"),
                below.stream()
                        .limit(PostMortem.MOST_RELEASED)
                        .map(remedies::released)
                        .toList(),
                below.size(),
                below.stream()
                        .map(held -> remedies.waysOf(held.category()).orElse(BY_THE_PROGRAM))
                        .distinct()
                        .collect(Collectors.joining("; or ")));
    }

    /** Of the device with the lowest one: on the others of a mesh the same lie there. */
    private List<Lifetime> below(long address) {
        List<Lifetime> all = shortage.held().stream()
                .filter(held -> held.id().memory() == Memory.L1)
                .filter(held -> held.id().address() >= 0 && held.id().address() < address)
                .sorted(Comparator.comparingLong((Lifetime held) -> held.id().address())
                        .thenComparingInt(held -> held.id().device()))
                .toList();
        return all.stream()
                .filter(held -> held.id().device() == all.get(0).id().device())
                .toList();
    }
}
