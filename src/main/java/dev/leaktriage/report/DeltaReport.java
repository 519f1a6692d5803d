package dev.leaktriage.report;

import dev.leaktriage.model.Delta;
import java.io.IOException;
import java.io.Writer;
import java.util.List;

/** One way to write down what changed from one run to another. */
public interface DeltaReport {
    /**
     * Writes the difference with {@code \n} line ends and flushes; the writer stays open.
     *
     * @throws IOException if the writer does not take it
     */
    void write(Delta delta, DeltaOptions options, Writer out) throws IOException;

    /** Tells this report's own files from others, as {@link Report#wrote} does. */
    boolean wrote(List<String> firstLines);
}
