package dev.leaktriage.log;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;

/**
 * Goes through the texts of one file in the order in which they lie there: the file itself, decompressed if need be, or
 * the files of the archive that it is, archives in it included.
 *
 * <p>Nothing is ever written to a disk, and only a window of a text is in memory. An archive is refused as a whole if it
 * has a name that points out of it, the same name twice, or more of something than the limits allow.
 */
public final class TextWalk {
    private static final int BUFFER_BYTES = 1 << 16;
    private static final int LONGEST_NAME = 1024;
    private static final Pattern OUTSIDE =
            Pattern.compile("(?:^|.*[/\\\\])\\.\\.(?:[/\\\\].*|$)|[/\\\\].*|[A-Za-z]:.*");

    private final String file;
    private final Limits limits;
    private final Visitor visitor;
    private final Set<String> names = new HashSet<>();
    private long textBytes;
    private int depth;
    private boolean isZip;

    private TextWalk(String file, Limits limits, Visitor visitor) {
        this.file = file;
        this.limits = limits;
        this.visitor = visitor;
    }

    /** Takes the texts. */
    @FunctionalInterface
    public interface Visitor {
        /**
         * Takes one text.
         *
         * @param member the path within the archive, behind a {@code /} for each archive in it; empty for a file that is
         *     no archive
         * @param text to be read at once or not at all; it has the name of the whole
         */
        void visit(String member, Source text) throws IOException;
    }

    /**
     * Goes through a file.
     *
     * @param name what the file is called; the names of its texts begin with it
     * @return why the archive's end is missing, behind the last text that was visited; empty if it is whole
     * @throws IOException if the file cannot be read or is refused; the message is one line that names it
     */
    public static Optional<String> through(Path path, String name, Limits limits, Visitor visitor) throws IOException {
        TextWalk walk = new TextWalk(name, limits, visitor);
        try (InputStream in = new BufferedInputStream(Files.newInputStream(path), BUFFER_BYTES)) {
            walk.text("", in);
        } catch (IOException failure) {
            if (walk.depth == 0 || !Compression.isDamage(failure)) {
                throw failure;
            }
            return Optional.of(reason(failure));
        }
        return walk.isZip ? withoutDirectory(path) : Optional.empty();
    }

    /** A zip file that was cut between two entries shows it at its end only. */
    private static Optional<String> withoutDirectory(Path path) throws IOException {
        try {
            new ZipFile(path.toFile()).close();
            return Optional.empty();
        } catch (ZipException cut) {
            return Optional.of(reason(cut));
        }
    }

    private static String reason(IOException failure) {
        String message = failure.getMessage();
        return "the archive breaks off or is damaged" + (message == null ? "" : " (" + message + ")");
    }

    private void text(String member, InputStream raw) throws IOException {
        Peeked peeked = new Peeked(raw, TarEntries.BLOCK_BYTES);
        if (Compression.isZip(peeked.head())) {
            isZip |= depth == 0;
            inArchive(() -> zip(member, peeked));
            return;
        }
        Peeked plain = peeked;
        if (Compression.isCompressed(peeked.head())) {
            try {
                plain = plain(member, peeked);
            } catch (IOException damaged) {
                visitor.visit(member, source(member, new Failing(damaged)));
                return;
            }
        }
        Peeked bytes = plain;
        if (TarEntries.begins(bytes.head())) {
            inArchive(() -> tar(member, bytes));
            return;
        }
        visitor.visit(member, source(member, bytes));
    }

    private Peeked plain(String member, InputStream compressed) throws IOException {
        InputStream plain = Compression.decompressed(named(member), new Unclosed(compressed));
        return new Peeked(new Counted(plain), TarEntries.BLOCK_BYTES);
    }

    private Source source(String member, InputStream bytes) {
        return Source.of(named(member), new Unclosed(bytes)).within(limits);
    }

    private String named(String member) {
        return member.isEmpty() ? file : file + "/" + member;
    }

    /** Reads an archive. */
    private interface Reading {
        void read() throws IOException;
    }

    private void inArchive(Reading reading) throws IOException {
        depth++;
        Limits.check(depth, limits.nesting(), file, "archives in each other", "nesting");
        reading.read();
        depth--;
    }

    private void zip(String member, InputStream bytes) throws IOException {
        // Names that are not marked as UTF-8 are bytes of any kind, of which none may make the archive unreadable.
        ZipInputStream zip = new ZipInputStream(bytes, StandardCharsets.ISO_8859_1);
        for (ZipEntry entry = next(zip); entry != null; entry = next(zip)) {
            if (!entry.isDirectory()) {
                entry(member, entry.getName(), new Counted(zip));
            }
        }
    }

    private static ZipEntry next(ZipInputStream zip) throws IOException {
        try {
            return zip.getNextEntry();
        } catch (IllegalArgumentException notUtf8) {
            throw (IOException) new ZipException("a name is marked as UTF-8 and is not").initCause(notUtf8);
        }
    }

    private void tar(String member, InputStream bytes) throws IOException {
        TarEntries tar = new TarEntries(bytes);
        for (Optional<String> name = tar.next(); name.isPresent(); name = tar.next()) {
            entry(member, name.get(), tar.bytes());
        }
    }

    private void entry(String archive, String name, InputStream bytes) throws IOException {
        if (name.length() > LONGEST_NAME) {
            throw new IOException(file + ": refused: an entry has a name of " + name.length() + " characters");
        }
        if (OUTSIDE.matcher(name).matches()) {
            throw new IOException(file + ": refused: its entry '" + name + "' points out of the archive");
        }
        String member = (archive.isEmpty() ? "" : archive + "/") + name;
        if (!names.add(member)) {
            throw new IOException(file + ": refused: its entry '" + member + "' is there twice");
        }
        Limits.check(names.size(), limits.entries(), file, "files in an archive", "entries");
        text(member, bytes);
        bytes.transferTo(OutputStream.nullOutputStream());
    }

    /** Counts what comes out of any decompression, so that archives in archives share one limit. */
    private final class Counted extends FilterInputStream {
        Counted(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            return OneByte.of(this);
        }

        @Override
        public int read(byte[] target, int from, int length) throws IOException {
            int read = in.read(target, from, length);
            textBytes += Math.max(0, read);
            Limits.check(textBytes, limits.textBytes(), file, "bytes after decompression", "text-bytes");
            return read;
        }
    }

    /** Keeps an archive open when one of its texts is closed. */
    private static final class Unclosed extends FilterInputStream {
        Unclosed(InputStream in) {
            super(in);
        }

        @Override
        public int read(byte[] target, int from, int length) throws IOException {
            return in.read(target, from, length);
        }

        @Override
        public void close() {}
    }

    /** A text that cannot be read, whatever else can be. */
    private static final class Failing extends InputStream {
        private final IOException failure;

        Failing(IOException failure) {
            this.failure = failure;
        }

        @Override
        public int read() throws IOException {
            throw failure;
        }
    }
}
