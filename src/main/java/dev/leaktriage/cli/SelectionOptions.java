package dev.leaktriage.cli;

import dev.leaktriage.analysis.AnalysisOptions;
import dev.leaktriage.device.BankProfile;
import dev.leaktriage.recorder.Profiles;
import dev.leaktriage.recorder.WorkloadException;
import dev.leaktriage.runtime.DeviceProfile;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import picocli.CommandLine.Option;

/** The options that say which part of a log is judged, when, and by which rules. */
final class SelectionOptions {
    @Option(
            names = "--at",
            paramLabel = "MOMENT",
            description = "Judge what is live at this moment, not at the end: FILE:LINE, or a checkpoint's name.")
    private String at;

    @Option(
            names = "--run",
            paramLabel = "N",
            description = "Judge only the Nth execution, where several were appended to one log.")
    private Integer run;

    @Option(names = "--process", paramLabel = "PID", description = "Judge only this process.")
    private Long process;

    @Option(names = "--device", paramLabel = "N", description = "Judge only this device.")
    private Integer device;

    @Option(
            names = "--rules",
            paramLabel = "FILE",
            description = "Try the rules of this file too; see 'leaktriage rules'.")
    private Path rules;

    @Option(
            names = "--device-profile",
            paramLabel = "NAME|FILE",
            description = {
                "The banks of the devices, where the log does not tell of them: n150, n300, t3k, galaxy, p150b, or a"
                        + " file; see docs/oom.md."
            })
    private String deviceProfile;

    /** What the option for devices adds to a sentence; empty if it was not given. */
    String onDevice() {
        return device == null ? "" : " on device " + device;
    }

    /** The options without an address. */
    AnalysisOptions toAnalysisOptions() {
        return toAnalysisOptions(OptionalLong.empty());
    }

    AnalysisOptions toAnalysisOptions(OptionalLong address) {
        return new AnalysisOptions(
                        Optional.ofNullable(at),
                        run == null ? OptionalInt.empty() : OptionalInt.of(run),
                        process == null ? OptionalLong.empty() : OptionalLong.of(process),
                        device == null ? OptionalInt.empty() : OptionalInt.of(device),
                        Optional.ofNullable(rules),
                        address)
                .with(Optional.ofNullable(deviceProfile).map(SelectionOptions::profile));
    }

    private static BankProfile profile(String name) {
        try {
            DeviceProfile profile = name.endsWith(".json") ? Profiles.read(Path.of(name)) : Profiles.shipped(name);
            return new BankProfile(profile.name(), profile.arch(), profile.dram(), profile.l1());
        } catch (NoSuchFileException missing) {
            throw new CommandFailure(ExitCode.FAILED, name + ": no such file", missing);
        } catch (IOException unreadable) {
            throw new CommandFailure(ExitCode.FAILED, name + ": cannot be read", unreadable);
        } catch (WorkloadException noProfile) {
            throw new CommandFailure(ExitCode.USAGE, noProfile.getMessage(), noProfile);
        }
    }
}
