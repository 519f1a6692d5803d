package dev.leaktriage.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A copy of the launcher, and a PATH on which nothing but the tools it needs, a script {@code mvn} and
 * scripts {@code java} can be found.
 *
 * @param home the folder of the launcher
 * @param environment all variables of a start
 */
record Installation(Path home, Map<String, String> environment) {
    private static final List<String> TOOLS = List.of(
            "cat",
            "find",
            "gzip",
            "head",
            "mkdir",
            "mv",
            "readlink",
            "rm",
            "rmdir",
            "sed",
            "sh",
            "sleep",
            "touch",
            "tr");

    /** Prints itself and its arguments, one a line; where it is to make a list of classes or an archive, it does. */
    private static final String JAVA = """
            #!/bin/sh
            if [ "$1" = -version ]; then
                echo 'openjdk version "17.0.9" 2023-10-17' >&2
                exit
            fi
            made=
            for argument; do
                case $argument in
                    -XX:DumpLoadedClassList=* | -XX:AOTCacheOutput=*) made=$argument ;;
                    -XX:SharedArchiveFile=*) case " $* " in *" -Xshare:dump "*) made=$argument ;; esac ;;
                esac
            done
            if [ -n "$made" ]; then
                echo "${made%%=*}" >>"$FAKE_STEPS"
                [ -n "$FAKE_ARCHIVE_SILENCE" ] || echo "archive of ${0%/*}" >"${made#*=}"
                echo "$FAKE_ARCHIVE_ERROR" >&2
                [ -z "$FAKE_ARCHIVE_ERROR" ]
                exit
            fi
            printf '%s\\n' "$0" "$@"
            exit ${FAKE_EXIT:-0}
            """;

    private static final String MAVEN = """
            #!/bin/sh
            echo call >>../mvn-calls
            if [ -n "$FAKE_BUILD_ERROR" ]; then
                echo "$FAKE_BUILD_ERROR"
                exit 1
            fi
            [ -z "$FAKE_BUILD_SECONDS" ] || sleep "$FAKE_BUILD_SECONDS"
            for argument; do
                case $argument in
                    -Dleaktriage.jar=*) echo jar >"${argument#*=}" ;;
                esac
            done
            """;

    static Installation in(Path home) throws IOException {
        Files.createDirectories(home);
        Path real = home.toRealPath();
        Path tools = Files.createDirectories(real.resolve("../tools").normalize());
        Installation installation = new Installation(
                real,
                new TreeMap<>(Map.of(
                        "PATH",
                        tools.toString(),
                        "FAKE_STEPS",
                        real.resolveSibling("archive-steps").toString(),
                        "LEAKTRIAGE_JVM_FOLDERS",
                        real.resolveSibling("jvms").toString())));
        Files.copy(Path.of("leaktriage"), installation.launcher());
        installation.launcher().toFile().setExecutable(true);
        for (String tool : TOOLS) {
            writeScript(tools.resolve(tool), "#!/bin/sh\nexec " + installed(tool) + " \"$@\"\n");
        }
        writeScript(tools.resolve("mvn"), MAVEN);
        installation.addJvm("jvms/usual", "17.0.15");
        return installation;
    }

    private static Path installed(String tool) {
        return Stream.of("/bin", "/usr/bin")
                .map(folder -> Path.of(folder, tool))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow();
    }

    private static void writeScript(Path file, String text) throws IOException {
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    Path launcher() {
        return home.resolve("leaktriage");
    }

    Path jar() {
        return home.resolve("target/leaktriage-all.jar");
    }

    /** The JVM in the usual folder. */
    Path jvm() {
        return home.resolveSibling("jvms").resolve("usual");
    }

    void writeSources() throws IOException {
        for (String source : List.of("pom.xml", "src/main/java/Main.java", "grammar/Tracker.g4")) {
            Path file = home.resolve(source);
            Files.createDirectories(file.getParent());
            Files.writeString(file, "");
            touchInThePast(source);
        }
    }

    void touchInThePast(String source) throws IOException {
        Files.setLastModifiedTime(
                home.resolve(source), FileTime.from(Instant.now().minusSeconds(3600)));
    }

    void touchInTheFuture(String source) throws IOException {
        Files.setLastModifiedTime(
                home.resolve(source), FileTime.from(Instant.now().plusSeconds(3600)));
    }

    Path addJvm(String folder, String version) throws IOException {
        Path jvm = Files.createDirectories(home.resolveSibling(folder));
        Files.createDirectories(jvm.resolve("bin"));
        Files.writeString(jvm.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
        writeScript(jvm.resolve("bin/java"), JAVA);
        writeScript(jvm.resolve("bin/javac"), JAVA);
        return jvm;
    }

    void setJavaVersion(String version) throws IOException {
        Files.writeString(jvm().resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    }

    void putOnPath(Path jvm) throws IOException {
        Files.createSymbolicLink(home.resolveSibling("tools").resolve("java"), jvm.resolve("bin/java"));
    }

    void removeFromPath(String tool) throws IOException {
        Files.delete(home.resolveSibling("tools").resolve(tool));
    }

    void removeMaven() throws IOException {
        removeFromPath("mvn");
    }

    Installation with(String variable, String value) {
        Map<String, String> changed = new TreeMap<>(environment);
        changed.put(variable, value);
        return new Installation(home, changed);
    }

    Started start(String... arguments) throws IOException, InterruptedException {
        return Started.await(launch(arguments));
    }

    Process launch(String... arguments) throws IOException {
        return launchAs(launcher(), home.getParent(), arguments);
    }

    Started startAs(Path launcher, Path workingFolder) throws IOException, InterruptedException {
        return Started.await(launchAs(launcher, workingFolder));
    }

    private Process launchAs(Path launcher, Path workingFolder, String... arguments) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(Stream.concat(Stream.of(launcher.toString()), Stream.of(arguments))
                .toList());
        builder.directory(workingFolder.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        return builder.start();
    }

    /** How often Maven was called. */
    int builds() throws IOException {
        Path calls = home.resolve("../mvn-calls").normalize();
        return Files.exists(calls) ? Files.readAllLines(calls).size() : 0;
    }

    /** The options by which JVMs were told to make a list of classes or an archive, in order. */
    List<String> archiveSteps() throws IOException {
        Path steps = home.resolveSibling("archive-steps");
        return Files.exists(steps) ? Files.readAllLines(steps) : List.of();
    }

    /** The archive for a version of the JVM in the usual folder. */
    Path archive(String version) {
        String place = jvm().toString().substring(1).replace('/', '-');
        return home.resolve("target/leaktriage-java-" + version + "-" + place + ".jsa");
    }

    /** Puts a tool that fails in the place of one that works. */
    void breakTool(String tool) throws IOException {
        writeScript(home.resolveSibling("tools").resolve(tool), "#!/bin/sh\necho broken >&2\nexit 1\n");
    }

    /** The files below {@code target}. */
    List<Path> leftovers() {
        try (Stream<Path> files = Files.walk(home.resolve("target"))) {
            return files.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
