package dev.leaktriage.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The launcher, with scripts in the place of Maven and of the JVM. */
final class LauncherTest {
    @TempDir
    private Path folder;

    private Installation installation;

    @BeforeEach
    void copyTheLauncherIntoAFolderWithSources() throws IOException {
        assumeThat(Path.of("/bin/sh")).isExecutable();
        installation = Installation.in(folder.resolve("a clone"));
        installation.writeSources();
    }

    @Test
    void theFirstStartBuildsAndSaysSoOnStandardError() throws Exception {
        Started started = installation.start("analyze", "a b.log");

        assertThat(started.code()).isZero();
        assertThat(started.err()).isEqualTo("leaktriage: first start; building with Maven, which takes a minute\n");
        assertThat(started.out())
                .contains("-cp\n" + installation.jar() + "\ndev.leaktriage.cli.Main\nanalyze\na b.log\n");
        assertThat(installation.builds()).isEqualTo(1);
    }

    @Test
    void aLaterStartDoesNotTouchMaven() throws Exception {
        installation.start();
        Started later = installation.start();

        assertThat(later.err()).isEmpty();
        assertThat(installation.builds()).isEqualTo(1);
    }

    @Test
    void aLaterStartNeedsNeitherMavenNorACompiler() throws Exception {
        installation.start();
        installation.removeMaven();
        Files.delete(installation.jvm().resolve("bin/javac"));

        assertThat(installation.start().code()).isZero();
    }

    @Test
    void newerSourcesAreBuiltAgain() throws Exception {
        for (String source : List.of("pom.xml", "src/main/java/Main.java", "grammar/Tracker.g4")) {
            installation.start();
            int before = installation.builds();
            installation.touchInTheFuture(source);
            Started started = installation.start();

            assertThat(started.err()).as(source).isEqualTo("leaktriage: sources changed; building with Maven\n");
            assertThat(installation.builds()).as(source).isEqualTo(before + 1);
            installation.touchInThePast(source);
        }
    }

    @Test
    void newerTestsAreNotBuiltAgain() throws Exception {
        installation.start();
        Files.createDirectories(installation.home().resolve("src/test"));
        Files.writeString(installation.home().resolve("src/test/SomeTest.java"), "");
        installation.touchInTheFuture("src/test/SomeTest.java");

        installation.start();
        assertThat(installation.builds()).isEqualTo(1);
    }

    @Test
    void itWorksThroughAChainOfSymbolicLinksFromAnotherFolder() throws Exception {
        Path elsewhere = Files.createDirectories(folder.resolve("elsewhere/bin"));
        Path first = Files.createSymbolicLink(elsewhere.resolve("first"), installation.launcher());
        Path second = Files.createSymbolicLink(elsewhere.resolve("lt"), elsewhere.relativize(first));

        Started started = installation.startAs(second, elsewhere);

        assertThat(started.out()).contains(installation.jar().toString());
        assertThat(started.code()).isZero();
    }

    @Test
    void anInstallationWithoutSourcesRunsItsJar() throws Exception {
        Installation bare = Installation.in(folder.resolve("bare"));
        Files.writeString(bare.home().resolve("leaktriage-all.jar"), "jar");
        bare.removeMaven();

        Started started = bare.start("--version");

        assertThat(started.err()).isEmpty();
        assertThat(started.out())
                .contains(bare.home().resolve("leaktriage-all.jar") + "\ndev.leaktriage.cli.Main\n--version\n");
    }

    @Test
    void anInstallationWithoutSourcesAndJarSaysSo() throws Exception {
        Installation bare = Installation.in(folder.resolve("bare"));

        assertThat(bare.start())
                .isEqualTo(new Started(
                        "",
                        "leaktriage: neither sources nor leaktriage-all.jar beside the" + " launcher in " + bare.home()
                                + "; install it again\n",
                        1));
    }

    @Test
    void withoutMavenItNamesWhatToInstall() throws Exception {
        installation.removeMaven();

        assertThat(installation.start())
                .isEqualTo(new Started(
                        "",
                        "leaktriage: no Maven (mvn) on PATH to build with;" + " install it (a package such as maven)\n",
                        1));
        assertThat(installation.leftovers()).isEmpty();
    }

    @Test
    void withoutAJdkItNamesWhatToInstallAndWhatItFound() throws Exception {
        installation.setJavaVersion("11.0.2");

        Started started = installation.start();

        assertThat(started.code()).isEqualTo(1);
        assertThat(started.err())
                .isEqualTo("leaktriage: no JDK 17 or newer to build with; " + installation.jvm()
                        + " is Java 11; install one (a package such as openjdk-17-jdk) or set JAVA_HOME\n");
    }

    @Test
    void aJvmWithoutACompilerDoesNotBuild() throws Exception {
        Files.delete(installation.jvm().resolve("bin/javac"));

        assertThat(installation.start().err()).contains(installation.jvm() + " has no javac");
    }

    @Test
    void aJvmIsFoundInJavaHomeThenOnThePathThenInTheUsualFolders() throws Exception {
        Path preferred = installation.addJvm("preferred-jvm", "21.0.1");
        Path onPath = installation.addJvm("jvm-on-path", "17.0.1");
        installation.putOnPath(onPath);

        assertThat(installation.with("JAVA_HOME", preferred.toString()).start().out())
                .startsWith(preferred + "/bin/java\n");
        assertThat(installation.with("JAVA_HOME", "/nowhere").start().out()).startsWith(onPath + "/bin/java\n");
        installation.removeFromPath("java");
        assertThat(installation.with("JAVA_HOME", "").start().out()).startsWith(installation.jvm() + "/bin/java\n");
    }

    @Test
    void aJvmInTheUsualFoldersThatStartsFastIsPreferredToAnOlderOneOnThePath() throws Exception {
        Path onPath = installation.addJvm("jvm-on-path", "17.0.1");
        Path fast = installation.addJvm("jvms/fast", "25.0.1");
        Path preferred = installation.addJvm("preferred-jvm", "17.0.2");
        installation.putOnPath(onPath);

        assertThat(installation.with("JAVA_HOME", "").start().out()).startsWith(fast + "/bin/java\n");
        assertThat(installation.with("JAVA_HOME", preferred.toString()).start().out())
                .startsWith(preferred + "/bin/java\n");
    }

    @Test
    void aJvmThatHasNoReleaseFileIsAsked() throws Exception {
        Files.delete(installation.jvm().resolve("release"));

        assertThat(installation.start().code()).isZero();
    }

    @Test
    void theJvmIsStartedForSpeed() throws Exception {
        assertThat(installation.start().out())
                .contains(
                        "-XX:+UseSerialGC\n",
                        "-Xmn32m\n",
                        "-XX:TieredStopAtLevel=1\n",
                        "-XX:-UsePerfData\n",
                        "-Xlog:disable\n");
    }

    @Test
    void anArchiveOfClassesIsMadeOnceForEachJvmAndUsed() throws Exception {
        String use = "-XX:SharedArchiveFile=" + installation.archive("17.0.15") + "\n";
        assertThat(installation.start().out()).contains(use);
        assertThat(installation.start().out()).contains(use);
        assertThat(installation.archiveSteps()).containsExactly("-XX:DumpLoadedClassList", "-XX:SharedArchiveFile");

        installation.setJavaVersion("25.0.3");
        String useOnNewer = "-XX:AOTCache=" + installation.archive("25.0.3") + "\n";
        assertThat(installation.start().out()).contains(useOnNewer);
        assertThat(installation.start().out()).contains(useOnNewer).doesNotContain("SharedArchiveFile");
        assertThat(installation.archiveSteps())
                .containsExactly("-XX:DumpLoadedClassList", "-XX:SharedArchiveFile", "-XX:AOTCacheOutput");
    }

    @Test
    void anArchiveThatIsOlderThanTheJarIsMadeAgain() throws Exception {
        installation.start();
        Files.setLastModifiedTime(
                installation.archive("17.0.15"), FileTime.from(Instant.now().minusSeconds(60)));
        Started again = installation.start();

        assertThat(again.err()).isEmpty();
        assertThat(again.out()).contains("-XX:SharedArchiveFile=");
        assertThat(installation.archiveSteps()).hasSize(4);
    }

    @Test
    void anArchiveThatCannotBeMadeIsMissedByNobodyAndNotTriedAgain() throws Exception {
        Installation failing = installation.with("FAKE_ARCHIVE_ERROR", "no archive");
        failing.start();
        Started later = failing.start();

        assertThat(later.code()).isZero();
        assertThat(later.err()).isEmpty();
        assertThat(later.out()).doesNotContain("Archive", "no archive");
        assertThat(failing.archiveSteps()).containsExactly("-XX:DumpLoadedClassList");
    }

    @Test
    void aJvmThatMakesNoArchiveAndSaysNothingIsAskedOnce() throws Exception {
        Installation silent = installation.with("FAKE_ARCHIVE_SILENCE", "yes");
        silent.setJavaVersion("25.0.3");
        silent.start();
        Started later = silent.start();

        assertThat(later.code()).isZero();
        assertThat(later.out()).doesNotContain("AOT");
        assertThat(silent.archiveSteps()).containsExactly("-XX:AOTCacheOutput");
    }

    @Test
    void whereNothingCanBeWrittenItStartsWithoutAnArchive() throws Exception {
        Installation bare = Installation.in(folder.resolve("bare"));
        Files.writeString(bare.home().resolve("leaktriage-all.jar"), "jar");
        bare.breakTool("mkdir");

        Started started = bare.start();

        assertThat(started.code()).isZero();
        assertThat(started.err()).isEmpty();
        assertThat(started.out()).doesNotContain("Archive");
    }

    @Test
    void nobodyWaitsForAnArchive() throws Exception {
        installation.start();
        Files.delete(installation.archive("17.0.15"));
        Path lock = Files.createDirectories(installation.home().resolve("target/leaktriage-build.lock"));
        Files.writeString(lock.resolve("pid"), ProcessHandle.current().pid() + "\n");

        Started started = installation.start();

        assertThat(started.err()).isEmpty();
        assertThat(started.out()).contains("-cp\n").doesNotContain("Archive");
        assertThat(lock).exists();
    }

    @Test
    void optionsOfTheUserWin() throws Exception {
        installation.start();

        assertThat(installation
                        .with("LEAKTRIAGE_JAVA_OPTS", "-Xshare:off")
                        .start()
                        .out())
                .contains("-Xshare:off\n")
                .doesNotContain("SharedArchiveFile");
        assertThat(installation
                        .with("LEAKTRIAGE_JAVA_OPTS", "-XX:+UseG1GC")
                        .start()
                        .out())
                .contains("-XX:+UseG1GC\n")
                .doesNotContain("UseSerialGC");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a.log               |   1 | DEBUG: Tracking         | false",
                "a.log               | 400 | Tracking // Call stack: | false",
                "server.log          |  60 | [PID 4711] Allocated    | false",
                "server.log          | 301 | [PID 4711] Allocated    | true",
                "server.log.gz       |  39 | [PID 4711] Allocated    | false",
                "server.log.gz       |  41 | [PID 4711] Allocated    | true",
                "a.log.gz            |  41 | Tracking // Call stack: | false",
                "heaptrack.app.1     | 399 | v 10400 3               | false",
                "heaptrack.app.1     | 401 | v 10400 3               | true",
                "heaptrack.app.1.zst |   1 | (a frame)               | false",
                "heaptrack.app.1.zst |   3 | (a frame)               | true",
                "recording.gz        |  41 | v 10400 3               | true",
                "other.zst           |  60 | (a frame)               | false",
            })
    void theBetterCompilerRunsOnlyWhereVeryManyShortRecordsFollow(
            String name, long megabytes, String beginning, boolean better) throws Exception {
        Path log = folder.resolve("some logs").resolve(name);
        Files.createDirectories(log.getParent());
        try (RandomAccessFile sparse = new RandomAccessFile(log.toFile(), "rw")) {
            byte[] text = beginning.replace(" // ", "\n").getBytes(StandardCharsets.UTF_8);
            sparse.write(name.endsWith(".gz") ? compressed(text) : text);
            sparse.setLength(megabytes * 1_000_000);
        }

        Started started = installation.start("analyze", "--top", "3", "nowhere.log", log.toString());

        assertThat(started.out().contains("TieredStopAtLevel=1")).isEqualTo(!better);
        assertThat(started.out().contains("PretenureSizeThreshold")).isEqualTo(better);
        assertThat(started.out()).endsWith("analyze\n--top\n3\nnowhere.log\n" + log + "\n");
    }

    private static byte[] compressed(byte[] text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text);
        }
        return bytes.toByteArray();
    }

    @Test
    void moreJvmOptionsMayBeGivenAndAreNotExpanded() throws Exception {
        assertThat(installation
                        .with("LEAKTRIAGE_JAVA_OPTS", "-Xmx256m -Dx=*")
                        .start()
                        .out())
                .contains("-Xmx256m\n-Dx=*\n-cp\n");
    }

    @Test
    void theExitCodeOfTheProgramIsHandedOn() throws Exception {
        assertThat(installation.with("FAKE_EXIT", "3").start().code()).isEqualTo(3);
    }

    @Test
    void aFailedBuildShowsWhatMavenSaidAndLeavesNothing() throws Exception {
        Started started =
                installation.with("FAKE_BUILD_ERROR", "Main.java:[3,1] broken").start();

        assertThat(started.code()).isEqualTo(1);
        assertThat(started.err())
                .contains("Main.java:[3,1] broken\n", "leaktriage: the build failed; Maven's output stands above\n");
        assertThat(started.out()).isEmpty();
        assertThat(installation.leftovers()).isEmpty();
    }

    @Test
    void aGoodBuildLeavesNothingButTheJarAndTheArchive() throws Exception {
        installation.start();

        assertThat(installation.leftovers())
                .containsExactlyInAnyOrder(installation.jar(), installation.archive("17.0.15"));
    }

    @Test
    void twoStartsAtOnceBuildOnce() throws Exception {
        Installation slow = installation.with("FAKE_BUILD_SECONDS", "2");
        Process first = slow.launch();
        Process second = slow.launch();

        assertThat(Started.await(first).code()).isZero();
        assertThat(Started.await(second).code()).isZero();
        assertThat(installation.builds()).isEqualTo(1);
    }

    @Test
    void theLockOfABuilderThatDiedIsTaken() throws Exception {
        Process dead = new ProcessBuilder("/bin/sh", "-c", ":").start();
        dead.waitFor();
        Path lock = Files.createDirectories(installation.home().resolve("target/leaktriage-build.lock"));
        Files.writeString(lock.resolve("pid"), dead.pid() + "\n");

        Started started = installation.start();

        assertThat(started.code()).isZero();
        assertThat(started.err()).contains("another start is building").contains("first start");
        assertThat(installation.leftovers())
                .containsExactlyInAnyOrder(installation.jar(), installation.archive("17.0.15"));
    }

    @Test
    void aSourceEditedDuringTheBuildIsBuiltAtTheNextStart() throws Exception {
        Process building = installation.with("FAKE_BUILD_SECONDS", "2").launch();
        Path call = installation.home().resolve("../mvn-calls");
        for (Instant end = Instant.now().plus(Duration.ofSeconds(10)); !Files.exists(call); ) {
            assertThat(Instant.now()).isBefore(end);
            Thread.sleep(20);
        }
        Path source = installation.home().resolve("src/main/java/Main.java");
        Files.setLastModifiedTime(source, FileTime.from(Instant.now()));
        Started.await(building);

        installation.start();
        assertThat(installation.builds()).isEqualTo(2);
    }
}
