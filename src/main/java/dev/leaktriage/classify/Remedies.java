package dev.leaktriage.classify;

import dev.leaktriage.device.BankMap;
import dev.leaktriage.model.Lifetime;
import dev.leaktriage.model.PostMortem;
import dev.leaktriage.model.PostMortem.Bank;
import dev.leaktriage.model.PostMortem.CacheClear;
import dev.leaktriage.model.PostMortem.Released;
import dev.leaktriage.model.PostMortem.Remedy;
import dev.leaktriage.model.Shortage;
import dev.leaktriage.model.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;

/** What would have made room for an allocation that failed: cached programs first, leaks next, then whatever helps. */
final class Remedies {
    private static final String CACHED = Verdict.PROGRAM_CACHE.label();
    private static final String LEAK = Verdict.LEAK.label();
    private static final String ANY = "any";

    private final Shortage shortage;
    private final BankFill fill;
    private final RuleSet rules;
    private final long neededBytes;
    private final List<Remedy> found = new ArrayList<>();
    private final List<String> limits = new ArrayList<>();
    private CacheClear cacheClear = CacheClear.UNKNOWN;

    Remedies(Shortage shortage, BankFill fill, RuleSet rules) {
        this.shortage = shortage;
        this.fill = fill;
        this.rules = rules;
        this.neededBytes = shortage.request().neededPerBankBytes();
        if (neededBytes > 0 && !shortage.isCircular()) {
            fill.map().ifPresent(this::search);
        }
    }

    private void search(BankMap map) {
        Bank bank = fill.tightest().orElseThrow();
        if (bank.largestFreeBytes() >= neededBytes) {
            limits.add("by the events of the log the largest free block has "
                    + ShortageDiagnosis.bytes(bank.largestFreeBytes())
                    + ", which is enough: what took it is not in the log, so nothing can be named to release");
            return;
        }
        if (shortage.stated().allocatedBytes() < 0) {
            limits.add("the line does not say how much was allocated, so whether the log shows all of it is unknown");
        } else if (isPartial(bank)) {
            limits.add(
                    "a part of the bank is held by what the log does not show; a set is enough only if that part lies"
                            + " elsewhere");
        }
        add(map, Set.of(CACHED), CACHED);
        add(map, Set.of(LEAK), LEAK);
        if (found.isEmpty()) {
            add(map, Set.of(CACHED, LEAK), CACHED + " or " + LEAK);
        }
        long fewest = found.stream().mapToLong(Remedy::count).min().orElse(Long.MAX_VALUE);
        map.smallestRelease(neededBytes, handle -> true)
                .filter(release -> release.handles().size() < fewest)
                .ifPresent(release -> found.add(remedy(release, ANY)));
        cacheClear = cacheClear(bank, map.largestFreeBytesWithout(of(Set.of(CACHED))) >= neededBytes);
    }

    /**
     * Certain only where the map has all that the allocator counts: what else is in the bank may be in the way, or be
     * cached too.
     */
    private CacheClear cacheClear(Bank bank, boolean enoughOnMap) {
        boolean certain =
                shortage.estimatedHandles() == 0 && shortage.stated().allocatedBytes() == bank.allocatedBytes();
        if (!certain) {
            return CacheClear.UNKNOWN;
        }
        return enoughOnMap ? CacheClear.ENOUGH : CacheClear.NOT_ENOUGH;
    }

    /** True if the allocator counts more than the events of the log do. */
    private boolean isPartial(Bank bank) {
        return shortage.stated().allocatedBytes() > bank.allocatedBytes();
    }

    private IntPredicate of(Set<String> categories) {
        return handle -> categories.contains(shortage.held().get(handle).category());
    }

    private void add(BankMap map, Set<String> categories, String what) {
        map.smallestRelease(neededBytes, of(categories)).ifPresent(release -> found.add(remedy(release, what)));
    }

    private Remedy remedy(BankMap.Release release, String what) {
        List<Lifetime> buffers =
                release.handles().stream().map(shortage.held()::get).toList();
        return new Remedy(
                what,
                freedBy(what),
                buffers.stream()
                        .limit(PostMortem.MOST_RELEASED)
                        .map(this::released)
                        .toList(),
                buffers.size(),
                buffers.stream().mapToLong(fill::perBankBytes).sum(),
                release.runBytes());
    }

    Released released(Lifetime held) {
        return new Released(
                held.id().address(),
                held.sizeBytes(),
                fill.perBankBytes(held),
                held.category(),
                held.site(),
                held.allocatedAt());
    }

    /** What frees all of a set; empty if they are of several kinds, or if it is for the program to free them. */
    private String freedBy(String what) {
        return what.equals(CACHED) ? waysOf(what).orElse("") : "";
    }

    /** What frees buffers of a category, as the rules have it; empty if it is for the program to free them. */
    Optional<String> waysOf(String category) {
        return rules.rules().stream()
                .filter(known -> known.verdict().label().equals(category))
                .map(Rule::freedBy)
                .filter(way -> !way.isEmpty())
                .findFirst();
    }

    List<Remedy> found() {
        return List.copyOf(found);
    }

    CacheClear cacheClear() {
        return cacheClear;
    }

    List<String> limits() {
        return List.copyOf(limits);
    }
}
