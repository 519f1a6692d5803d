package dev.leaktriage.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestWordTest {
    private static final List<String> FORMATS = List.of("text", "json", "junit", "L1", "DRAM", "program-cache");

    @Test
    void aSlipOfTheFingersIsForgiven() {
        assertThat(NearestWord.of("jsno", FORMATS)).isEmpty();
        assertThat(NearestWord.of("jso", FORMATS)).contains("json");
        assertThat(NearestWord.of("jsun", FORMATS)).contains("json");
        assertThat(NearestWord.of("juniit", FORMATS)).contains("junit");
    }

    @Test
    void lettersThatWereLeftOutAreForgiven() {
        assertThat(NearestWord.of("prog-cache", FORMATS)).contains("program-cache");
        assertThat(NearestWord.of("p-cache", FORMATS)).contains("program-cache");
        assertThat(NearestWord.of("cache-program", FORMATS)).isEmpty();
    }

    @Test
    void theCaseOfLettersDoesNotCountOnEitherSide() {
        assertThat(NearestWord.of("l2", FORMATS)).contains("L1");
        assertThat(NearestWord.of("JSON", FORMATS)).contains("json");
        assertThat(NearestWord.of("dram", FORMATS)).contains("DRAM");
    }

    @Test
    void amongEquallyNearWordsTheFirstInTheAlphabetIsNamed() {
        assertThat(NearestWord.of("bat", List.of("cat", "bar", "hat"))).contains("bar");
    }

    @Test
    void theHintIsAClauseOrNothing() {
        assertThat(NearestWord.hint("txt", FORMATS)).isEqualTo("; did you mean 'text'?");
        assertThat(NearestWord.hint("spreadsheet", FORMATS)).isEmpty();
    }
}
