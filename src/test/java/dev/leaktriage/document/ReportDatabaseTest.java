package dev.leaktriage.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leaktriage.model.Analysis;
import dev.leaktriage.model.Frame;
import dev.leaktriage.model.Totals;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Databases are made here, with the tables of schema 2.1 that are read. */
class ReportDatabaseTest {
    private static final String[] SCHEMA = {
        "CREATE TABLE devices(device_id int, num_y_cores int, l1_num_banks int)",
        "CREATE TABLE operations(operation_id int UNIQUE, name text, duration float)",
        "CREATE TABLE tensors(tensor_id int UNIQUE, shape text, device_id int, address int, buffer_type int, size int)",
        "CREATE TABLE buffers(operation_id int, device_id int, address int, max_size_per_bank int, buffer_type int,"
                + " buffer_layout int)",
        "CREATE TABLE stack_traces(operation_id int, stack_trace text, source_file_id int)",
        "INSERT INTO devices VALUES (0, 10, 64)",
        "INSERT INTO operations VALUES (1, 'ttnn.ones', 0.1), (2, 'ttnn.add', 0.1), (3, 'ttnn::deallocate', 0.1)",
        "INSERT INTO tensors VALUES (1, 'Shape([32, 32])', 0, 1048576, 0, 24576),"
                + " (2, 'Shape([64, 64])', 0, 1300000, 1, 131072)",
        "INSERT INTO buffers VALUES (1, 0, 1048576, 2048, 0, 0),"
                + " (2, 0, 1048576, 2048, 0, 0), (2, 0, 1300000, 2048, 1, 0), (3, 0, 1300000, 2048, 1, 0)",
        "INSERT INTO stack_traces VALUES (2, '  File \"model.py\", line 7, in forward" + "\n    return a + b\n"
                + "  File \"run.py\", line 3, in main\n    model.forward()\n', NULL)"
    };

    @TempDir
    private Path folder;

    private Path database(String... statements) throws SQLException {
        Path file = folder.resolve("db.sqlite");
        try (Connection database = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = database.createStatement()) {
            for (String text : statements) {
                statement.executeUpdate(text);
            }
        }
        return file;
    }

    private static String[] with(String... more) {
        return Stream.concat(Arrays.stream(SCHEMA), Arrays.stream(more)).toArray(String[]::new);
    }

    @Test
    void whatDiffersBetweenSnapshotsWasAllocatedOrFreed() throws Exception {
        Analysis analysis = Documents.analysisOf(database(SCHEMA));

        assertThat(analysis.totals()).isEqualTo(new Totals(2, 1, 0, 24576 + 131072, 24576, 0));
        assertThat(Documents.live(analysis))
                .containsExactly("1 (node 2) L1 0 0x13d620 131072 131072 leak possible no-owner-found ttnn.add");
        assertThat(analysis.attributions().get(0).handle().site().stack().frames())
                .containsExactly(
                        new Frame("ttnn.add", ""),
                        new Frame("File \"model.py\", line 7, in forward", ""),
                        new Frame("File \"run.py\", line 3, in main", ""));
        assertThat(analysis.recognition().recordsByDialect()).containsOnlyKeys("report-database");
    }

    @Test
    void aBufferOfAnotherSizeAtTheSameAddressIsAnotherOne() throws Exception {
        Analysis analysis = Documents.analysisOf(
                database(with("UPDATE buffers SET max_size_per_bank = 4096 WHERE operation_id = 3")));

        assertThat(analysis.totals().allocated()).isEqualTo(3);
        assertThat(analysis.totals().freed()).isEqualTo(2);
        assertThat(analysis.findings())
                .extracting(finding -> finding.id().label())
                .containsExactly("leak");
    }

    @Test
    void nothingIsLeftBesideTheDatabase() throws Exception {
        Path file = database(SCHEMA);
        byte[] before = Files.readAllBytes(file);

        Documents.analysisOf(file);

        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }

    @Test
    void aDatabaseOfSomethingElseIsToldInOneLine() throws Exception {
        Path file = database("CREATE TABLE songs(title text)");

        assertThatThrownBy(() -> Documents.analysisOf(file))
                .isInstanceOf(IOException.class)
                .hasMessage("db.sqlite:1:1: error: the database has no column 'operation_id' in a table 'operations';"
                        + " expected a report of ttnn.graph_report");
    }

    @Test
    void aDatabaseThatBreaksOffIsToldInOneLine() throws Exception {
        Path file = database(SCHEMA);
        Files.write(file, Arrays.copyOf(Files.readAllBytes(file), 6000));

        assertThatThrownBy(() -> Documents.analysisOf(file))
                .isInstanceOf(IOException.class)
                .hasMessageMatching("db\\.sqlite:1:1: error: this is no report of ttnn\\.graph_report, or a damaged one"
                        + " \\([^\\n]+\\)");
    }

    @Test
    void bytesThatAreDamagedNeverCrash() throws Exception {
        byte[] whole = Files.readAllBytes(database(SCHEMA));
        int told = 0;
        for (int seed = 0; seed < 100; seed++) {
            Random random = new Random(seed);
            byte[] damaged =
                    random.nextInt(4) == 0 ? Arrays.copyOf(whole, 16 + random.nextInt(whole.length)) : whole.clone();
            for (int edits = 0; edits < 40; edits++) {
                damaged[16 + random.nextInt(damaged.length - 16)] = (byte) random.nextInt();
            }
            try {
                Analysis analysis = Documents.analysisOf("db", damaged);
                assertThat(analysis.totals().allocated() - analysis.totals().freed())
                        .isEqualTo(analysis.attributions().size());
            } catch (IOException broken) {
                assertThat(broken).hasMessageMatching("db(:1:1: error)?: [^\\n]+");
                told++;
            }
        }
        assertThat(told).isPositive();
    }

    @Test
    void aBufferThatCannotBeCostsOneFinding() throws Exception {
        Analysis analysis = Documents.analysisOf(
                database(
                        with(
                                "INSERT INTO buffers VALUES (2, 0, -4, 2048, 0, 0), (2, 'x', 64, 1e308, 0, 0), (3, 0, 64, NULL, 9, 0)")));

        assertThat(analysis.recognition().malformed()).isEqualTo(2);
        assertThat(analysis.attributions()).hasSize(2);
    }
}
