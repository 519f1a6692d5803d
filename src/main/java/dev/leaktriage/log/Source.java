package dev.leaktriage.log;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A named text to read: a file, a compressed file, an entry of an archive, or standard input.
 *
 * <p>What a file is, is decided by its first bytes, not by its name.
 */
public final class Source {
    private final String name;
    private final Opener opener;
    private final Limits limits;
    /** The file that has these very bytes, if there is one. */
    private final Optional<Path> file;

    private final Pace pace;

    private Source(String name, Opener opener) {
        this(name, opener, Limits.NONE, Optional.empty(), Pace.SLOW);
    }

    private Source(String name, Opener opener, Limits limits, Optional<Path> file, Pace pace) {
        this.name = name;
        this.opener = opener;
        this.limits = limits;
        this.file = file;
        this.pace = pace;
    }

    /** How fast bytes come. */
    private enum Pace {
        /** As fast as they can be looked at. */
        FAST,
        /** Getting them takes as long as looking at them: compressed files, pipes. */
        SLOW,
        /** They are still being written, so that to look at the beginning might be to wait for it. */
        GROWING
    }

    /**
     * What a source begins with.
     *
     * @param head its first bytes, after decompression
     * @param source gives the whole text, these bytes included
     */
    public record Beginning(byte[] head, Source source) {}

    /** Opens the bytes of a source. */
    @FunctionalInterface
    interface Opener {
        Feed open() throws IOException;

        /** One that opens the same bytes twice. */
        default Opener twice() {
            return this;
        }
    }

    /** Opens a stream, which can be read once. */
    private record StreamOpener(String name, InputStream stream) implements Opener {
        @Override
        public Feed open() throws IOException {
            return new StreamFeed(Compression.decompressed(name, stream));
        }

        @Override
        public Opener twice() {
            return new StreamOpener(name, new Rewinding(stream));
        }
    }

    /** The name that reports cite: a file's own name, without directories. */
    public String name() {
        return name;
    }

    /** The same source under another name. */
    public Source called(String other) {
        return new Source(other, opener, limits, file, pace);
    }

    /** The same source, of which no more than this is taken. */
    public Source within(Limits most) {
        return new Source(name, opener, most, file, pace);
    }

    /**
     * The same source, which can be read a second time even if it is a stream: what is read of it the first time is kept
     * in memory.
     */
    public Source twice() {
        return new Source(name, opener.twice(), limits, file, pace);
    }

    /** How much of it is taken. */
    public Limits limits() {
        return limits;
    }

    /**
     * Looks at the beginning.
     *
     * @param length how many bytes are wanted; fewer if the text is shorter, none if it still grows
     * @throws IOException if it cannot be opened or read
     */
    public Beginning beginning(int length) throws IOException {
        if (pace == Pace.GROWING) {
            return new Beginning(new byte[0], this);
        }
        byte[] head = new byte[length];
        int count = 0;
        Feed feed = opener.open();
        try {
            for (int read = 0; read >= 0 && count < length; read = feed.read(head, count, length - count)) {
                count += read;
            }
        } catch (IOException unreadable) {
            feed.close();
            throw unreadable;
        }
        byte[] found = Arrays.copyOf(head, count);
        if (file.isPresent()) {
            feed.close();
            return new Beginning(found, this);
        }
        return new Beginning(
                found, new Source(name, () -> new PeekedFeed(found, feed), limits, Optional.empty(), pace));
    }

    /**
     * Looks at the beginning of a source that can be read again, and goes back to it.
     *
     * @param length how many bytes are wanted; fewer if the text is shorter
     * @throws IOException if it cannot be opened or read
     */
    public byte[] head(int length) throws IOException {
        Beginning beginning = beginning(length);
        if (file.isEmpty()) {
            beginning.source().stream().close();
        }
        return beginning.head();
    }

    /** The text as a stream, which the caller closes; where compressed bytes break off, it ends. */
    public InputStream stream() throws IOException {
        return new FeedStream(open());
    }

    /**
     * True if two threads should share reading and looking at what was read. What is limited comes from one of many
     * files, which threads share already.
     */
    boolean isSlow() {
        return pace == Pace.SLOW && limits == Limits.NONE;
    }

    /**
     * Opens the bytes.
     *
     * @throws IOException if they cannot be opened; reading them fails too where they are above the limits
     */
    Feed open() throws IOException {
        Feed feed = opener.open();
        return limits == Limits.NONE ? feed : new LimitedFeed(feed, name, limits);
    }

    /**
     * Opens the file, if the source is one that can be read from several places at once. Limits hold for a text that is
     * read from its beginning only.
     */
    Optional<RangedFile> ranged() throws IOException {
        if (file.isEmpty() || limits != Limits.NONE) {
            return Optional.empty();
        }
        return Optional.of(new RangedFile(file.get(), name));
    }

    static Source fed(String name, Opener opener) {
        return growing(name, opener);
    }

    /** A source of bytes that are at hand or that come from a stream, which is read once and closed. */
    public static Source of(String name, InputStream stream) {
        return new Source(name, new StreamOpener(name, stream));
    }

    /**
     * A file that may still grow, and need not exist yet. Reading it waits for more; where it is compressed, for much.
     *
     * @throws IOException with one line that names the path, if it cannot be read or come into being
     */
    public static Source following(Path path, Follow follow) throws IOException {
        String name = path.toAbsolutePath().normalize().getFileName().toString();
        if (Files.exists(path) && !Files.isRegularFile(path)) {
            if (Files.isDirectory(path)) {
                throw new IOException(path + ": is a directory, expected a log; name the file to follow");
            }
            return growing(
                    name, () -> followed(name, new PumpedStream(() -> Files.newInputStream(path), follow), follow));
        }
        return growing(name, () -> followed(name, GrowingFile.open(path, follow), follow));
    }

    /** A stream that ends when it is closed or when it is no longer to be followed; it is read once. */
    public static Source following(String name, InputStream stream, Follow follow) {
        return growing(name, () -> followed(name, new PumpedStream(() -> stream, follow), follow));
    }

    private static Source growing(String name, Opener opener) {
        return new Source(name, opener, Limits.NONE, Optional.empty(), Pace.GROWING);
    }

    private static <T extends InputStream & Growing> Feed followed(String name, T raw, Follow follow)
            throws IOException {
        Peeked peeked = new Peeked(raw, Compression.MAGIC_BYTES);
        if (Compression.isZip(peeked.head())) {
            raw.close();
            throw new IOException(name + ": is a zip archive, which has no end while it grows; analyze it without"
                    + " --follow when it is finished");
        }
        InputStream plain = Compression.decompressed(name, peeked);
        return new FollowFeed(new StreamFeed(plain), plain, raw, follow);
    }

    /**
     * The texts of a path: one, or for a zip archive each log in it in the order of names, in
     * which numbers count by their value.
     *
     * @throws IOException with one line that names the path and says what is wrong, if it cannot be read
     */
    public static List<Source> of(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            throw new IOException(path + ": is a directory, expected a log; name the files in it");
        }
        byte[] magic;
        try (InputStream stream = Files.newInputStream(path)) {
            magic = stream.readNBytes(Compression.MAGIC_BYTES);
        } catch (NoSuchFileException missing) {
            throw new IOException(path + ": no such file", missing);
        } catch (AccessDeniedException denied) {
            throw new IOException(path + ": permission denied", denied);
        }
        if (Compression.isZip(magic)) {
            return ZipLogs.names(path).stream()
                    .map(entry -> new Source(
                            entry, () -> new StreamFeed(Compression.decompressed(entry, ZipLogs.open(path, entry)))))
                    .toList();
        }
        String name = path.getFileName().toString();
        if (Compression.isCompressed(magic)) {
            return List.of(
                    new Source(name, () -> new StreamFeed(Compression.decompressed(name, Files.newInputStream(path)))));
        }
        Optional<Path> regular = Optional.of(path).filter(Files::isRegularFile);
        return List.of(new Source(name, () -> new FileFeed(path, name), Limits.NONE, regular, Pace.FAST));
    }
}
