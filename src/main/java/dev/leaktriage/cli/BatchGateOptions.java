package dev.leaktriage.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** The options that say what many logs must hold. */
final class BatchGateOptions {
    @Option(
            names = "--fail-on",
            paramLabel = "GATE",
            split = ",",
            description = {
                "Exit with 3 if a log has it: leak (definite and probable ones), leak:CONFIDENCE (that one and stronger"
                        + " ones), or a finding's id, such as lost-free."
            })
    private List<String> failOn = new ArrayList<>();

    @Option(names = "--require-intact", description = "Exit with 4 if a log shows any sign of damage.")
    private boolean requireIntact;

    /**
     * Reads them.
     *
     * @throws picocli.CommandLine.ParameterException if there is no such gate
     */
    BatchGates read(CommandLine command) {
        List<Gate> gates =
                Arguments.read(command, () -> failOn.stream().map(Gate::parse).toList());
        return new BatchGates(gates, requireIntact);
    }
}
