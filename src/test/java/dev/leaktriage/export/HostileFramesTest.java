package dev.leaktriage.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.leaktriage.model.CallStack;
import dev.leaktriage.model.Frame;
import dev.leaktriage.model.Memory;
import dev.leaktriage.model.RunAccounts;
import dev.leaktriage.model.Site;
import dev.leaktriage.model.Timeline.SiteShare;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;

/** Names of frames and checkpoints that want to be syntax are text in every format. */
class HostileFramesTest {
    private static final String HOSTILE =
            "f(\"a\", 'b'); g\n\r\t\u2028\u2029\u0085 \\x \u0000\u0007\u001b[31m\u007f \ud800 lone \ufffd 12 \u00a0 =1+2 <i>";

    private static final String READABLE = HOSTILE.replace('\ud800', '\ufffd');

    private static RunAccounts hostile() {
        RunAccounts empty = Exports.of(log("h()")).accounts();
        CallStack stack = new CallStack(List.of(new Frame(HOSTILE, ""), new Frame("root 7", "")), true);
        Site site = new Site("s-00000001", Memory.DRAM, stack, "");
        return new RunAccounts(empty.analysis(), List.of(), List.of(new SiteShare(0, site, 1, 100, 200)));
    }

    private static byte[] log(String frame) {
        return ("DEBUG: Tracking buffer at 0x20 size=64 device=0 type=DRAM pid=1 seq=1\n  Call stack:\n    1. " + frame
                        + "\nDEBUG: Checkpoint name=\"say, " + frame + "\" pid=1 seq=2\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static ExportOptions allocated() {
        return Exports.options(Set.of(Quantity.ALLOCATED), ByteKind.SIZE);
    }

    @Test
    void inAFoldedFileEveryStackIsOneLineOfTwoWords() throws IOException {
        StringWriter out = new StringWriter();
        FoldedExport.of(hostile(), allocated()).write(out);

        assertThat(out.toString().split("\n")).hasSize(1);
        assertThat(out.toString().split("\\s")).hasSize(2);
        assertThat(out.toString())
                .matches("[^\\x00-\\x20\\x7f\\x85\\u2028\\u2029\\ud800]+ 100\n")
                .startsWith("root_7;f(\"a\",_'b'):_g___")
                .endsWith("_=1+2_<i> 100\n");
        assertThat(out.toString().chars().filter(c -> c == ';').count()).isEqualTo(1);
    }

    @Test
    void inASpeedscopeFileANameIsWhatTheLogSays() throws IOException {
        StringWriter out = new StringWriter();
        SpeedscopeExport.write(hostile(), allocated(), out);

        JsonNode frames = new ObjectMapper().readTree(utf8(out.toString())).at("/shared/frames");
        assertThat(frames.get(1).get("name").asText()).isEqualTo(READABLE);
        assertThat(frames.get(0).get("name").asText()).isEqualTo("root 7");
    }

    @Test
    void inAProfileANameIsWhatTheLogSays() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PprofExport.write(hostile(), allocated(), out);

        assertThat(PprofFile.read(out.toByteArray()).samples().get(0).stack()).containsExactly("root 7", READABLE);
    }

    @Test
    void inATraceAndATableTheNameOfACheckpointIsWhatTheLogSays() throws IOException {
        String name = "a, 'b'; \u2028 \u0007 \ufffd =1+2 <i>";
        Exports run = Exports.of(log(name));

        JsonNode trace = new ObjectMapper().readTree(utf8(run.perfetto(ByteKind.SIZE)));
        assertThat(trace.get("traceEvents"))
                .anyMatch(event -> event.get("name").asText().equals("checkpoint \"say, " + name + "\""));
        List<CSVRecord> rows = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get()
                .parse(new StringReader(run.events()))
                .getRecords();
        assertThat(rows).extracting(row -> row.get("text")).containsExactly("", "say, " + name);
    }

    @Test
    void bytesThatAreNoUtf8AreReplacedAndHarmNothing() throws IOException {
        byte[] log = log("f(X)");
        for (int i = 0; i < log.length; i++) {
            log[i] = log[i] == 'X' ? (byte) 0xff : log[i];
        }
        Exports run = Exports.of(log);

        assertThat(run.folded(Quantity.LIVE, ByteKind.SIZE)).isEqualTo("f(\ufffd) 64\n");
        assertThat(PprofFile.read(run.pprof()).samples().get(0).stack()).containsExactly("f(\ufffd)");
        assertThat(run.speedscope(ByteKind.SIZE).at("/shared/frames/0/name").asText())
                .isEqualTo("f(\ufffd)");
        assertThat(run.perfetto(ByteKind.SIZE)).contains("say, f(\ufffd)");
        assertThat(run.events()).contains("\"say, f(\ufffd)\"");
    }

    private static byte[] utf8(String text) {
        assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(text)).isTrue();
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
