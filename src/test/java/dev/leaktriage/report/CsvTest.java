package dev.leaktriage.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leaktriage.model.Analysis;
import java.io.IOException;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;

class CsvTest {
    @Test
    void liveBuffersAreWrittenAsPromised() {
        assertThat(Written.by(new LiveBuffersCsv(), Runs.severalProcesses())).isEqualTo("""
                run,process,device,memory,address,size_bytes,occupied_bytes,verdict,confidence,rule,cache_entry,allocated_at,site,top_frame,evidence
                two.log,314,0,L1,0x20,12288,24576,unresolved,definite,log-ends-early,,two.log:11,c3d4e5f6,tt::tt_metal::create_device_tensor(),a rule says so
                two.log,314,1,L1,0x20,12288,24576,unresolved,definite,log-ends-early,,two.log:17,c3d4e5f6,tt::tt_metal::create_device_tensor(),a rule says so
                two.log,4711,0,DRAM,0x3ffff800,12288,24576,program-cache,definite,program-cache,ttnn::add,two.log:33,a1b2c3d4,MeshWorkloadImpl::load_binaries(),frame 1 of two.log:33 loads a program's kernel binaries
                two.log,4711,1,DRAM,0x3ffff800,12288,24576,program-cache,definite,program-cache,ttnn::add,two.log:39,a1b2c3d4,MeshWorkloadImpl::load_binaries(),frame 1 of two.log:33 loads a program's kernel binaries
                two.log,4711,0,L1,0x20,12288,24576,leak,probable,no-owner-found,,two.log:55,c3d4e5f6,tt::tt_metal::create_device_tensor(),a rule says so
                two.log,4711,1,L1,0x20,12288,24576,leak,probable,no-owner-found,,two.log:61,c3d4e5f6,tt::tt_metal::create_device_tensor(),a rule says so
                """);
    }

    @Test
    void findingsAreWrittenAsPromised() {
        assertThat(Written.by(new FindingsCsv(), Runs.severalProcesses())).isEqualTo("""
                run,id,severity,process,device,count,size_bytes,at,message
                two.log,leak,error,4711,0,1,24576,two.log:55,2 handles of ttnn::softmax were never freed
                two.log,malformed-record,note,314,0,1,0,two.log:9,two.log:9:14: a record without a size
                """);
    }

    @Test
    void sitesAreFoldedOverDevicesWorstFirst() {
        assertThat(Written.by(new SitesCsv(), Runs.severalProcesses())).isEqualTo("""
                run,process,site,memory,operation,verdict,confidence,rule,handles,devices,size_bytes,occupied_bytes,top_frame,allocated_at,suppressed_by
                two.log,4711,c3d4e5f6,L1,ttnn::softmax,leak,probable,no-owner-found,2,2,24576,49152,tt::tt_metal::create_device_tensor(),two.log:55,
                two.log,314,c3d4e5f6,L1,ttnn::softmax,unresolved,definite,log-ends-early,2,2,24576,49152,tt::tt_metal::create_device_tensor(),two.log:11,
                two.log,4711,a1b2c3d4,DRAM,ttnn::add,program-cache,definite,program-cache,2,2,24576,49152,MeshWorkloadImpl::load_binaries(),two.log:33,
                """);
    }

    @Test
    void whatTheLogDoesNotSayIsEmpty() throws IOException {
        CSVRecord row = rows(new LiveBuffersCsv(), Runs.withoutStacks()).get(0);

        assertThat(row.get("run")).isEqualTo("bare.log");
        assertThat(row.get("process")).isEmpty();
        assertThat(row.get("memory")).isEmpty();
        assertThat(row.get("top_frame")).isEmpty();
    }

    @Test
    void theDecidingFrameIsTheTopFrame() throws IOException {
        assertThat(rows(new LiveBuffersCsv(), Runs.everyFact()).get(0).get("top_frame"))
                .isEqualTo("create_and_cache_mesh_workload<...>()");
    }

    @Test
    void hostileTextComesBackExactly() throws IOException {
        assertThat(rows(new LiveBuffersCsv(), Runs.hostile()).get(0).get("top_frame"))
                .isEqualTo(Runs.HOSTILE);
        assertThat(rows(new SitesCsv(), Runs.hostile()).get(0).get("operation")).isEqualTo(Runs.HOSTILE);
        assertThat(rows(new FindingsCsv(), Runs.hostile()).get(0).get("message"))
                .isEqualTo(Runs.HOSTILE);
    }

    @Test
    void theRowsOfEachFileAddUpToWhatIsLive() throws IOException {
        for (Analysis analysis : Runs.all()) {
            long live = analysis.totals().live();
            long bytes = analysis.totals().liveBytes();

            assertThat(rows(new LiveBuffersCsv(), analysis)).hasSize((int) live);
            assertThat(sum(new LiveBuffersCsv(), analysis, "size_bytes")).isEqualTo(bytes);
            assertThat(sum(new SitesCsv(), analysis, "handles")).isEqualTo(live);
            assertThat(sum(new SitesCsv(), analysis, "size_bytes")).isEqualTo(bytes);
            assertThat(sum(new DevicesCsv(), analysis, "handles")).isEqualTo(live);
            assertThat(sum(new DevicesCsv(), analysis, "size_bytes")).isEqualTo(bytes);
        }
    }

    @Test
    void theVerdictsOfADeviceAddUpToItsHandles() throws IOException {
        List<CSVRecord> rows = rows(new DevicesCsv(), Runs.severalProcesses());

        assertThat(rows).hasSize(6);
        for (CSVRecord row : rows) {
            long sum = row.toMap().entrySet().stream()
                    .filter(cell -> cell.getKey().endsWith("_handles"))
                    .mapToLong(cell -> Long.parseLong(cell.getValue()))
                    .sum();
            assertThat(sum).isEqualTo(Long.parseLong(row.get("handles"))).isEqualTo(1);
        }
    }

    private static long sum(Report report, Analysis analysis, String column) throws IOException {
        return rows(report, analysis).stream()
                .mapToLong(row -> Long.parseLong(row.get(column)))
                .sum();
    }

    private static List<CSVRecord> rows(Report report, Analysis analysis) throws IOException {
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get();
        try (CSVParser parser = CSVParser.parse(Written.by(report, analysis), format)) {
            return parser.getRecords();
        }
    }
}
