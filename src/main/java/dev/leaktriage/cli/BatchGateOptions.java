package dev.leaktriage.cli;

import java.util.List;
import picocli.CommandLine;

/** The options that say what many logs must hold. */
final class BatchGateOptions {
    private final Argument<List<String>> failOn = Argument.options(String.class, "GATE", "--fail-on")
            .split(",")
            .says(
                    "Exit with 3 if a log has it: leak (definite and probable ones), leak:CONFIDENCE (that one and stronger"
                            + " ones), or a finding's id, such as lost-free.");

    private final Argument<Boolean> requireIntact =
            Argument.flag("--require-intact").says("Exit with 4 if a log shows any sign of damage.");

    /** In the order in which help shows them. */
    List<Argument<?>> arguments() {
        return List.of(failOn, requireIntact);
    }

    /**
     * Reads them.
     *
     * @throws picocli.CommandLine.ParameterException if there is no such gate
     */
    BatchGates read(CommandLine command) {
        List<Gate> gates = Arguments.read(
                command, () -> failOn.get().stream().map(Gate::parse).toList());
        return new BatchGates(gates, requireIntact.get());
    }
}
