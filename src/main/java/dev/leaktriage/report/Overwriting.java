package dev.leaktriage.report;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The rule that nothing is overwritten unless it was asked for or the program wrote it before. */
final class Overwriting {
    /** How many lines of a file are looked at to tell whose it is. */
    static final int HEAD_LINES = 3;

    private static final int HEAD_BYTES = 64 * 1024;

    private Overwriting() {}

    /**
     * Refuses to overwrite what somebody else wrote.
     *
     * @param force true to overwrite any file; a directory is never overwritten
     * @throws IOException if the target may not be written; the message is one line that names it
     */
    static void check(Path target, boolean force) throws IOException {
        check(target, force, head -> false);
    }

    /**
     * As the other one.
     *
     * @param own true for the first bytes of another file that may be overwritten
     */
    static void check(Path target, boolean force, Predicate<byte[]> own) throws IOException {
        if (!Files.exists(target)) {
            return;
        }
        if (Files.isDirectory(target)) {
            throw new IOException("cannot write " + target + ": it is a directory");
        }
        if (!force && Files.isRegularFile(target) && !isOwn(target, own)) {
            throw new IOException(
                    "will not overwrite " + target + ": this program did not write it; --force overwrites it");
        }
    }

    private static boolean isOwn(Path target, Predicate<byte[]> own) throws IOException {
        byte[] head = head(target);
        List<String> firstLines = firstLines(head);
        return own.test(head) || writers().anyMatch(writer -> writer.test(firstLines));
    }

    /** Who can tell whether it wrote a file that begins so. */
    private static Stream<Predicate<List<String>>> writers() {
        return Stream.of(
                        Arrays.stream(ReportFormat.values())
                                .map(format -> (Predicate<List<String>>) format.report()::wrote),
                        ReportSet.FILES.values().stream().map(report -> (Predicate<List<String>>) report::wrote),
                        DeltaReports.FORMATS.values().stream().map(report -> (Predicate<List<String>>) report::wrote),
                        SeriesReports.FORMATS.values().stream().map(report -> (Predicate<List<String>>) report::wrote),
                        BatchReports.FORMATS.values().stream().map(report -> (Predicate<List<String>>) report::wrote),
                        BatchReports.FILES.values().stream().map(report -> (Predicate<List<String>>) report::wrote),
                        Stream.of((Predicate<List<String>>) ExplanationText::wrote))
                .flatMap(Function.identity());
    }

    private static byte[] head(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(HEAD_BYTES);
        } catch (IOException failure) {
            throw new IOException("cannot write " + file + ": " + OutputFile.reason(failure), failure);
        }
    }

    private static List<String> firstLines(byte[] head) {
        return Stream.of(new String(head, StandardCharsets.UTF_8).split("\n", HEAD_LINES + 1))
                .limit(HEAD_LINES)
                .map(line -> line.replaceAll("\u001b\\[[0-9;]*m", ""))
                .toList();
    }
}
