package dev.leaktriage.log;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Archives in memory, also such as no tool would make. */
public final class Archives {
    private Archives() {}

    /** A zip file as tools write it to a stream: sizes stand behind the bytes. */
    public static byte[] zip(Map<String, byte[]> files) {
        return made(out -> {
            try (ZipOutputStream zip = new ZipOutputStream(out)) {
                for (Map.Entry<String, byte[]> file : files.entrySet()) {
                    zip.putNextEntry(new ZipEntry(file.getKey()));
                    zip.write(file.getValue());
                    zip.closeEntry();
                }
            }
        });
    }

    public static byte[] tarGz(Map<String, byte[]> files) {
        return gz(tar(files));
    }

    public static byte[] gz(byte[] bytes) {
        return made(out -> {
            try (GZIPOutputStream gz = new GZIPOutputStream(out)) {
                gz.write(bytes);
            }
        });
    }

    /** A tar file whose names of more than 100 bytes stand in headers of their own, as GNU tar writes them. */
    public static byte[] tar(Map<String, byte[]> files) {
        return made(out -> {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                byte[] name = bytes(file.getKey());
                if (name.length > 100) {
                    entry(out, bytes("././@LongLink"), 'L', name);
                }
                entry(out, name, '0', file.getValue());
            }
            out.write(new byte[1024]);
        });
    }

    /** One entry of a tar file, of any type. */
    static void entry(ByteArrayOutputStream out, byte[] name, char type, byte[] content) throws IOException {
        byte[] header = new byte[512];
        System.arraycopy(name, 0, header, 0, Math.min(100, name.length));
        put(header, 124, String.format("%011o", content.length));
        put(header, 257, "ustar");
        header[156] = (byte) type;
        put(header, 148, "        ");
        int sum = 0;
        for (byte b : header) {
            sum += b & 0xff;
        }
        put(header, 148, String.format("%06o", sum) + "\0 ");
        out.write(header);
        out.write(content);
        out.write(new byte[-content.length & 511]);
    }

    private static void put(byte[] header, int at, String text) {
        byte[] bytes = bytes(text);
        System.arraycopy(bytes, 0, header, at, bytes.length);
    }

    public static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static byte[] made(Writing writing) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            writing.to(out);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }

    /** Writes to memory. */
    interface Writing {
        void to(ByteArrayOutputStream out) throws IOException;
    }
}
