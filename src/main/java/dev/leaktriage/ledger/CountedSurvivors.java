package dev.leaktriage.ledger;

import dev.leaktriage.model.HandleId;
import dev.leaktriage.model.LiveHandle;
import dev.leaktriage.model.LogEvent;
import dev.leaktriage.model.Memory;
import dev.leaktriage.model.Order;
import dev.leaktriage.model.Site;
import dev.leaktriage.model.SiteNaming;
import dev.leaktriage.model.Stacks;
import dev.leaktriage.model.Timeline;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;

/**
 * What is live of allocations that are counted by kind, as records that are made anew each time they are asked for.
 *
 * <p>Which of a kind are live nobody knows, nor does it matter: they are told apart by a number alone.
 */
final class CountedSurvivors {
    private final CountedAllocations counted;
    private final List<Life> lives;
    private final Positions positions;
    private final Stacks stacks;
    private final SiteNaming naming = new SiteNaming();
    private final Map<Integer, Site> sites = new HashMap<>();
    private final int[] kinds;
    /** For each of {@link #kinds} how many handles there are of it and of those before it. */
    private final int[] upTo;

    CountedSurvivors(CountedAllocations counted, List<Life> lives, Positions positions, Stacks stacks) {
        this.counted = counted;
        this.lives = lives;
        this.positions = positions;
        this.stacks = stacks;
        this.kinds = counted.count() == 0 ? new int[0] : liveKinds();
        this.upTo = new int[kinds.length];
        int sum = 0;
        for (int i = 0; i < kinds.length; i++) {
            sum = Math.toIntExact(sum + counted.live(kinds[i]));
            upTo[i] = sum;
        }
    }

    /** In the order of outputs. */
    private int[] liveKinds() {
        return IntStream.range(0, counted.count())
                .filter(kind -> counted.live(kind) > 0)
                .boxed()
                .sorted(order())
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** The order of outputs, of handles that have neither process nor device nor address. */
    private Comparator<Integer> order() {
        return Order.comparingLong((Integer kind) -> Positions.line(counted.at(kind)))
                .thenComparing(kind -> positions.of(counted.at(kind)).file())
                .thenComparingInt(counted::life);
    }

    int count() {
        return kinds.length == 0 ? 0 : upTo[kinds.length - 1];
    }

    /** How many kinds they are of, in the order of outputs. */
    int kinds() {
        return kinds.length;
    }

    /** The index of the kind of a handle. */
    int kindOf(int number) {
        int found = Arrays.binarySearch(upTo, number + 1);
        return found < 0 ? -found - 1 : found;
    }

    /** The number of the first handle of the kind with that index; for the number of kinds, of all handles. */
    int first(int index) {
        return index == 0 ? 0 : upTo[index - 1];
    }

    /** The packed position of the line that defines the kind with that index. */
    long at(int index) {
        return counted.at(kinds[index]);
    }

    long sizeBytes(int index) {
        return counted.sizeBytes(kinds[index]);
    }

    /** The handle of that number, from 0, in the order of outputs. */
    LiveHandle handle(int number, int meshAllocation) {
        int kind = kinds[kindOf(number)];
        Life life = lives.get(counted.life(kind));
        return new LiveHandle(
                new HandleId(life.index, HandleId.NO_DEVICE, Memory.UNSTATED, LogEvent.UNSTATED, number + 1L),
                counted.sizeBytes(kind),
                counted.sizeBytes(kind),
                true,
                LiveHandle.Role.OWNER,
                Optional.empty(),
                Optional.empty(),
                positions.of(counted.at(kind)),
                site(counted.stack(kind)),
                meshAllocation,
                OptionalInt.empty(),
                LiveHandle.DeviceState.OPEN,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                Optional.empty(),
                false,
                false,
                Optional.empty(),
                life.lostOrSuspected(),
                1,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private Site site(int stack) {
        return sites.computeIfAbsent(stack, number -> naming.site(stacks.stack(number), Memory.UNSTATED));
    }

    /** What each kind held at the peak. */
    List<Timeline.SiteShare> atPeak() {
        return shares(counted::liveAtPeak);
    }

    /** What was ever allocated of each kind. */
    List<Timeline.SiteShare> allocated() {
        return shares(counted::allocated);
    }

    private List<Timeline.SiteShare> shares(IntToLongFunction handlesOf) {
        List<Timeline.SiteShare> shares = new ArrayList<>();
        for (int kind = 0; kind < counted.count(); kind++) {
            long handles = handlesOf.applyAsLong(kind);
            if (handles > 0) {
                long bytes = handles * counted.sizeBytes(kind);
                shares.add(
                        new Timeline.SiteShare(counted.life(kind), site(counted.stack(kind)), handles, bytes, bytes));
            }
        }
        return shares;
    }
}
