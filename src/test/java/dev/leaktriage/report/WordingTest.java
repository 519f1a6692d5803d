package dev.leaktriage.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leaktriage.model.LogEvent;
import dev.leaktriage.model.MeshAllocations;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WordingTest {
    @Test
    void bytesAreRoundedForPeople() {
        assertThat(Units.bytes(0)).isEqualTo("0 B");
        assertThat(Units.bytes(1023)).isEqualTo("1023 B");
        assertThat(Units.bytes(1024)).isEqualTo("1.0 KiB");
        assertThat(Units.bytes(1024 * 1024 - 1)).isEqualTo("1.0 MiB");
        assertThat(Units.bytes(Long.MAX_VALUE)).isEqualTo("8.0 EiB");
        assertThat(Units.exactBytes(36864)).isEqualTo("36.0 KiB (36,864 B)");
    }

    @Test
    void addressesAreUnsigned() {
        assertThat(Units.address(0x3FFFF800L)).isEqualTo("0x3ffff800");
        assertThat(Units.address(-2)).isEqualTo("0xfffffffffffffffe");
        assertThat(Units.address(LogEvent.UNSTATED)).isEmpty();
    }

    @Test
    void devicesAreFoldedIntoRanges() {
        assertThat(Units.devices(List.of(3))).isEqualTo("3");
        assertThat(Units.devices(List.of(7, 0, 1, 2, 3))).isEqualTo("0-3,7 (x5)");
    }

    @Test
    void meshAllocationsAreFoldedIntoOne() {
        assertThat(folded(4, 9, 4, 9)).isEqualTo("2 x2");
        assertThat(folded(1, 2, 3)).isEqualTo("3");
        assertThat(folded(1, 1, 1, 2)).isEqualTo("2 x1-3");
        assertThat(folded()).isEqualTo("0");
    }

    private static String folded(int... numbers) {
        MeshAllocations allocations = new MeshAllocations();
        for (int number : numbers) {
            long siblings =
                    IntStream.of(numbers).filter(other -> other == number).count();
            allocations.add(number, (int) siblings);
        }
        return Fold.of(allocations).label();
    }

    @Test
    void everyHiddenCharacterBecomesOneVisibleCharacter() {
        assertThat(Visible.of("a\tb\u0000\u0007\u007f\u009b\u200b\u2028c"))
                .isEqualTo("a b\u2400\u2407\u2421\ufffd\ufffd\ufffdc");
        assertThat(Visible.of("\ud83d\udd0d \u00e9")).isEqualTo("\ud83d\udd0d \u00e9");
    }

    @Test
    void aCutDoesNotSplitACharacter() {
        assertThat(Visible.cut("\ud83d\udd0d".repeat(9), 5)).isEqualTo("\ud83d\udd0d".repeat(2) + "...");
        assertThat(Visible.cut("short", 5)).isEqualTo("short");
    }

    @Test
    void aCutInTheMiddleKeepsBothEnds() {
        assertThat(Visible.cutMiddle("cache-cleared.log:93", 12)).isEqualTo("cache...g:93");
        assertThat(Visible.cutMiddle("short.log:93", 12)).isEqualTo("short.log:93");
        assertThat(Visible.cutMiddle("\ud83d\udd0d".repeat(9), 5)).isEqualTo("\ud83d\udd0d...\ud83d\udd0d");
    }

    @Test
    void functionsLoseArgumentsBeforeTheyLoseTheirName() {
        assertThat(FrameText.shorten("f(int)", 10)).isEqualTo("f(int)");
        assertThat(FrameText.shorten("run(std::vector<int>)", 10)).isEqualTo("run(...)");
        assertThat(FrameText.shorten("run<std::vector<int>>(int)", 14)).isEqualTo("run<...>(...)");
        assertThat(FrameText.shorten("operator<<(" + "x".repeat(99), 20)).isEqualTo("operator<<(xxxxxx...");
    }

    @Test
    void formatsAreFoundByTheirLabels() {
        assertThat(ReportFormat.ofLabel("markdown")).contains(ReportFormat.MARKDOWN);
        assertThat(ReportFormat.ofLabel("MARKDOWN")).isEmpty();
    }

    @Test
    void optionsOutOfBoundsAreRefused() {
        assertThatThrownBy(() -> new ReportOptions(0, false, 100)).hasMessage("a table shows at least 1 row, not 0");
        assertThatThrownBy(() -> new ReportOptions(1, false, 60)).hasMessage("text is 80 to 120 columns wide, not 60");
    }
}
