package dev.leaktriage.device;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leaktriage.model.Memory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BanksTest {
    @ParameterizedTest
    @CsvSource({
        "DRAM, wormhole_b0, 32",
        "TRACE, Wormhole_B0, 32",
        "DRAM, blackhole, 64",
        "TRACE, Blackhole, 64",
        "UNSTATED, blackhole, 64",
        "L1, wormhole_b0, 16",
        "L1_SMALL, blackhole, 16",
        "CB, blackhole, 16",
        "DRAM, '', 32",
        "L1, grayskull, 32",
    })
    void alignmentDependsOnMemoryAndArchitecture(Memory memory, String architecture, int bytes) {
        assertThat(Alignment.bytes(memory, architecture)).isEqualTo(bytes);
    }

    @ParameterizedTest
    @CsvSource({
        "3ffff800, DRAM, wormhole_b0, 3ffff800, true",
        "20000000, DRAM, wormhole_b0, 0, true",
        "1fffffff, DRAM, wormhole_b0, 0, false",
        "3ffff800, DRAM, blackhole, 3ffff800, false",
        "feff0000, DRAM, blackhole, feff0000, true",
        "7f800000, DRAM, blackhole, 0, true",
        "7f7fffff, DRAM, blackhole, 0, false",
        "3ffff800, DRAM, '', 3ffff800, true",
        "3ffff800, UNSTATED, '', 3ffff800, true",
        "3ffff800, DRAM, '', 40000000, false",
        "feff0000, DRAM, '', feff0000, true",
        "20, DRAM, '', 3ffff800, false",
        "3ffff800, L1, '', 3ffff800, false",
        "3ffff800, TRACE, wormhole_b0, 3ffff800, false",
        "ffffffffffffffff, DRAM, wormhole_b0, 0, true",
    })
    void theUpperHalfDependsOnTheBankOfTheArchitecture(
            String address, Memory memory, String architecture, String highest, boolean upper) {
        assertThat(BankTop.of(architecture)
                        .upperHalf(Long.parseUnsignedLong(address, 16), memory, Long.parseUnsignedLong(highest, 16)))
                .isEqualTo(upper);
    }
}
