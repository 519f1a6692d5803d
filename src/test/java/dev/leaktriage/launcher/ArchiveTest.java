package dev.leaktriage.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Archives of classes, with the JVMs that are installed and a small program in the place of the real one. */
final class ArchiveTest {
    private static final String MAIN = """
            package dev.leaktriage.cli;

            public final class Main {
                public static void main(String[] arguments) {
                    System.out.println(Runtime.version().feature() + String.join(" ", arguments));
                }
            }
            """;

    private static final String REHEARSAL = """
            package dev.leaktriage.cli;

            public final class Rehearsal {
                public static void main(String[] arguments) {
                    Main.main(arguments);
                }
            }
            """;

    @TempDir
    private Path folder;

    /** The JVM of this test and the newest beside it. */
    static Stream<Path> jvms() throws IOException {
        Path own = Path.of(System.getProperty("java.home")).toRealPath();
        try (Stream<Path> others = Files.list(own.getParent())) {
            Stream<Path> newest = others
                    .filter(jvm -> Files.isExecutable(jvm.resolve("bin/java")) && Files.exists(jvm.resolve("release")))
                    .filter(jvm -> feature(jvm) > Runtime.version().feature())
                    .max(Comparator.comparingInt(ArchiveTest::feature))
                    .stream();
            return Stream.concat(Stream.of(own), newest).toList().stream();
        }
    }

    private static int feature(Path jvm) {
        try (Stream<String> lines = Files.lines(jvm.resolve("release"))) {
            return lines.filter(line -> line.matches("JAVA_VERSION=\"\\d+.*"))
                    .map(line -> line.split("\\D+")[1])
                    .map(Integer::parseInt)
                    .findFirst()
                    .orElse(0);
        } catch (IOException unreadable) {
            return 0;
        }
    }

    @ParameterizedTest
    @MethodSource("jvms")
    void anArchiveThatDoesNotFitIsHarmlessAndNothingIsSaid(Path jvm) throws Exception {
        assumeThat(Path.of("/bin/sh")).isExecutable();
        Installation installation = Installation.in(folder.resolve("bare")).with("JAVA_HOME", jvm.toString());
        Path jar = installation.home().resolve("leaktriage-all.jar");
        writeProgram(jar);
        Started expected = new Started(feature(jvm) + "analyze x\n", "", 0);

        assertThat(installation.start("analyze", "x")).as("made").isEqualTo(expected);
        Path archive = onlyArchive(installation.home());
        byte[] whole = Files.readAllBytes(archive);
        assertThat(whole).hasSizeGreaterThan(1 << 20);
        Path classes = folder.resolve("classes");
        installation
                .with("LEAKTRIAGE_JAVA_OPTS", "-Xlog:class+load:file=" + classes)
                .start();
        assertThat(classes).content().contains("dev.leaktriage.cli.Main source: shared objects file");

        for (byte[] broken : List.of(
                Arrays.copyOf(whole, 100), Arrays.copyOf(whole, whole.length / 2), MAIN.getBytes(), new byte[0])) {
            Files.delete(archive);
            Files.write(archive, broken);
            assertThat(installation.start("analyze", "x"))
                    .as(broken.length + " of " + whole.length + " bytes")
                    .isEqualTo(expected);
        }

        Files.write(archive, whole);
        Files.setLastModifiedTime(jar, FileTime.from(Instant.now().minusSeconds(3600)));
        assertThat(installation.start("analyze", "x")).as("older jar").isEqualTo(expected);
    }

    private static Path onlyArchive(Path home) throws IOException {
        try (Stream<Path> files = Files.list(home)) {
            List<Path> archives =
                    files.filter(file -> file.toString().endsWith(".jsa")).toList();
            assertThat(archives).hasSize(1);
            return archives.get(0);
        }
    }

    private void writeProgram(Path jar) throws IOException {
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            add(out, "Main", MAIN);
            add(out, "Rehearsal", REHEARSAL);
        }
    }

    private void add(JarOutputStream jar, String name, String program) throws IOException {
        Path source = Files.writeString(folder.resolve(name + ".java"), program);
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        int code = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        said,
                        said,
                        "--release",
                        "17",
                        "-cp",
                        folder.toString(),
                        "-d",
                        folder.toString(),
                        source.toString());
        assertThat(code).as(said.toString(StandardCharsets.UTF_8)).isZero();
        String compiled = "dev/leaktriage/cli/" + name + ".class";
        jar.putNextEntry(new JarEntry(compiled));
        Files.copy(folder.resolve(compiled), jar);
    }
}
