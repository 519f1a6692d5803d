package dev.leaktriage.cli;

import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Reads the values of arguments. */
final class Arguments {
    private Arguments() {}

    /**
     * What {@code read} returns.
     *
     * @throws ParameterException in the place of an {@link IllegalArgumentException}, whose message it has
     */
    static <T> T read(CommandLine command, Supplier<T> read) {
        try {
            return read.get();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command, e.getMessage(), e);
        }
    }
}
