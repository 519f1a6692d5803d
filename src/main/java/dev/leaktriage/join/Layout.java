package dev.leaktriage.join;

import dev.leaktriage.model.JoinedSource.Part;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * What each file of a run is: a part of the rows, or another source; and the order that follows from that alone, not from
 * the order in which the files were named.
 *
 * <p>Files of the same form are parts of one log. Where their records are numbered, the numbers tell which comes first;
 * else the names do: of a rotated log the one with the highest number is the oldest.
 */
public final class Layout {
    private static final Pattern ROTATED = Pattern.compile("(.*?)(?:\\.([0-9]{1,9}))?(?:\\.(?:gz|zst|xz))?");

    private final List<File> files;
    private final Optional<Stream> rows;

    /**
     * A file, and what its first record shows.
     *
     * @param index the number by which it was named
     * @param stream empty if it has no record of an allocation's life
     * @param sequence the number of its first record, if it has one
     * @param nameless true if its first record names no process
     */
    public record File(int index, String name, Optional<Stream> stream, OptionalLong sequence, boolean nameless) {}

    /** Lays out the files of a run. */
    public Layout(List<File> named) {
        this.rows =
                named.stream().flatMap(file -> file.stream().stream()).sorted().findFirst();
        List<File> ordered = new ArrayList<>(named);
        ordered.sort(Comparator.comparing(this::part)
                .thenComparing(file -> file.stream().map(Stream::ordinal).orElse(Integer.MAX_VALUE))
                .thenComparing(byNumber(named)));
        this.files = List.copyOf(ordered);
    }

    private Comparator<File> byNumber(List<File> named) {
        List<File> parts =
                named.stream().filter(file -> part(file) == Part.ROWS).toList();
        boolean numbered = parts.stream().allMatch(file -> file.sequence().isPresent())
                && parts.stream().map(File::sequence).distinct().count() == parts.size();
        Comparator<File> byName = Comparator.comparing(
                        (File file) -> rotated(file).group(1))
                .thenComparing(Comparator.comparingLong(Layout::age).reversed())
                .thenComparing(File::name);
        return numbered
                ? Comparator.comparingLong((File file) -> file.sequence().orElse(0))
                        .thenComparing(byName)
                : byName;
    }

    private static Matcher rotated(File file) {
        Matcher rotated = ROTATED.matcher(file.name());
        if (!rotated.matches()) {
            throw new IllegalArgumentException("not the name of a file: " + file.name());
        }
        return rotated;
    }

    private static long age(File file) {
        String number = rotated(file).group(2);
        return number == null ? 0 : Long.parseLong(number);
    }

    /** The files: those with the rows first, then those that lend, then those that tell. */
    public List<File> files() {
        return files;
    }

    /** What a file is in the run. A piece of a rotated log is a part of it even if it has no record. */
    public Part part(File file) {
        if (file.stream().isEmpty()) {
            return Part.TELLS;
        }
        if (file.stream().equals(rows)) {
            return Part.ROWS;
        }
        return file.stream().get() == Stream.SNAPSHOT ? Part.CHECKS : Part.LENDS;
    }

    /** True if every file is a part of one log. */
    public boolean isOneLog() {
        return files.stream().noneMatch(file -> part(file) != Part.ROWS);
    }

    /** The places in {@link #files()} in the order in which they are to be read: what lends comes before the rows. */
    public List<Integer> reading() {
        List<Integer> places = new ArrayList<>();
        IntStream.range(0, files.size())
                .filter(place -> part(files.get(place)) != Part.ROWS)
                .forEach(places::add);
        IntStream.range(0, files.size())
                .filter(place -> part(files.get(place)) == Part.ROWS)
                .forEach(places::add);
        return places;
    }

    /** The stream that has the rows; the first one if no file has an allocation. */
    Stream rows() {
        return rows.orElse(Stream.TRACKER);
    }
}
