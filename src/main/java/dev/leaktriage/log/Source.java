package dev.leaktriage.log;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;

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

    private Source(String name, Opener opener) {
        this(name, opener, Limits.NONE, Optional.empty());
    }

    private Source(String name, Opener opener, Limits limits, Optional<Path> file) {
        this.name = name;
        this.opener = opener;
        this.limits = limits;
        this.file = file;
    }

    /** Opens the bytes of a source. */
    @FunctionalInterface
    interface Opener {
        Feed open() throws IOException;
    }

    /** Bytes on their way into a window. */
    interface Feed extends Closeable {
        /**
         * Reads some bytes.
         *
         * @return how many, at least 1; -1 at the end
         */
        int read(byte[] target, int from, int length) throws IOException;

        /** True if there is nothing to read now, and reading would wait for the text to grow or to end. */
        default boolean wouldWait() throws IOException {
            return false;
        }

        /** Why the text ended before its end; empty if it did not. */
        default String cutBecause() {
            return "";
        }
    }

    /** The name that reports cite: a file's own name, without directories. */
    public String name() {
        return name;
    }

    /** The same source under another name. */
    public Source called(String other) {
        return new Source(other, opener, limits, file);
    }

    /** The same source, of which no more than this is taken. */
    public Source within(Limits most) {
        return new Source(name, opener, most, file);
    }

    Limits limits() {
        return limits;
    }

    /**
     * Opens the bytes.
     *
     * @throws IOException if they cannot be opened; reading them fails too where they are above the limits
     */
    Feed open() throws IOException {
        Feed feed = opener.open();
        return limits.equals(Limits.NONE) ? feed : new LimitedFeed(feed, name, limits);
    }

    /**
     * Opens the file, if the source is one that can be read from several places at once. Limits hold for a text that is
     * read from its beginning only.
     */
    Optional<RangedFile> ranged() throws IOException {
        if (file.isEmpty() || !limits.equals(Limits.NONE)) {
            return Optional.empty();
        }
        return Optional.of(new RangedFile(file.get(), name));
    }

    static Source fed(String name, Opener opener) {
        return new Source(name, opener);
    }

    /** A source of bytes that are at hand or that come from a stream, which is read once and closed. */
    public static Source of(String name, InputStream stream) {
        return new Source(name, () -> feed(Compression.decompressed(name, stream)));
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
            return new Source(
                    name, () -> followed(name, new PumpedStream(() -> Files.newInputStream(path), follow), follow));
        }
        return new Source(name, () -> followed(name, GrowingFile.open(path, follow), follow));
    }

    /** A stream that ends when it is closed or when it is no longer to be followed; it is read once. */
    public static Source following(String name, InputStream stream, Follow follow) {
        return new Source(name, () -> followed(name, new PumpedStream(() -> stream, follow), follow));
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
        return new FollowFeed(feed(plain), plain, raw, follow);
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
            magic = stream.readNBytes(6);
        } catch (NoSuchFileException missing) {
            throw new IOException(path + ": no such file", missing);
        } catch (AccessDeniedException denied) {
            throw new IOException(path + ": permission denied", denied);
        }
        if (Compression.isZip(magic)) {
            return entries(path);
        }
        String name = path.getFileName().toString();
        if (Compression.isCompressed(magic)) {
            return List.of(new Source(name, () -> feed(Compression.decompressed(name, Files.newInputStream(path)))));
        }
        Optional<Path> regular = Optional.of(path).filter(Files::isRegularFile);
        return List.of(new Source(name, () -> new FileFeed(path, name), Limits.NONE, regular));
    }

    private static List<Source> entries(Path path) throws IOException {
        List<String> names = new ArrayList<>();
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(path))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (!entry.isDirectory()) {
                    names.add(entry.getName());
                }
            }
        } catch (ZipException | EOFException damaged) {
            // The entry that breaks off is among the names; what can be read of it is read.
            if (names.isEmpty()) {
                throw new IOException(path + ": damaged zip archive, nothing in it can be read", damaged);
            }
        }
        if (names.isEmpty()) {
            throw new IOException(path + ": the archive holds no file");
        }
        List<String> logs = JobLogs.inOrder(names);
        return (logs.isEmpty() ? names : logs)
                .stream()
                        .map(entry ->
                                new Source(entry, () -> feed(Compression.decompressed(entry, entry(path, entry)))))
                        .toList();
    }

    private static InputStream entry(Path path, String wanted) throws IOException {
        ZipInputStream zip = new ZipInputStream(Files.newInputStream(path));
        for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
            if (entry.getName().equals(wanted)) {
                return zip;
            }
        }
        zip.close();
        throw new IOException(path + ": entry " + wanted + " is gone");
    }

    private static Feed feed(InputStream stream) {
        return new StreamFeed(stream);
    }

    /** Reads a stream; where compressed bytes break off, the text ends there and says so. */
    private static final class StreamFeed implements Feed {
        private final InputStream stream;
        private String cutBecause = "";

        StreamFeed(InputStream stream) {
            this.stream = stream;
        }

        @Override
        public int read(byte[] target, int from, int length) throws IOException {
            try {
                return stream.read(target, from, length);
            } catch (IOException damaged) {
                if (!Compression.isDamage(damaged)) {
                    throw damaged;
                }
                String detail = damaged.getMessage() == null ? "" : " (" + damaged.getMessage() + ")";
                cutBecause = "the compressed data breaks off or is damaged" + detail;
                return -1;
            }
        }

        @Override
        public String cutBecause() {
            return cutBecause;
        }

        @Override
        public void close() throws IOException {
            stream.close();
        }
    }

    /** Reads what a path names, which need not be a file, from its beginning. */
    private static final class FileFeed implements Feed {
        private static final int PIECE_BYTES = 1 << 18;
        private final FileChannel channel;
        private final String name;
        private final long sizeBytes;
        private long readBytes;

        FileFeed(Path path, String name) throws IOException {
            this.channel = FileChannel.open(path, StandardOpenOption.READ);
            this.name = name;
            this.sizeBytes = Files.isRegularFile(path) ? channel.size() : 0;
        }

        @Override
        public int read(byte[] target, int from, int length) throws IOException {
            int read = channel.read(ByteBuffer.wrap(target, from, Math.min(length, PIECE_BYTES)));
            readBytes += Math.max(0, read);
            if (read < 0 && readBytes < sizeBytes) {
                throw RangedFile.shrunk(name, sizeBytes, readBytes);
            }
            return read;
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
