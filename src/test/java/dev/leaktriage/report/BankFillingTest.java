package dev.leaktriage.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.leaktriage.analysis.AnalysisOptions;
import dev.leaktriage.analysis.Analyzer;
import dev.leaktriage.log.Source;
import dev.leaktriage.model.Analysis;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class BankFillingTest {
    private static final int LIVE = PageHandles.MOST + 10;

    @Test
    void aBankOfTooManyBlocksIsAddedUp() throws IOException {
        JsonNode bank = fillings(log(LIVE)).get(0);
        long used = 0;
        for (JsonNode part : bank.get("used")) {
            for (JsonNode bytes : part.get("bytes")) {
                used += bytes.asLong();
            }
        }

        // Each takes one page of 2 KiB in each bank; every fourth place is free.
        assertThat(used).isEqualTo(2048L * LIVE).isEqualTo(bank.get("usedBytes").asLong());
        assertThat(bank.get("start").asLong()).isZero();
        assertThat(bank.get("limit").asLong()).isEqualTo(1L << 30);
        assertThat(bank.get("free").asLong()).isEqualTo((1L << 30) - used);
        long end = 2048L * (1 + LIVE - 1 + (LIVE - 1) / 3);
        assertThat(bank.get("largest").asLong()).isEqualTo((1L << 30) - end);
        assertThat(bank.get("holes").asLong()).isEqualTo((LIVE - 1) / 3 + 1);
        assertThat(256 * bank.get("binBytes").asLong()).isEqualTo(1L << 30);
    }

    @Test
    void aBankWhoseBlocksHaveRowsIsNotAddedUp() throws IOException {
        assertThat(fillings(log(100))).isEmpty();
    }

    private static String log(int live) {
        StringBuilder log = new StringBuilder("DEBUG: Opening mesh device 1 devices=0 arch=wormhole_b0 pid=1\n"
                + "DEBUG: Opened mesh device 1 pid=1\n");
        for (int i = 0; i < live; i++) {
            log.append("DEBUG: Tracking buffer at 0x")
                    .append(Long.toHexString(2048L * (i + i / 3)))
                    .append(" size=24576 device=0 type=DRAM page_size=2048 banks=12 pid=1\n");
        }
        return log.toString();
    }

    private static JsonNode fillings(String log) throws IOException {
        Analysis analysis = Analyzer.analyze(
                List.of(Source.of("run.log", new ByteArrayInputStream(log.getBytes(StandardCharsets.UTF_8)))),
                AnalysisOptions.ALL.withHistory(true));
        StringWriter out = new StringWriter();
        JsonOutput.writeCompact(out, json -> json.objects("fillings", BankFilling.of(analysis), BankFilling::write));
        return new ObjectMapper().readTree(out.toString()).get("fillings");
    }
}
