package dev.leaktriage.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leaktriage.model.Frame;
import dev.leaktriage.model.MatchTier;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FrameFoldingTest {
    private final FrameFolding folding = new FrameFolding(List.of());

    /** The strictest tier in which the two are the same; each later one must agree. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            f(int)                                       | f(int)                                     | EXACT
            run(int) at src/a.cpp:12                     | run(int) at src/a.cpp:14                   | SOURCE_LINE
            run(int) at src/a.cpp:12:3                   | run(int) at src/a.cpp:14:7                 | SOURCE_LINE
            Model.step(Model.java:31)                    | Model.step(Model.java:35)                  | SOURCE_LINE
            "model.py", line 3, in forward               | "model.py", line 41, in forward            | SOURCE_LINE
            run(int) at build-a/src/a.cpp:12             | run(int) at other/tree/src/a.cpp:12        | MODULE
            run(int) at src/a.cpp:12                     | run(int) at src/moved/b.cpp:99             | MODULE
            Model.step(Model.java:31)                    | Model.step(Step.java:2)                    | MODULE
            lib/x/libtt.so(_ZN2tt3runEv+0x1f) [0x7f01]   | other/libtt.so(_ZN2tt3runEv+0x2c) [0x55aa] | MODULE
            lib/x/libtt.so(+0x1dfbd5) [0x7f68]           | other/libtt.so(+0x2dfbd5) [0x7f69]         | MODULE
            run() [0x7f68df013bd5]                       | run() [0x5555555551f0]                     | MODULE
            run<int>(std::vector<int>)                   | run<long>(std::vector<long>)               | TEMPLATE
            run<f<1>, g>()::operator()()                 | run<h>()::operator()()                     | TEMPLATE
            run()::{lambda(int)#1}::operator()(int)      | run()::{lambda(int)#7}::operator()(int)    | TEMPLATE
            run()::$_3::operator()()                     | run()::$_4::operator()()                   | TEMPLATE
            Model.lambda$main$3(Model.java:31)           | Model.lambda$main$4(Model.java:31)         | TEMPLATE
            run(int) [clone .constprop.0]                | run(int)                                   | TEMPLATE
            run.isra.0                                   | run.part.3                                 | TEMPLATE
            tt::(anonymous namespace)::run()             | tt::run()                                  | TEMPLATE
            run(0x3ffff800)                              | run(0x20)                                  | TEMPLATE
            operator<< <int>(std::ostream&)              | operator<< <long>(std::ostream&)           | TEMPLATE
            """)
    void eachTierIgnoresWhatItSays(String left, String right, MatchTier first) {
        for (MatchTier tier : MatchTier.values()) {
            assertThat(fold(left, tier).equals(fold(right, tier)))
                    .as("%s: %s and %s", tier, fold(left, tier), fold(right, tier))
                    .isEqualTo(tier.compareTo(first) >= 0);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ttnn::add()                          | ttnn::subtract()
            operator<(A, B)                      | operator>(A, B)
            operator<<(A)                        | operator>>(A)
            lib/liba.so(+0x10)                   | lib/libb.so(+0x10)
            a.b.C.run(C.java:1)                  | a.b.D.run(D.java:1)
            run(int)                             | run(long)
            "a.py", line 3, in forward           | "a.py", line 3, in backward
            """)
    void noTierIgnoresWhatTellsFunctionsApart(String left, String right) {
        for (MatchTier tier : MatchTier.values()) {
            assertThat(fold(left, tier)).as("%s", tier).isNotEqualTo(fold(right, tier));
        }
    }

    @Test
    void aFrameWithoutSymbolIsItsModulesFile() {
        Frame here = new Frame("", "build/one/libtt_metal.so.1.2");
        Frame there = new Frame("", "opt/libtt_metal.so.1.3");

        assertThat(folding.fold(here, MatchTier.MODULE))
                .isEqualTo(folding.fold(there, MatchTier.MODULE))
                .contains("libtt_metal.so");
        assertThat(folding.fold(here, MatchTier.SOURCE_LINE)).isNotEqualTo(folding.fold(there, MatchTier.SOURCE_LINE));
    }

    @Test
    void masksApplyInEveryTierButTheExactOne() {
        FrameFolding masked = new FrameFolding(List.of(Mask.parse("v[0-9]+=v_")));
        Frame one = new Frame("ttnn::v1::add()", "");
        Frame two = new Frame("ttnn::v22::add()", "");

        assertThat(masked.fold(one, MatchTier.EXACT)).isNotEqualTo(masked.fold(two, MatchTier.EXACT));
        assertThat(masked.fold(one, MatchTier.SOURCE_LINE)).isEqualTo(masked.fold(two, MatchTier.SOURCE_LINE));
        assertThat(folding.fold(one, MatchTier.TEMPLATE)).isNotEqualTo(folding.fold(two, MatchTier.TEMPLATE));
    }

    private String fold(String symbol, MatchTier tier) {
        return folding.fold(new Frame(symbol, ""), tier);
    }
}
