package dev.leaktriage.log;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.ZipException;

/**
 * The files in a tar archive, one after the other: POSIX headers with the long names and sizes of pax and GNU.
 *
 * <p>Links, devices and folders are passed over: whatever they point to is no part of the archive.
 */
final class TarEntries {
    /** How much of a stream {@link #begins} looks at, in bytes. */
    static final int BLOCK_BYTES = 512;

    private static final int MAGIC = 257;
    private static final int CHECKSUM = 148;
    private static final int CHECKSUM_BYTES = 8;
    /** A header of names longer than this is a bomb. */
    private static final int LONGEST_EXTENSION = 1 << 16;

    private final InputStream in;
    private long left;
    private int padding;
    private String longName = "";
    private long longSize = -1;

    TarEntries(InputStream in) {
        this.in = in;
    }

    /** True if a stream that begins so is a tar archive. */
    static boolean begins(byte[] head) {
        return head.length >= BLOCK_BYTES && text(head, MAGIC, 5).equals("ustar") && isChecked(head);
    }

    /**
     * Goes on to the next file.
     *
     * @return its name; empty at the end of the archive
     * @throws EOFException if the archive breaks off
     * @throws ZipException if it is damaged
     */
    Optional<String> next() throws IOException {
        while (true) {
            in.skipNBytes(left + padding);
            left = 0;
            padding = 0;
            byte[] header = in.readNBytes(BLOCK_BYTES);
            if (header.length == 0 || isZero(header)) {
                return Optional.empty();
            }
            if (header.length < BLOCK_BYTES) {
                throw new EOFException("the tar archive breaks off");
            }
            if (!isChecked(header)) {
                throw new ZipException("the tar archive has a damaged header");
            }
            Optional<String> name = entry(header);
            if (name.isPresent()) {
                return name;
            }
        }
    }

    /** The bytes of the file at hand; closing it closes nothing. */
    InputStream bytes() {
        return new Entry(in);
    }

    /** The name, if the header is that of a file. */
    private Optional<String> entry(byte[] header) throws IOException {
        char type = (char) header[156];
        sized(type == 'L' || type == 'K' || type == 'x' || type == 'g' || longSize < 0 ? size(header) : longSize);
        switch (type) {
            case 'L' -> longName = text(extension(), 0, LONGEST_EXTENSION);
            case 'x' -> pax(new String(extension(), StandardCharsets.UTF_8));
            case 'K', 'g' -> {}
            default -> {
                String name = longName.isEmpty() ? name(header) : longName;
                longName = "";
                longSize = -1;
                boolean isFile = (type == '0' || type == 0 || type == '7') && !name.endsWith("/");
                return isFile ? Optional.of(name) : Optional.empty();
            }
        }
        return Optional.empty();
    }

    private void sized(long bytes) {
        left = bytes;
        padding = (int) (-bytes & BLOCK_BYTES - 1);
    }

    private byte[] extension() throws IOException {
        if (left > LONGEST_EXTENSION) {
            throw new ZipException("the tar archive has a name of " + left + " bytes");
        }
        byte[] bytes = in.readNBytes((int) left);
        if (bytes.length < left) {
            throw new EOFException("the tar archive breaks off");
        }
        left = 0;
        return bytes;
    }

    /** Records of the form {@code LENGTH KEY=VALUE\n}, the length being that of the whole record in bytes. */
    private void pax(String records) throws IOException {
        for (String record : records.split("\n")) {
            int key = record.indexOf(' ') + 1;
            int equals = record.indexOf('=');
            if (key == 0 || equals < key) {
                continue;
            }
            String value = record.substring(equals + 1);
            switch (record.substring(key, equals)) {
                case "path" -> longName = value;
                case "size" -> longSize = number(value, 10);
                default -> {}
            }
        }
    }

    private static String name(byte[] header) {
        String prefix = text(header, MAGIC, 8).equals("ustar") ? text(header, 345, 155) : "";
        String name = text(header, 0, 100);
        return prefix.isEmpty() ? name : prefix + "/" + name;
    }

    /** Octal digits; sizes beyond them in binary, as GNU tar writes them. */
    private static long size(byte[] header) throws IOException {
        if ((header[124] & 0x80) == 0) {
            return number(text(header, 124, 12).strip(), 8);
        }
        long size = header[124] & 0x3f;
        for (int at = 125; at < 136; at++) {
            size = size << 8 | header[at] & 0xff;
        }
        return size;
    }

    private static long number(String digits, int radix) throws IOException {
        try {
            long number = digits.isEmpty() ? 0 : Long.parseLong(digits, radix);
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException damaged) {
            throw (IOException) new ZipException("the tar archive has a damaged header").initCause(damaged);
        }
        throw new ZipException("the tar archive has a file of " + digits + " bytes");
    }

    private static boolean isChecked(byte[] header) {
        int sum = 0;
        for (int at = 0; at < BLOCK_BYTES; at++) {
            boolean own = at >= CHECKSUM && at < CHECKSUM + CHECKSUM_BYTES;
            sum += own ? ' ' : header[at] & 0xff;
        }
        String stated = text(header, CHECKSUM, CHECKSUM_BYTES).strip();
        return stated.matches("[0-7]{1,7}") && Integer.parseInt(stated, 8) == sum;
    }

    private static boolean isZero(byte[] header) {
        for (byte b : header) {
            if (b != 0) {
                return false;
            }
        }
        return true;
    }

    private static String text(byte[] bytes, int from, int most) {
        int end = from;
        while (end < Math.min(bytes.length, from + most) && bytes[end] != 0) {
            end++;
        }
        return new String(bytes, from, end - from, StandardCharsets.UTF_8);
    }

    /** Ends where the file ends, and fails where the archive ends before. */
    private final class Entry extends FilterInputStream {
        Entry(InputStream archive) {
            super(archive);
        }

        @Override
        public int read() throws IOException {
            return OneByte.of(this);
        }

        @Override
        public int read(byte[] target, int from, int length) throws IOException {
            if (left == 0) {
                return -1;
            }
            int read = in.read(target, from, (int) Math.min(length, left));
            if (read < 0) {
                throw new EOFException("the tar archive breaks off");
            }
            left -= read;
            return read;
        }

        @Override
        public void close() {}
    }
}
