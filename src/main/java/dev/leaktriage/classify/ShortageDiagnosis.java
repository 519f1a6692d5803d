package dev.leaktriage.classify;

import dev.leaktriage.device.Alignment;
import dev.leaktriage.device.BankLayout;
import dev.leaktriage.device.BankProfile;
import dev.leaktriage.device.PageGuess;
import dev.leaktriage.model.Growth;
import dev.leaktriage.model.Lifetime;
import dev.leaktriage.model.Memory;
import dev.leaktriage.model.MemoryHistory;
import dev.leaktriage.model.PostMortem;
import dev.leaktriage.model.PostMortem.Bank;
import dev.leaktriage.model.PostMortem.Cause;
import dev.leaktriage.model.PostMortem.Holding;
import dev.leaktriage.model.PostMortem.Page;
import dev.leaktriage.model.PostMortem.SiteHolding;
import dev.leaktriage.model.Shortage;
import dev.leaktriage.model.Site;
import dev.leaktriage.model.Sum;
import dev.leaktriage.model.TestRun;
import dev.leaktriage.model.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** Finds out why one allocation failed: from the line that tells of it, and from what was live. */
final class ShortageDiagnosis {
    private final Shortage shortage;
    private final Optional<BankProfile> profile;
    private final Map<String, Growth> growthBySite;
    private final BankFill fill;
    private final Optional<Bank> bank;
    private final Remedies remedies;
    private final ShortageGrowth growth;
    private final List<String> limits = new ArrayList<>();

    private record Origin(String site, String category) {}

    /**
     * Looks at one.
     *
     * @param shortage whose buffers are judged
     * @param allocationsShown false if the log has no record of any buffer
     * @param profile of the device; empty if nothing names it
     * @param growthBySite how live counts moved, by the id of the site
     * @param tests of the run
     */
    ShortageDiagnosis(
            Shortage shortage,
            boolean allocationsShown,
            Optional<BankProfile> profile,
            Map<String, Growth> growthBySite,
            List<TestRun> tests,
            RuleSet rules) {
        this.shortage = shortage;
        this.profile = profile;
        this.growthBySite = growthBySite;
        this.fill = new BankFill(shortage, profile);
        this.bank = fill.tightest();
        this.growth = new ShortageGrowth(shortage, tests);
        this.remedies = new Remedies(shortage, fill, rules);
        if (!allocationsShown) {
            limits.add(PostMortem.NO_ALLOCATION);
        }
        limits.addAll(fill.limits());
        limits.addAll(remedies.limits());
    }

    PostMortem postMortem(int number) {
        Reason reason = reason();
        return new PostMortem(
                number,
                shortage.with(List.of()),
                page(),
                reason.cause,
                reason.because,
                holdings(),
                sites(),
                growth.by(),
                growth.parts(),
                bank,
                new CircularPlace(shortage, remedies).region(),
                differences(),
                remedies.found(),
                remedies.cacheClear(),
                limits);
    }

    private Optional<Page> page() {
        Shortage.Request request = shortage.request();
        int alignmentBytes = Alignment.bytes(request.memory(), shortage.architecture());
        return PageGuess.of(request.sizeBytes(), request.neededPerBankBytes(), request.banks(), alignmentBytes)
                .map(guess -> new Page(guess.pageBytes(), guess.because()));
    }

    private record Reason(Cause cause, String because) {}

    /** The allocator's own figures come first; where it gives none, the events of the log may tell. */
    private Reason reason() {
        long needed = shortage.request().neededPerBankBytes();
        Shortage.Statistics stated = shortage.stated();
        if (shortage.floor().filter(floor -> floor.bufferAddress() >= 0).isPresent()) {
            return below(shortage.floor().get());
        }
        if (needed < 0) {
            return new Reason(Cause.UNKNOWN, "the line does not say what each bank had to hold");
        }
        if (stated.bankBytes() >= 0 && stated.bankBytes() < needed) {
            return new Reason(Cause.EXHAUSTION, "a whole bank has " + bytes(stated.bankBytes()));
        }
        if (stated.complete()) {
            return reason(needed, stated.freeBytes(), stated.largestFreeBytes(), "");
        }
        Optional<Reason> tooLarge = tooLarge(needed);
        if (tooLarge.isPresent()) {
            return tooLarge.get();
        }
        boolean exact = bank.isPresent() && shortage.estimatedHandles() == 0;
        if (exact) {
            Bank known = bank.orElseThrow();
            return reason(needed, known.freeBytes(), known.largestFreeBytes(), "by the events of the log, ");
        }
        return new Reason(Cause.UNKNOWN, "the line does not say how much was free");
    }

    private Reason below(Shortage.Floor floor) {
        return shortage.isCircular()
                ? new Reason(
                        Cause.CLASH,
                        "circular buffers reach up to " + address(floor.address())
                                + " in the L1 of each core, and a buffer lies at " + address(floor.bufferAddress()))
                : new Reason(
                        Cause.UNKNOWN,
                        "it would have lain at " + address(floor.bufferAddress()) + ", and nothing may lie below "
                                + address(floor.address()));
    }

    private static String address(long address) {
        return "0x" + Long.toHexString(address);
    }

    /** Older versions do not state how large a bank is; some requests fit into none. */
    private Optional<Reason> tooLarge(long needed) {
        Memory memory = shortage.request().memory();
        Optional<BankLayout> known = profile.flatMap(device -> device.banks(memory));
        if (known.isPresent()) {
            long bankBytes = known.get().bankSizeBytes();
            return bankBytes < needed
                    ? Optional.of(new Reason(
                            Cause.EXHAUSTION,
                            "a whole bank has " + bytes(bankBytes) + " (profile "
                                    + profile.orElseThrow().name() + ")"))
                    : Optional.empty();
        }
        OptionalLong most = BankProfile.largestBankBytes(memory);
        return most.isPresent() && most.getAsLong() < needed
                ? Optional.of(new Reason(
                        Cause.EXHAUSTION, "no known device has a bank of more than " + bytes(most.getAsLong())))
                : Optional.empty();
    }

    private static Reason reason(long needed, long free, long largest, String basis) {
        if (free < needed) {
            return new Reason(Cause.EXHAUSTION, basis + "only " + bytes(free) + " of each bank were free");
        }
        if (largest < needed) {
            return new Reason(
                    Cause.FRAGMENTATION,
                    basis + bytes(free) + " of each bank were free, but the largest free block had " + bytes(largest));
        }
        return new Reason(Cause.UNKNOWN, basis + "a free block of " + bytes(largest) + " would have been large enough");
    }

    private List<Holding> holdings() {
        Map<String, Sum> sums = new LinkedHashMap<>();
        Stream.concat(Stream.of(Verdict.values()).map(Verdict::label), Stream.of(MemoryHistory.FREED_LATER))
                .forEach(category -> sums.put(category, Sum.ZERO));
        shortage.held().forEach(held -> sums.merge(held.category(), sum(held), Sum::plus));
        return sums.entrySet().stream()
                .filter(entry -> entry.getValue().handles() > 0)
                .map(entry -> new Holding(entry.getKey(), entry.getValue()))
                .toList();
    }

    private List<SiteHolding> sites() {
        Map<Origin, SiteHolding> found = new LinkedHashMap<>();
        shortage.held().stream()
                .sorted(Comparator.comparingLong(held -> held.id().generation()))
                .forEach(held -> found.merge(
                        new Origin(held.site().id(), held.category()), holding(held), ShortageDiagnosis::both));
        return found.values().stream()
                .sorted(Comparator.comparingLong(
                                (SiteHolding holding) -> holding.sum().occupiedBytes())
                        .reversed()
                        .thenComparing(holding -> holding.site().id())
                        .thenComparing(SiteHolding::category))
                .limit(PostMortem.MOST_SITES)
                .toList();
    }

    private SiteHolding holding(Lifetime held) {
        Site site = held.site();
        return new SiteHolding(
                site,
                held.category(),
                sum(held),
                held.allocatedAt(),
                Optional.ofNullable(growthBySite.get(site.id())).filter(Growth::grows));
    }

    private static SiteHolding both(SiteHolding older, SiteHolding newer) {
        return new SiteHolding(
                older.site(), older.category(), older.sum().plus(newer.sum()), older.firstAt(), older.growth());
    }

    private static Sum sum(Lifetime held) {
        return new Sum(1, held.sizeBytes(), held.occupiedBytes());
    }

    /** Where the allocator's figures and the replay disagree, one of them does not know everything. */
    private List<String> differences() {
        Optional<Shortage.Floor> unseenBuffer = shortage.floor()
                .filter(floor -> shortage.isCircular() && floor.bufferAddress() >= 0)
                .filter(floor -> shortage.listed() && shortage.heldHandles() > 0)
                .filter(floor ->
                        shortage.held().stream().noneMatch(held -> held.id().address() == floor.bufferAddress()));
        if (unseenBuffer.isPresent()) {
            return List.of("the line names a buffer at "
                    + address(unseenBuffer.get().bufferAddress()) + ", of which the log has no record");
        }
        Shortage.Statistics stated = shortage.stated();
        if (bank.isEmpty() || !stated.complete()) {
            return List.of();
        }
        Bank known = bank.orElseThrow();
        long unseen = stated.allocatedBytes() - known.allocatedBytes();
        if (unseen > 0) {
            return List.of("the allocator counts " + bytes(stated.allocatedBytes())
                    + " of each bank as allocated, the events of the log make " + bytes(known.allocatedBytes()) + ": "
                    + bytes(unseen) + " were allocated without a record in it");
        }
        if (unseen < 0) {
            return List.of("the allocator counts " + bytes(stated.allocatedBytes())
                    + " of each bank as allocated, the events of the log make " + bytes(known.allocatedBytes()) + ": "
                    + bytes(-unseen) + " were freed without a record in it, or take less than it says");
        }
        if (stated.largestFreeBytes() != known.largestFreeBytes()) {
            return List.of("the allocator's largest free block has " + bytes(stated.largestFreeBytes())
                    + ", by the events of the log it has " + bytes(known.largestFreeBytes()));
        }
        return List.of();
    }

    static String bytes(long bytes) {
        return String.format(Locale.ROOT, "%,d B", bytes);
    }
}
