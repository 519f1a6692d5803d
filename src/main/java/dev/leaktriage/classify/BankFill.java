package dev.leaktriage.classify;

import dev.leaktriage.device.BankBounds;
import dev.leaktriage.device.BankMap;
import dev.leaktriage.device.BankProfile;
import dev.leaktriage.device.HeldBlock;
import dev.leaktriage.model.Lifetime;
import dev.leaktriage.model.LogEvent;
import dev.leaktriage.model.PostMortem.Bank;
import dev.leaktriage.model.Shortage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** The banks of each device at the moment at which an allocation failed, as the events of the log fill them. */
final class BankFill {
    private final Shortage shortage;
    private final long banks;
    private final Optional<BankBounds> bounds;
    private final Map<Integer, BankMap> maps = new TreeMap<>();
    private final List<String> limits = new ArrayList<>();
    private final Optional<Bank> tightest;

    BankFill(Shortage shortage, Optional<BankProfile> profile) {
        this.shortage = shortage;
        this.banks = banks(profile);
        this.bounds = BankBounds.of(
                profile,
                shortage.request().memory(),
                // What their line states is all of L1, with the parts that no allocator has.
                shortage.isCircular() ? LogEvent.UNSTATED : shortage.stated().bankBytes());
        if (isDrawn()) {
            draw(bounds.orElseThrow());
        }
        this.tightest = maps.entrySet().stream()
                .map(entry -> bank(entry.getKey(), entry.getValue(), bounds.orElseThrow()))
                .min(Comparator.comparingLong(Bank::largestFreeBytes).thenComparingInt(Bank::device));
    }

    private long banks(Optional<BankProfile> profile) {
        long stated = shortage.request().banks();
        return stated > 0
                ? stated
                : profile.flatMap(known -> known.banks(shortage.request().memory()))
                        .map(layout -> (long) layout.banks())
                        .orElse(0L);
    }

    private boolean isDrawn() {
        if (!shortage.listed()) {
            limits.add("too many buffers were live to keep them, so neither verdicts nor banks are told");
            return false;
        }
        if (shortage.held().isEmpty()) {
            return false;
        }
        if (bounds.isEmpty() || banks <= 0) {
            limits.add("the log does not name the device's architecture, so where a bank begins and ends is unknown;"
                    + " --device-profile names it");
            return false;
        }
        return true;
    }

    private void draw(BankBounds bank) {
        if (shortage.estimatedHandles() > 0) {
            limits.add(shortage.estimatedHandles() + " of " + shortage.heldHandles()
                    + " buffers do not state their pages and over how many cores or banks they are spread; what they"
                    + " take of a bank is estimated from their sizes");
        }
        List<Lifetime> held = shortage.held();
        Map<Integer, List<HeldBlock>> blocks = new TreeMap<>();
        IntStream.range(0, held.size())
                .filter(number -> held.get(number).id().address() >= 0)
                .forEach(number -> blocks.computeIfAbsent(held.get(number).id().device(), unseen -> new ArrayList<>())
                        .add(new HeldBlock(held.get(number).id().address(), perBankBytes(held.get(number)), number)));
        long outside = blocks.values().stream()
                .flatMap(List::stream)
                .filter(block -> block.address() < bank.from() || block.address() >= bank.end())
                .count();
        if (outside > 0) {
            limits.add(outside + " buffers lie outside the bounds of the bank and are not on its map");
        }
        blocks.forEach((device, of) -> maps.put(device, new BankMap(bank.from(), bank.end(), of)));
    }

    private static Bank bank(int device, BankMap map, BankBounds bounds) {
        long free = map.freeBytes();
        return new Bank(
                device,
                bounds.from(),
                map.bankBytes(),
                map.bankBytes() - free,
                free,
                map.largestFreeBytes(),
                bounds.because());
    }

    /** What a buffer takes of each bank. */
    long perBankBytes(Lifetime held) {
        long spread = held.banks() > 0 ? held.banks() : Math.max(1, banks);
        return (held.occupiedBytes() + spread - 1) / spread;
    }

    /** The bank that is worst off; empty if no map can be drawn. */
    Optional<Bank> tightest() {
        return tightest;
    }

    /** The map of that bank. */
    Optional<BankMap> map() {
        return tightest.map(bank -> maps.get(bank.device()));
    }

    /** Why no map can be drawn, or what is not certain on it. */
    List<String> limits() {
        return List.copyOf(limits);
    }
}
