package dev.leaktriage.report;

import java.io.BufferedWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/** Text in UTF-8, compressed by zlib, in base64: letters, digits and {@code +/=} only, so that HTML cannot read it. */
final class PackedText {
    private PackedText() {}

    static String of(OutputFile.Content content) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        // zlib and not gzip, whose header names an operating system: which one differs between Java runtimes.
        // To compress best would make it 2 % smaller in three times the time, a quarter of all that --reports takes.
        Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION);
        try (Writer writer = new BufferedWriter(
                new OutputStreamWriter(new DeflaterOutputStream(packed, deflater, 1 << 16), StandardCharsets.UTF_8))) {
            content.writeTo(writer);
        } finally {
            deflater.end();
        }
        return Base64.getEncoder().encodeToString(packed.toByteArray());
    }
}
