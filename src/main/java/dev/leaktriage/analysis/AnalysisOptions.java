package dev.leaktriage.analysis;

import dev.leaktriage.device.BankProfile;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What an analysis is asked for besides its logs.
 *
 * @param stopAt {@code FILE:LINE} or a checkpoint's name: the moment at which to judge; empty for the end
 * @param execution the only execution to judge, 1-based
 * @param process the only process to judge
 * @param device the only device to judge
 * @param rules a file of user rules
 * @param address an address whose whole history is wanted
 * @param profile the banks of the devices, where the log does not tell of them
 * @param history true if the lives of freed buffers are wanted too, which costs time and memory
 */
public record AnalysisOptions(
        Optional<String> stopAt,
        OptionalInt execution,
        OptionalLong process,
        OptionalInt device,
        Optional<Path> rules,
        OptionalLong address,
        Optional<BankProfile> profile,
        boolean history) {
    /** Everything, at the end, by the shipped rules. */
    public static final AnalysisOptions ALL = new AnalysisOptions(
            Optional.empty(),
            OptionalInt.empty(),
            OptionalLong.empty(),
            OptionalInt.empty(),
            Optional.empty(),
            OptionalLong.empty());

    /** Options that want no history and name no devices. */
    public AnalysisOptions(
            Optional<String> stopAt,
            OptionalInt execution,
            OptionalLong process,
            OptionalInt device,
            Optional<Path> rules,
            OptionalLong address) {
        this(stopAt, execution, process, device, rules, address, Optional.empty(), false);
    }

    /** The same options, with or without a history. */
    public AnalysisOptions withHistory(boolean wanted) {
        return new AnalysisOptions(stopAt, execution, process, device, rules, address, profile, wanted);
    }

    /** The same options for devices of which this is known. */
    public AnalysisOptions with(Optional<BankProfile> known) {
        return new AnalysisOptions(stopAt, execution, process, device, rules, address, known, history);
    }
}
