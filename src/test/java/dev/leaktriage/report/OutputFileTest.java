package dev.leaktriage.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leaktriage.model.Analysis;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputFileTest {
    @TempDir
    private Path directory;

    @Test
    void theWholeSetIsWritten() throws IOException {
        Path reports = directory.resolve("deep/reports");

        List<Path> written = ReportSet.write(reports, Runs.mesh(), ReportOptions.PLAIN, false);

        assertThat(names(reports))
                .containsExactly(
                        "devices.csv", "findings.csv", "live-buffers.csv", "report.html", "report.json", "sites.csv");
        assertThat(written).allMatch(Files::isRegularFile).hasSize(6);
        assertThat(reports.resolve("live-buffers.csv")).hasContent(Written.by(ReportFormat.CSV.report(), Runs.mesh()));
    }

    @Test
    void ownFilesAreOverwritten() throws IOException {
        ReportSet.write(directory, Runs.mesh(), ReportOptions.PLAIN, false);
        ReportSet.write(directory, Runs.damaged(), ReportOptions.PLAIN, false);

        assertThat(directory.resolve("report.json")).hasContent(Written.by(ReportFormat.JSON.report(), Runs.damaged()));
    }

    @Test
    void everyFormatKnowsItsOwnFilesAndNoOthers() throws IOException {
        Path file = directory.resolve("out");
        for (ReportFormat format : ReportFormat.values()) {
            for (Analysis analysis : Runs.all()) {
                String written = Written.by(format.report(), analysis, ReportOptions.PLAIN.withColour(true));
                Files.writeString(file, written);
                OutputFile.write(file, false, out -> out.write("again"));
                assertThat(file).hasContent("again");
            }
        }
        assertThatThrownBy(() -> OutputFile.write(file, false, out -> out.write("once more")))
                .isInstanceOf(IOException.class)
                .hasMessage("will not overwrite " + file + ": this program did not write it; --force overwrites it");
        assertThat(file).hasContent("again");
    }

    @Test
    void aStrangersFileIsKeptAndNothingElseIsWritten() throws IOException {
        Path stranger = directory.resolve("sites.csv");
        Files.writeString(stranger, "site,latitude,longitude\n");

        assertThatThrownBy(() -> ReportSet.write(directory, Runs.mesh(), ReportOptions.PLAIN, false))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("will not overwrite " + stranger);
        assertThat(names(directory)).containsExactly("sites.csv");

        ReportSet.write(directory, Runs.mesh(), ReportOptions.PLAIN, true);
        assertThat(stranger).hasContent(Written.by(new SitesCsv(), Runs.mesh()));
    }

    @Test
    void aFailureLeavesTheOldFileAndNothingElse() throws IOException {
        Path file = directory.resolve("summary.txt");
        OutputFile.write(file, false, out -> new TextReport().write(Runs.mesh(), ReportOptions.PLAIN, out));

        assertThatThrownBy(() -> OutputFile.write(file, false, out -> {
                    out.write("half");
                    throw new IOException("no space left on device");
                }))
                .isInstanceOf(IOException.class)
                .hasMessage("cannot write " + file + ": no space left on device");
        assertThatThrownBy(() -> OutputFile.write(file, false, out -> {
                    throw new IllegalStateException("a fault of the program");
                }))
                .isInstanceOf(IllegalStateException.class);

        assertThat(file).hasContent(Written.by(new TextReport(), Runs.mesh()));
        assertThat(names(directory)).containsExactly("summary.txt");
    }

    @Test
    void whereNothingCanBeWrittenOneLineSaysWhy() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "text");

        assertThatThrownBy(() -> OutputFile.write(directory.resolve("no/such"), false, out -> {}))
                .hasMessage("cannot write " + directory.resolve("no/such") + ": no such directory");
        assertThatThrownBy(() -> OutputFile.write(directory, true, out -> {}))
                .hasMessage("cannot write " + directory + ": it is a directory");
        assertThatThrownBy(() -> ReportSet.write(file, Runs.mesh(), ReportOptions.PLAIN, false))
                .hasMessage("cannot write into " + file + ": it is not a directory");
    }

    @Test
    void aLinkStaysALink() throws IOException {
        Path target = directory.resolve("target.txt");
        Files.writeString(target, "old");
        Path link = Files.createSymbolicLink(directory.resolve("link.txt"), target);

        OutputFile.write(link, true, out -> out.write("new"));

        assertThat(link).isSymbolicLink();
        assertThat(target).hasContent("new");
    }

    @Test
    void aDeviceIsWrittenToAndNotReplaced() throws IOException {
        Path device = Path.of("/dev/null");

        OutputFile.write(device, false, out -> out.write("gone"));

        assertThat(Files.isRegularFile(device)).isFalse();
    }

    @Test
    void halfACharacterDoesNotStopAReport() throws IOException {
        Path file = directory.resolve("half");

        OutputFile.write(file, false, out -> out.write("cut \ud83d"));

        assertThat(file).hasContent("cut ?");
    }

    private static List<String> names(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
