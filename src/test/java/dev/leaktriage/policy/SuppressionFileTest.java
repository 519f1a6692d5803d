package dev.leaktriage.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leaktriage.model.Diagnostic;
import dev.leaktriage.model.Memory;
import dev.leaktriage.model.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SuppressionFileTest {
    @TempDir
    private Path folder;

    private static List<SuppressionRule> read(String... lines) {
        return SuppressionReader.read(new PolicyText("dir/known.supp", "known.supp", String.join("\n", lines)));
    }

    private static List<String> complaints(String... lines) {
        try {
            read(lines);
        } catch (PolicyException e) {
            return e.diagnostics().stream().map(Diagnostic::toString).toList();
        }
        return List.of();
    }

    @Test
    void aRuleStatesWhatItAcceptsAndWhy() {
        SuppressionRule rule = read(
                        "# a comment",
                        "reason: kept for the next test",
                        "ticket: TT-12",
                        "expires: 2026-12-31",
                        "max_count: 8",
                        "max_bytes: 1.5 MiB",
                        "verdict: leak, unresolved",
                        "memory: L1",
                        "  1. ttnn::add()")
                .get(0);

        assertThat(rule.at()).hasToString("known.supp:2");
        assertThat(rule.reason()).isEqualTo("kept for the next test");
        assertThat(rule.ticket()).isEqualTo("TT-12");
        assertThat(rule.expires()).contains(LocalDate.of(2026, 12, 31));
        assertThat(rule.maxCount()).hasValue(8);
        assertThat(rule.maxBytes()).hasValue(1_572_864);
        assertThat(rule.verdicts()).containsExactlyInAnyOrder(Verdict.LEAK, Verdict.UNRESOLVED);
        assertThat(rule.memory()).contains(Memory.L1);
        assertThat(rule.pattern().text()).isEqualTo("ttnn::add()");
    }

    @Test
    void aRuleAcceptsLeaksUnlessItSaysOtherwise() {
        assertThat(read("reason: r", " main").get(0).verdicts()).containsExactly(Verdict.LEAK);
        assertThat(read("reason: r", "verdict: any", " main").get(0).verdicts()).contains(Verdict.values());
    }

    @Test
    void anEmptyLineBeginsAnotherRule() {
        assertThat(read("reason: one", "  main", "", "", "reason: two", "  main", ""))
                .extracting(SuppressionRule::reason)
                .containsExactly("one", "two");
    }

    @Test
    void linesEndAsOnAnySystem() {
        assertThat(read("reason: one\r", "  main\r", "\r", "reason: two\r", "  main"))
                .extracting(SuppressionRule::reason)
                .containsExactly("one", "two");
    }

    @Test
    void theCommentAboveLinesOfLeakSanitizerIsTheirReason() {
        List<SuppressionRule> rules = read(
                "# LSan, shared with the host build",
                "",
                "# upstream bug 77",
                "leak:libfoo",
                "leak:bar*",
                "# ours",
                "#",
                "leak:^ttnn::add$");

        assertThat(rules)
                .extracting(SuppressionRule::reason)
                .containsExactly("upstream bug 77", "upstream bug 77", "ours");
        assertThat(rules).extracting(rule -> rule.at().line()).containsExactly(4L, 5L, 8L);
        assertThat(rules)
                .extracting(rule -> rule.pattern().text())
                .containsExactly("leak:libfoo", "leak:bar*", "leak:^ttnn::add$");
    }

    @Test
    void theReasonOfALineOfLeakSanitizerMayStandBehindIt() {
        SuppressionRule rule = read("leak:foo  # upstream bug 77").get(0);

        assertThat(rule.reason()).isEqualTo("upstream bug 77");
        assertThat(rule.pattern().text()).isEqualTo("leak:foo");
    }

    @Test
    void keysHoldForEveryLineOfLeakSanitizerBelowThem() {
        assertThat(read("reason: vendor", "max_count: 2", "leak:foo", "leak:bar"))
                .allSatisfy(rule -> assertThat(rule.maxCount()).hasValue(2))
                .hasSize(2);
    }

    @Test
    void nothingIsARuleToo() {
        assertThat(read("# only comments", "", "   ")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "leak:foo                          | 1:1 | this rule states no reason; add a comment line above it that says why, or 'reason: ...'",
                "ticket: T-1;  main                | 1:1 | this rule states no reason; add a line 'reason: ...' above its frames",
                "# why;ticket: T-1;  main          | 2:1 | this rule states no reason; add a line 'reason: ...' above its frames",
                "reason:;  main                    | 1:8 | 'reason' has no value",
                "reason: r                         | 1:1 | this rule has no frames; add them as the log has them, indented, leaf first",
                "reason: r;reason: s;  main        | 2:1 | this rule states 'reason' twice; an empty line begins another rule",
                "reason: r;site: s-1;  main        | 1:1 | a rule has either frames, or 'site', or 'leak:' lines; an empty line begins another rule",
                "reason: r;expires: 2026-13-01; f  | 2:10 | bad date '2026-13-01' in 'expires': write YYYY-MM-DD, such as 2026-12-31",
                "reason: r;expires: 31.12.2026; f  | 2:10 | bad date '31.12.2026' in 'expires': write YYYY-MM-DD, such as 2026-12-31",
                "reason: r;max_count: many;  f     | 2:12 | bad number 'many': write a whole number, such as 8",
                "reason: r;max_count: 0;  f        | 2:12 | with 'max_count: 0' the rule would hide nothing; remove the rule",
                "reason: r;max_bytes: 4 kib;  f    | 2:12 | unknown unit 'kib'; did you mean 'KiB'? (one of B, KiB, MiB, GiB, TiB, kB, MB, GB, TB)",
                "reason: r;max_bytes: -1;  f       | 2:12 | bad size '-1': write a number and a unit, such as 64 KiB",
                "reason: r;max_bytes: 0.3 B;  f    | 2:12 | '0.3 B' is no whole number of bytes that fits 64 bits",
                "reason: r;verdict: leek;  f       | 2:10 | unknown verdict 'leek'; did you mean 'leak'? (one of program-cache, view, system, trace, leak, unresolved, any)",
                "reason: r;memory: drm;  f         | 2:9 | unknown memory 'drm'; did you mean 'DRAM'? (one of DRAM, L1, L1_SMALL, TRACE, SYSTEM_MEMORY, CB)",
                "raeson: r;  f                     | 1:1 | unknown key 'raeson'; did you mean 'reason'? (one of reason, ticket, expires, max_count, max_bytes, verdict, memory, site, leak)",
                "reason: r;ttnn::add()             | 2:1 | 'ttnn::add()' is neither a key nor a frame: indent frames as in the log, and begin a key with one of reason, ticket, expires, max_count, max_bytes, verdict, memory, site, leak",
                "# r;leak:                         | 2:6 | 'leak:' has no pattern; write a part of a function's or a library's name",
            })
    void anErrorNamesItsPlaceTheValueAndTheNextStep(String lines, String place, String message) {
        assertThat(complaints(lines.split(";"))).containsExactly("dir/known.supp:" + place + ": error: " + message);
    }

    @Test
    void everythingThatIsWrongIsToldAtOnce() {
        assertThat(complaints("resaon: r", " f", "", "reason: r", "expires: soon", "max_count: x", " f"))
                .extracting(line -> line.split(" ")[0])
                .containsExactly("dir/known.supp:1:1:", "dir/known.supp:5:10:", "dir/known.supp:6:12:");
    }

    @Test
    void anErrorShowsTheLineWithACaret() {
        assertThatThrownBy(() -> read("reason: r", "expires: soon", " f"))
                .isInstanceOfSatisfying(
                        PolicyException.class,
                        e -> assertThat(e.diagnostics().get(0).withCaret()).endsWith("\nexpires: soon\n         ^"));
    }

    @Test
    void aFileThatCannotBeReadIsNamed() throws IOException {
        Path missing = folder.resolve("none.supp");
        Path binary = Files.write(folder.resolve("binary.supp"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});

        assertThatThrownBy(() -> Suppressions.read(List.of(missing)))
                .hasMessage("cannot read suppressions from " + missing + ": there is no such file");
        assertThatThrownBy(() -> Suppressions.read(List.of(folder)))
                .hasMessage("cannot read suppressions from " + folder + ": it is a directory");
        assertThatThrownBy(() -> Budgets.read(List.of(binary)))
                .hasMessage("cannot read budgets from " + binary + ": it is not UTF-8");
    }
}
