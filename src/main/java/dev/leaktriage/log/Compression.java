package dev.leaktriage.log;

import com.github.luben.zstd.ZstdIOException;
import com.github.luben.zstd.ZstdInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.tukaani.xz.MemoryLimitException;
import org.tukaani.xz.XZIOException;
import org.tukaani.xz.XZInputStream;

/** Tells compressed bytes by how they begin, and decompresses them. */
final class Compression {
    private static final int BUFFER_BYTES = 1 << 16;
    static final int MAGIC_BYTES = 6;
    /** More than {@code xz -9} needs; a header can ask for gigabytes, which a bomb does. */
    private static final int XZ_MEMORY_KIB = 100 << 10;

    private Compression() {}

    static boolean isZip(byte[] head) {
        return startsWith(head, 'P', 'K', 3, 4) || startsWith(head, 'P', 'K', 5, 6);
    }

    static boolean isCompressed(byte[] head) {
        return isGzip(head) || isZstd(head) || isXz(head);
    }

    /**
     * The plain bytes of a stream, which may be compressed.
     *
     * @throws IOException if it begins like a compressed one and is none; the stream is closed then
     */
    static InputStream decompressed(String name, InputStream raw) throws IOException {
        Peeked peeked = new Peeked(raw, MAGIC_BYTES);
        byte[] head = peeked.head();
        try {
            if (isGzip(head)) {
                return new GZIPInputStream(peeked, BUFFER_BYTES);
            }
            if (isZstd(head)) {
                return new ZstdInputStream(peeked);
            }
            return isXz(head) ? new XZInputStream(peeked, XZ_MEMORY_KIB) : peeked;
        } catch (IOException damaged) {
            raw.close();
            throw new IOException(name + ": cannot be decompressed: " + damaged.getMessage(), damaged);
        }
    }

    /**
     * True if the failure means that compressed bytes break off or are damaged, so that what came before is good; to ask
     * for too much memory is no damage.
     */
    static boolean isDamage(IOException failure) {
        if (failure instanceof MemoryLimitException) {
            return false;
        }
        return failure instanceof EOFException
                || failure instanceof ZipException
                || failure instanceof ZstdIOException
                || failure instanceof XZIOException;
    }

    private static boolean isGzip(byte[] head) {
        return startsWith(head, 0x1f, 0x8b);
    }

    private static boolean isZstd(byte[] head) {
        return startsWith(head, 0x28, 0xb5, 0x2f, 0xfd);
    }

    private static boolean isXz(byte[] head) {
        return startsWith(head, 0xfd, '7', 'z', 'X', 'Z', 0);
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
}
