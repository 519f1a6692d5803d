package dev.leaktriage.cli;

import dev.leaktriage.policy.PolicyException;
import java.io.IOException;

/** Reads files of what people accept and demand, and turns what is wrong with them into a command's errors. */
final class PolicyFiles {
    /** Where the formats of suppressions and budgets are described. */
    static final String GATES = "docs/gates.md";

    /** Where the format of baselines is described. */
    static final String BASELINES = "docs/baselines.md";

    private PolicyFiles() {}

    /** Reads one file or several. */
    interface Reading<T> {
        T read() throws IOException;
    }

    /**
     * Reads.
     *
     * @param document where the format is described
     * @throws CommandFailure if a file cannot be read or used; what is wrong with it has been told
     */
    static <T> T read(Console console, String document, Reading<T> reading) {
        try {
            return reading.read();
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.FAILED, e.getMessage(), e);
        } catch (PolicyException e) {
            e.diagnostics().forEach(diagnostic -> console.err().println(diagnostic.withCaret()));
            String path = e.diagnostics().get(0).path();
            throw new CommandFailure(
                    ExitCode.FAILED,
                    path + " cannot be used: " + Count.of(e.diagnostics().size(), "error") + "; " + document
                            + " has the format",
                    e);
        }
    }
}
