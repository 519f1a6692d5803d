package dev.leaktriage.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LockstepTest {
    @ParameterizedTest
    @CsvSource({
        "12288, 2048, 12, 32, 2048",
        "24576, 2048, 12, 32, 2048",
        "22528, 2048, 8, 64, 4096",
        "2097152, 2048, 110, 16, 20480",
        "117440512, 2048, 12, 32, 9787392",
        "58720256, 2048, 12, 32, 4894720",
        "1050673152, 2048, 12, 32, 87556096",
        "1073741824, 2048, 12, 32, 89479168",
        "1244659712, 2048, 12, 32, 103723008",
        "536870912, 2048, 12, 32, 44740608",
        "5805965312, 2048, 12, 32, 483831808",
        "1835008000, 2048, 12, 32, 152918016",
        "41295872, 2048, 12, 32, 3442688",
        "499122176, 1088, 12, 32, 41594240",
        "146575360, 1088, 12, 32, 12214976",
        "71999488, 1088, 12, 32, 6000320",
        "3294625792, 402176, 12, 32, 274686208",
        "117440512, 28672, 12, 32, 9805824",
        "53477376, 2048, 64, 16, 835584",
        "100663296, 2048, 64, 16, 1572864",
        "55444480, 1088, 70, 16, 792064",
    })
    void theFormulaGivesWhatTheAllocatorSaid(long size, long page, long banks, long alignment, long perBank) {
        assertThat(Lockstep.bytesPerBank(size, page, banks, alignment)).isEqualTo(perBank);
        assertThat(Lockstep.occupiedBytes(size, page, banks, alignment)).isEqualTo(perBank * banks);
    }

    @Test
    void aPageIsRoundedUpToTheAlignment() {
        assertThat(Lockstep.occupiedBytes(64_000, 1000, 8, 64)).isEqualTo(65_536);
    }

    @Test
    void halfAPageTakesAWholeOne() {
        assertThat(Lockstep.occupiedBytes(2049, 2048, 12, 32)).isEqualTo(2048 * 12);
        assertThat(Lockstep.occupiedBytes(2048 * 12 + 1, 2048, 12, 32)).isEqualTo(2 * 2048 * 12);
    }

    @ParameterizedTest
    @CsvSource({"0, 12", "-1, 12", "2048, 0", "2048, -1"})
    void whereThePageSizeOrTheBanksAreUnknownTheSizeStands(long page, long banks) {
        assertThat(Lockstep.occupiedBytes(12_288, page, banks, 32)).isEqualTo(12_288);
    }

    @Test
    void nothingTakesNothing() {
        assertThat(Lockstep.occupiedBytes(0, 2048, 12, 32)).isZero();
    }

    @Test
    void brokenNumbersDoNotOverflow() {
        assertThat(Lockstep.occupiedBytes(Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE, 32))
                .isEqualTo(Long.MAX_VALUE);
        assertThat(Lockstep.occupiedBytes(5, Long.MAX_VALUE, 2, 32)).isEqualTo(5);
        assertThatThrownBy(() -> Lockstep.bytesPerBank(5, Long.MAX_VALUE, 2, 32))
                .isInstanceOf(ArithmeticException.class);
    }
}
