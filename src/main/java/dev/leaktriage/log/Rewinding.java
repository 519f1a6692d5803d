package dev.leaktriage.log;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Objects;

/** A stream that begins anew when it is closed for the first time; until then it keeps what was read of it. */
final class Rewinding extends InputStream {
    private final InputStream stream;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private InputStream again;

    Rewinding(InputStream stream) {
        this.stream = stream;
    }

    @Override
    public int read() throws IOException {
        return OneByte.of(this);
    }

    @Override
    public int read(byte[] target, int from, int length) throws IOException {
        Objects.checkFromIndexSize(from, length, target.length);
        if (again != null) {
            return again.read(target, from, length);
        }
        int read = stream.read(target, from, length);
        if (read > 0) {
            kept.write(target, from, read);
        }
        return read;
    }

    @Override
    public void close() throws IOException {
        if (again != null) {
            again.close();
            return;
        }
        again = new SequenceInputStream(new ByteArrayInputStream(kept.toByteArray()), stream);
    }
}
