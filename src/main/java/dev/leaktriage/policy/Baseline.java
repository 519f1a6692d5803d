package dev.leaktriage.policy;

import dev.leaktriage.model.Verdict;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What each site of a program may hold at the end of a run: a reviewed file that is committed with the program.
 *
 * <p>It is keyed on call stacks, never on addresses, devices, process ids or the names of runs.
 *
 * @param header the comments at the head of the file
 * @param verdicts those that it limits, at least one; others are not looked at
 * @param entries in the order of {@link BaselineEntry#ORDER}, each site and verdict once
 * @param footer the comments below the last entry
 */
public record Baseline(List<String> header, Set<Verdict> verdicts, List<BaselineEntry> entries, List<String> footer) {
    static final String VERDICTS = "verdicts";
    private static final List<String> HEADER = List.of(
            "# leaktriage baseline: what each site may hold at the end of a run.",
            "# `leaktriage baseline check` fails if a run holds more; `update` accepts it, `update --tighten` lowers it.");

    public Baseline {
        header = List.copyOf(header);
        verdicts = Collections.unmodifiableSet(EnumSet.copyOf(verdicts));
        entries = entries.stream().sorted(BaselineEntry.ORDER).toList();
        footer = List.copyOf(footer);
    }

    /** A baseline that allows nothing. */
    public static Baseline empty(Set<Verdict> verdicts) {
        return new Baseline(HEADER, verdicts, List.of(), List.of());
    }

    /**
     * Reads a file.
     *
     * @throws IOException if it cannot be read; the message is one line
     * @throws PolicyException if it holds no baseline; with all that is wrong
     */
    public static Baseline read(Path file) throws IOException {
        return BaselineReader.read(PolicyText.read(file, file.getFileName().toString(), "a baseline"));
    }

    /** How many handles it allows in all. */
    public long handles() {
        return entries.stream().mapToLong(entry -> entry.allowed().handles()).sum();
    }

    /** What is other in a later version of it, in words, such as {@code 1 site added, 2 sites raised}. */
    public String changesTo(Baseline later) {
        Map<Integer, BaselineEntry> before =
                entries.stream().collect(Collectors.toMap(BaselineEntry::line, entry -> entry));
        List<BaselineEntry> kept =
                later.entries.stream().filter(BaselineEntry::isWritten).toList();
        String changes = Stream.of(
                        said(later.entries.size() - kept.size(), "added"),
                        said(count(kept, entry -> entry.growthSince(before.get(entry.line())) > 0), "raised"),
                        said(count(kept, entry -> entry.growthSince(before.get(entry.line())) < 0), "lowered"),
                        said(count(kept, entry -> entry.hasMovedSince(before.get(entry.line()))), "moved"),
                        said(entries.size() - kept.size(), "removed"))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(", "));
        return changes.isEmpty() ? "nothing changed" : changes;
    }

    private static long count(List<BaselineEntry> entries, Predicate<BaselineEntry> condition) {
        return entries.stream().filter(condition).count();
    }

    private static String said(long sites, String what) {
        return sites == 0 ? "" : sites + (sites == 1 ? " site " : " sites ") + what;
    }

    Baseline with(List<BaselineEntry> others) {
        return new Baseline(header, verdicts, others, footer);
    }

    /** Writes it as a file; reading that gives it back. */
    public void write(Writer out) throws IOException {
        for (String line : lines()) {
            out.write(line);
            out.write('\n');
        }
    }

    /** The text of the file. */
    public String text() {
        return lines().stream().map(line -> line + "\n").collect(Collectors.joining());
    }

    private List<String> lines() {
        List<String> lines = new ArrayList<>(header);
        lines.add(VERDICTS + ": " + verdicts.stream().map(Verdict::label).collect(Collectors.joining(", ")));
        for (BaselineEntry entry : entries) {
            lines.add("");
            lines.addAll(entry.comments());
            lines.add(BaselineReader.head(entry));
            for (int at = 0; at < entry.frames().size(); at++) {
                lines.add("  " + (at + 1) + ". " + entry.frames().get(at));
            }
        }
        if (!footer.isEmpty()) {
            lines.add("");
            lines.addAll(footer);
        }
        return lines;
    }
}
