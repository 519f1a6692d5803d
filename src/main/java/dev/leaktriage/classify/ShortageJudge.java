package dev.leaktriage.classify;

import dev.leaktriage.device.BankProfile;
import dev.leaktriage.model.Attribution;
import dev.leaktriage.model.Growth;
import dev.leaktriage.model.Lifetime;
import dev.leaktriage.model.PostMortem;
import dev.leaktriage.model.Shortage;
import dev.leaktriage.model.TestRun;
import dev.leaktriage.model.Verdict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Says of failed allocations who held the memory.
 *
 * <p>What is live at the end has its verdict all its life; what was freed later is told by its site, as in the
 * history.
 */
final class ShortageJudge {
    private final List<Shortage> shortages;
    private final boolean allocationsShown;
    private final Optional<BankProfile> profile;
    private final FreedCategories freed;
    private final DemangledSites sites;
    private final List<TestRun> tests;
    private final RuleSet rules;
    /** By generation, of the buffers that were held when an allocation failed. */
    private final Map<Long, Optional<Verdict>> verdicts = new HashMap<>();

    private final Map<String, Growth> growthBySite = new HashMap<>();

    /**
     * Prepares to take verdicts.
     *
     * @param allocationsShown false if the log has no record of any buffer
     * @param profile what is known of the devices besides what the log says
     * @param tests of the run
     */
    ShortageJudge(
            List<Shortage> shortages,
            boolean allocationsShown,
            Optional<BankProfile> profile,
            FreedCategories freed,
            DemangledSites sites,
            List<TestRun> tests,
            RuleSet rules) {
        this.shortages = shortages;
        this.allocationsShown = allocationsShown;
        this.profile = profile;
        this.freed = freed;
        this.sites = sites;
        this.tests = tests;
        this.rules = rules;
        shortages.forEach(shortage ->
                shortage.held().forEach(held -> verdicts.put(held.id().generation(), Optional.empty())));
    }

    /** False if no buffer was held when an allocation failed, so that no verdict matters to it. */
    boolean wantsVerdicts() {
        return !verdicts.isEmpty();
    }

    /** Takes the next verdict, in any order. */
    void take(Attribution attribution) {
        long generation = attribution.handle().id().generation();
        if (verdicts.containsKey(generation)) {
            verdicts.put(generation, Optional.of(attribution.verdict()));
            attribution
                    .handle()
                    .growth()
                    .ifPresent(growth ->
                            growthBySite.putIfAbsent(attribution.handle().site().id(), growth));
        }
    }

    /** One for each failed allocation; every verdict must have been taken. */
    List<PostMortem> postMortems() {
        List<PostMortem> told = new ArrayList<>();
        for (Shortage shortage : shortages) {
            List<Lifetime> judged = shortage.held().stream().map(this::judged).toList();
            Optional<BankProfile> known =
                    profile.isPresent() ? profile : BankProfile.ofArchitecture(shortage.architecture());
            told.add(new ShortageDiagnosis(shortage.with(judged), allocationsShown, known, growthBySite, tests, rules)
                    .postMortem(told.size() + 1));
        }
        return told;
    }

    private Lifetime judged(Lifetime held) {
        String category =
                verdicts.get(held.id().generation()).map(Verdict::label).orElseGet(() -> freed.of(held.site()));
        return held.judged(sites.of(held.site()), category);
    }
}
