package dev.leaktriage.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class FootprintTest {
    private static final int TILE_BFLOAT8 = 1088;
    private static final int TILE_BFLOAT16 = 2048;

    /** A number that a real machine printed: size, page, banks, bytes for each bank. */
    private record Seen(long sizeBytes, long pageSizeBytes, int banks, long perBankBytes) {}

    private static final List<Seen> SEEN = List.of(
            new Seen(12_288, TILE_BFLOAT16, 12, 2_048),
            new Seen(24_576, TILE_BFLOAT16, 12, 2_048),
            new Seen(22_528, TILE_BFLOAT16, 8, 4_096),
            new Seen(2_097_152, TILE_BFLOAT16, 110, 20_480),
            new Seen(117_440_512, TILE_BFLOAT16, 12, 9_787_392),
            new Seen(58_720_256, TILE_BFLOAT16, 12, 4_894_720),
            new Seen(1_050_673_152, TILE_BFLOAT16, 12, 87_556_096),
            new Seen(1_073_741_824, TILE_BFLOAT16, 12, 89_479_168),
            new Seen(1_244_659_712, TILE_BFLOAT16, 12, 103_723_008),
            new Seen(536_870_912, TILE_BFLOAT16, 12, 44_740_608),
            new Seen(5_805_965_312L, TILE_BFLOAT16, 12, 483_831_808),
            new Seen(1_835_008_000, TILE_BFLOAT16, 12, 152_918_016),
            new Seen(41_295_872, TILE_BFLOAT16, 12, 3_442_688),
            new Seen(499_122_176, TILE_BFLOAT8, 12, 41_594_240),
            new Seen(146_575_360, TILE_BFLOAT8, 12, 12_214_976),
            new Seen(71_999_488, TILE_BFLOAT8, 12, 6_000_320),
            new Seen(3_294_625_792L, 402_176, 12, 274_686_208),
            new Seen(117_440_512, 28_672, 12, 9_805_824),
            new Seen(53_477_376, TILE_BFLOAT16, 64, 835_584),
            new Seen(100_663_296, TILE_BFLOAT16, 64, 1_572_864),
            new Seen(55_444_480, TILE_BFLOAT8, 70, 792_064));

    @Test
    void everyNumberThatARealMachinePrintedComesOut() {
        for (Seen seen : SEEN) {
            Footprint footprint = Footprint.of(seen.sizeBytes(), seen.pageSizeBytes(), seen.banks(), 32);
            assertThat(footprint.perBankBytes()).as("%s", seen).isEqualTo(seen.perBankBytes());
        }
    }

    @Test
    void everyBankReservesWhatTheFullestOneNeeds() {
        assertThat(Footprint.of(12_288, 2_048, 12, 32).occupiedBytes()).isEqualTo(24_576);
        assertThat(Footprint.of(24_576, 2_048, 12, 32).occupiedBytes()).isEqualTo(24_576);
        assertThat(Footprint.of(100_000, 1_000, 8, 64).occupiedBytes()).isEqualTo(106_496);
    }

    @Test
    void aSizeThatIsNoWholeNumberOfPagesIsRefused() {
        assertThatThrownBy(() -> Footprint.of(3_000, 2_048, 12, 32))
                .hasMessage("a buffer of 3000 B is not a whole number of pages of 2048 B");
    }
}
