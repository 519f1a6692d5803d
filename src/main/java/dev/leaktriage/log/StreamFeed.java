package dev.leaktriage.log;

import java.io.IOException;
import java.io.InputStream;

/** Reads a stream; where compressed bytes break off, the text ends there and says so. */
final class StreamFeed implements Feed {
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
