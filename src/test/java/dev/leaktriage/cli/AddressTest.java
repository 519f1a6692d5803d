package dev.leaktriage.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AddressTest {
    @Test
    void anAddressIsHexadecimalWithAPrefixOrDecimal() {
        assertThat(Address.parse("0x3ffff800")).isEqualTo(0x3ffff800L);
        assertThat(Address.parse("0X3FFFF800")).isEqualTo(0x3ffff800L);
        assertThat(Address.parse("1073739776")).isEqualTo(0x3ffff800L);
        assertThat(Address.parse("0")).isZero();
    }

    @Test
    void anAddressMayHave64Bits() {
        assertThat(Address.format(Address.parse("0xffffffffffffffff"))).isEqualTo("0xffffffffffffffff");
        assertThat(Address.parse("18446744073709551615")).isEqualTo(-1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0x", "3ffff800", "-1", "+1", "0x-1", "0x+1", "0x10000000000000000", "1 2", "0xg"})
    void anythingElseIsRefused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Address.parse(text))
                .withMessageStartingWith("'" + text + "' is no address");
    }
}
