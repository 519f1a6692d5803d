package dev.leaktriage.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leaktriage.model.CallStack;
import dev.leaktriage.model.Frame;
import dev.leaktriage.model.Memory;
import dev.leaktriage.model.Site;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class RuleSearchTest {
    private static final int SEEDS = 2_000;

    private static final List<String> SYMBOLS = List.of(
            "main",
            "ttnn::add(int, float)",
            "ttnn::add<4>(int)",
            "tt::ttnn::add()",
            "model.layer.forward",
            "forward",
            "a::b::Model<x::y>::forward(int)",
            "program_cache: ttnn::add",
            "program_cache::detail::insert()",
            "lib/libtt.so(ttnn::add()+0x1f) [0x7f00]",
            "operator new(unsigned long)",
            "::main",
            "");

    private static final List<String> WRITTEN = List.of(
            "main",
            "add",
            "ttnn::add",
            "ttnn::add()",
            "tt::ttnn::add(float)",
            "forward",
            "layer.forward",
            "Model::forward",
            "b::Model<x::y>::forward(int)",
            "*add",
            "a*::forward",
            "program_cache:",
            "insert",
            "detail::insert()",
            "operator new",
            "operator new(unsigned long)",
            "::main",
            "libtt.so");

    @Test
    void everyRuleThatMeansASiteOrHasAHintForItIsFound() {
        int matches = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            Random random = new Random(seed * 0x9e3779b97f4a7c15L);
            List<StackPattern> rules =
                    several(random, 6).mapToObj(i -> rule(random)).toList();
            Site site = site(random);

            int[] found = new RuleSearch(rules).mayMean(site);

            int[] meant = IntStream.range(0, rules.size())
                    .filter(rule -> rules.get(rule).matches(site)
                            || !rules.get(rule).hint(site).isEmpty())
                    .toArray();
            assertThat(Arrays.stream(found).boxed())
                    .as("seed %d: %s in %s", seed, rules, site)
                    .isSorted()
                    .containsAll(Arrays.stream(meant).boxed().toList());
            matches += meant.length;
        }
        assertThat(matches).isGreaterThan(SEEDS / 2);
    }

    /** That the leaf is the same everywhere must not make every rule one to be tried. */
    @Test
    void ofManyRulesFewAreTried() {
        List<StackPattern> rules = new ArrayList<>();
        for (int rule = 0; rule < 1000; rule++) {
            rules.add(sequence("create_device_tensor", "...", "model::layer_" + rule + "()"));
        }
        RuleSearch search = new RuleSearch(rules);

        assertThat(search.mayMean(site("tt::create_device_tensor()", "ttnn::add()", "model::layer_77(int)", "main")))
                .containsExactly(77);
        assertThat(search.mayMean(site("tt::create_device_tensor()", "main"))).isEmpty();
    }

    @Test
    void rulesThatAskForNoFrameAreAlwaysTried() {
        List<StackPattern> rules =
                List.of(sequence("main"), new SitePattern("s-1"), sequence("..."), LsanPattern.of("libtt"));

        assertThat(new RuleSearch(rules).mayMean(site())).containsExactly(1, 2);
    }

    private static IntStream several(Random random, int most) {
        return IntStream.range(0, random.nextInt(most + 1));
    }

    private static <T> T any(Random random, List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private static StackPattern rule(Random random) {
        if (random.nextInt(8) == 0) {
            return random.nextBoolean() ? new SitePattern("s-1") : LsanPattern.of(any(random, WRITTEN));
        }
        return sequence(several(random, 3)
                .mapToObj(i -> random.nextInt(3) == 0 ? "..." : any(random, WRITTEN))
                .toArray(String[]::new));
    }

    private static StackPattern sequence(String... steps) {
        return new FrameSequence(Arrays.stream(steps)
                .map(step -> step.equals("...") ? Optional.<WrittenFrame>empty() : Optional.of(WrittenFrame.of(step)))
                .toList());
    }

    private static Site site(Random random) {
        return site(several(random, 4).mapToObj(i -> any(random, SYMBOLS)).toArray(String[]::new));
    }

    private static Site site(String... symbols) {
        List<Frame> frames = Arrays.stream(symbols)
                .map(symbol -> new Frame(symbol, "/lib/libtt.so"))
                .toList();
        return new Site("s-1", Memory.L1, new CallStack(frames, true), "");
    }
}
