package dev.leaktriage.log;

import com.github.luben.zstd.ZstdIOException;
import com.github.luben.zstd.ZstdInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.FilterInputStream;
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
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import org.tukaani.xz.XZIOException;
import org.tukaani.xz.XZInputStream;

/**
 * A named text to read: a file, a compressed file, an entry of an archive, or standard input.
 *
 * <p>What a file is, is decided by its first bytes, not by its name.
 */
public final class Source {
    private static final int BUFFER_BYTES = 1 << 16;

    private final String name;
    private final Opener opener;

    private Source(String name, Opener opener) {
        this.name = name;
        this.opener = opener;
    }

    /** Opens the bytes of a source. */
    @FunctionalInterface
    private interface Opener {
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
        return new Source(other, opener);
    }

    Feed open() throws IOException {
        return opener.open();
    }

    /** A source of bytes that are at hand or that come from a stream, which is read once and closed. */
    public static Source of(String name, InputStream stream) {
        return new Source(name, () -> feed(decompressed(name, stream)));
    }

    /**
     * The texts of a path: one, or for a zip archive each entry in the order of names.
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
        if (startsWith(magic, 'P', 'K', 3, 4)) {
            return entries(path);
        }
        String name = path.getFileName().toString();
        if (isCompressed(magic)) {
            return List.of(new Source(name, () -> feed(decompressed(name, Files.newInputStream(path)))));
        }
        return List.of(new Source(name, () -> new FileFeed(path)));
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
        return names.stream()
                .sorted()
                .map(entry -> new Source(entry, () -> feed(decompressed(entry, entry(path, entry)))))
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

    private static boolean isCompressed(byte[] magic) {
        return startsWith(magic, 0x1f, 0x8b)
                || startsWith(magic, 0x28, 0xb5, 0x2f, 0xfd)
                || startsWith(magic, 0xfd, '7', 'z', 'X', 'Z', 0);
    }

    private static InputStream decompressed(String name, InputStream raw) throws IOException {
        Peeked peeked = new Peeked(raw);
        byte[] magic = peeked.magic();
        try {
            if (startsWith(magic, 0x1f, 0x8b)) {
                return new GZIPInputStream(peeked, BUFFER_BYTES);
            }
            if (startsWith(magic, 0x28, 0xb5, 0x2f, 0xfd)) {
                return new ZstdInputStream(peeked);
            }
            if (startsWith(magic, 0xfd, '7', 'z', 'X', 'Z', 0)) {
                return new XZInputStream(peeked);
            }
            return peeked;
        } catch (IOException damaged) {
            raw.close();
            throw new IOException(name + ": cannot be decompressed: " + damaged.getMessage(), damaged);
        }
    }

    private static Feed feed(InputStream stream) {
        return new StreamFeed(stream);
    }

    private static boolean startsWith(byte[] bytes, int... magic) {
        if (bytes.length < magic.length) {
            return false;
        }
        for (int i = 0; i < magic.length; i++) {
            if ((bytes[i] & 0xff) != magic[i]) {
                return false;
            }
        }
        return true;
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
            } catch (EOFException | ZipException | ZstdIOException | XZIOException damaged) {
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

    /** Reads a file through a channel: one copy into the heap, and flat resident memory, unlike a mapping. */
    private static final class FileFeed implements Feed {
        private static final int PIECE_BYTES = 1 << 18;
        private final FileChannel channel;

        FileFeed(Path path) throws IOException {
            this.channel = FileChannel.open(path, StandardOpenOption.READ);
        }

        @Override
        public int read(byte[] target, int from, int length) throws IOException {
            return channel.read(ByteBuffer.wrap(target, from, Math.min(length, PIECE_BYTES)));
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }

    /** A stream whose first bytes were looked at and are given again. */
    private static final class Peeked extends FilterInputStream {
        private final byte[] magic;
        private int given;

        Peeked(InputStream stream) throws IOException {
            super(stream);
            magic = stream.readNBytes(6);
        }

        byte[] magic() {
            return magic;
        }

        @Override
        public int read() throws IOException {
            return given < magic.length ? magic[given++] & 0xff : in.read();
        }

        @Override
        public int read(byte[] target, int from, int length) throws IOException {
            if (given == magic.length) {
                return in.read(target, from, length);
            }
            int count = Math.min(length, magic.length - given);
            System.arraycopy(magic, given, target, from, count);
            given += count;
            return count;
        }

        @Override
        public int available() throws IOException {
            return magic.length - given + in.available();
        }

        @Override
        public boolean markSupported() {
            return false;
        }
    }
}
