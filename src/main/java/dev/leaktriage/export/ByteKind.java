package dev.leaktriage.export;

import dev.leaktriage.model.Sum;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Which bytes of a handle are counted. */
public enum ByteKind {
    /** The bytes taken from the device; none for a view. */
    OCCUPIED,
    /** The logical bytes that the log states. */
    SIZE;

    /** The lower-case form that the command line and files use. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The constant with that label; empty if there is none. */
    public static Optional<ByteKind> ofLabel(String label) {
        return Arrays.stream(values())
                .filter(kind -> kind.label().equals(label))
                .findFirst();
    }

    /** The labels of both kinds. */
    public static List<String> labels() {
        return Arrays.stream(values()).map(ByteKind::label).toList();
    }

    /** The bytes of that kind. */
    public long of(Sum sum) {
        return of(sum.sizeBytes(), sum.occupiedBytes());
    }

    long of(long sizeBytes, long occupiedBytes) {
        return this == OCCUPIED ? occupiedBytes : sizeBytes;
    }
}
