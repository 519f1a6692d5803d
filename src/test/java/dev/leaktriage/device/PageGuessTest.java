package dev.leaktriage.device;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests that failed on real machines, as public issues quote them, with what each bank had to hold. */
final class PageGuessTest {
    @ParameterizedTest
    @CsvSource({
        "117440512,  9787392,   12, 2048",
        "58720256,   4894720,   12, 2048",
        "1050673152, 87556096,  12, 2048",
        "1073741824, 89479168,  12, 2048",
        "1244659712, 103723008, 12, 2048",
        "536870912,  44740608,  12, 2048",
        "5805965312, 483831808, 12, 2048",
        "1835008000, 152918016, 12, 2048",
        "41295872,   3442688,   12, 2048",
        "499122176,  41594240,  12, 1088",
        "146575360,  12214976,  12, 1088",
        "71999488,   6000320,   12, 1088"
    })
    void theTileFollowsFromTheShareOfABank(long sizeBytes, long neededPerBankBytes, long banks, long pageBytes) {
        assertThat(PageGuess.of(sizeBytes, neededPerBankBytes, banks, 32))
                .hasValueSatisfying(guess -> assertThat(guess.pageBytes()).isEqualTo(pageBytes));
    }

    @ParameterizedTest
    @CsvSource({"3294625792, 274686208, 12", "117440512, 9805824, 12"})
    void aRowThatIsNoTileGivesTheShareToo(long sizeBytes, long neededPerBankBytes, long banks) {
        assertThat(PageGuess.of(sizeBytes, neededPerBankBytes, banks, 32)).hasValueSatisfying(guess -> {
            assertThat(sizeBytes % guess.pageBytes()).isZero();
            assertThat(Lockstep.bytesPerBank(sizeBytes, guess.pageBytes(), banks, 32))
                    .isEqualTo(neededPerBankBytes);
        });
    }

    @ParameterizedTest
    @CsvSource({"1000, 7, 12", "0, 2048, 12", "2048, -1, 12"})
    void whatNoPageExplainsIsNotGuessed(long sizeBytes, long neededPerBankBytes, long banks) {
        assertThat(PageGuess.of(sizeBytes, neededPerBankBytes, banks, 32)).isEmpty();
    }
}
