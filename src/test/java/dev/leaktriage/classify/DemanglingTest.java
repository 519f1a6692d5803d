package dev.leaktriage.classify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.leaktriage.model.Memory;
import dev.leaktriage.model.Site;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DemanglingTest {
    private static final String MANGLED = "_ZN4ttnn3addEi";

    @Test
    void allDistinctMangledSymbolsAreAskedForAtOnce() {
        List<Set<String>> asked = new ArrayList<>();
        Demangler demangler = mangled -> {
            asked.add(mangled);
            return Map.of(MANGLED, "ttnn::add(int)");
        };
        List<Site> sites = List.of(
                site("f()", MANGLED + "+0x1f"), site(MANGLED, "_Z1gv"), site("lib.so(" + MANGLED + "+0x1) [0x7f]"));
        DemangledSites demangled = new DemangledSites(sites, demangler);
        assertThat(asked).containsExactly(Set.of(MANGLED, "_Z1gv"));
        assertThat(symbols(demangled.of(sites.get(0)))).containsExactly("f()", "ttnn::add(int)");
        assertThat(symbols(demangled.of(sites.get(1)))).containsExactly("ttnn::add(int)", "_Z1gv");
        assertThat(symbols(demangled.of(sites.get(2)))).containsExactly("ttnn::add(int)");
    }

    @Test
    void aDemangledSiteKeepsItsIdAndFindsItsOperation() {
        Site site = site(MANGLED);
        Site demangled = new DemangledSites(List.of(site), mangled -> Map.of(MANGLED, "ttnn::add(int)")).of(site);
        assertThat(demangled.id()).isEqualTo(site.id());
        assertThat(demangled.operation()).isEqualTo("ttnn::add");
    }

    @Test
    void withoutADemanglerSitesStayAsTheyAre() {
        Site site = site(MANGLED);
        assertThat(new DemangledSites(List.of(site), Demangler.NONE).of(site)).isSameAs(site);
    }

    @Test
    void whereThereIsNoFilterNothingIsDemangled() {
        assertThat(new CxxFilt(List.of("no-such-program-anywhere")).demangled(Set.of(MANGLED)))
                .isEmpty();
    }

    @Test
    void aFilterThatAnswersTooLittleIsNotBelieved() {
        assertThat(new CxxFilt(List.of("true")).demangled(Set.of(MANGLED, "_Z1gv")))
                .isEmpty();
    }

    @Test
    void manyNamesGoThroughOneFilterWithoutBlocking() {
        Set<String> names = IntStream.range(0, 50_000)
                .mapToObj(i -> "_ZN4ttnn3addE" + "i".repeat(1 + i % 40) + "x" + i)
                .collect(Collectors.toSet());
        Map<String, String> demangled = new CxxFilt(List.of("sed", "s/_ZN/N/")).demangled(names);
        assertThat(demangled)
                .hasSize(50_000)
                .allSatisfy((name, readable) -> assertThat(readable).isEqualTo(name.substring(2)));
    }

    @Test
    void theFilterOfTheSystemDemangles() {
        Map<String, String> demangled = new CxxFilt().demangled(Set.of(MANGLED, "_Znonsense"));
        assumeThat(demangled).isNotEmpty();
        assertThat(demangled).containsExactly(Map.entry(MANGLED, "ttnn::add(int)"));
    }

    private static Site site(String... frames) {
        return new Site("s-1", Memory.DRAM, HandleFixture.stack(true, frames), "");
    }

    private static List<String> symbols(Site site) {
        return site.stack().frames().stream().map(frame -> frame.symbol()).toList();
    }
}
