package dev.leaktriage.cli;

import dev.leaktriage.analysis.AnalysisOptions;
import dev.leaktriage.device.BankProfile;
import dev.leaktriage.recorder.Profiles;
import dev.leaktriage.recorder.WorkloadException;
import dev.leaktriage.runtime.DeviceProfile;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** The options that say which part of a log is judged, when, and by which rules. */
final class SelectionOptions {
    private final Argument<String> at = Argument.option(String.class, "MOMENT", "--at")
            .says("Judge what is live at this moment, not at the end: FILE:LINE, or a checkpoint's name.");

    private final Argument<Integer> run = Argument.option(Integer.class, "N", "--run")
            .says("Judge only the Nth execution, where several were appended to one log.");

    private final Argument<Long> process =
            Argument.option(Long.class, "PID", "--process").says("Judge only this process.");

    private final Argument<Integer> device =
            Argument.option(Integer.class, "N", "--device").says("Judge only this device.");

    private final Argument<Path> rules = Argument.option(Path.class, "FILE", "--rules")
            .says("Try the rules of this file too; see 'leaktriage rules'.");

    private final Argument<String> deviceProfile = Argument.option(String.class, "NAME|FILE", "--device-profile")
            .says("The banks of the devices, where the log does not tell of them: n150, n300, t3k, galaxy, p150b, or a"
                    + " file; see docs/oom.md.");

    /** In the order in which help shows them. */
    List<Argument<?>> arguments() {
        return List.of(at, run, process, device, rules, deviceProfile);
    }

    /** What the option for devices adds to a sentence; empty if it was not given. */
    String onDevice() {
        return device.get() == null ? "" : " on device " + device.get();
    }

    /** The options without an address. */
    AnalysisOptions toAnalysisOptions() {
        return toAnalysisOptions(OptionalLong.empty());
    }

    AnalysisOptions toAnalysisOptions(OptionalLong address) {
        return new AnalysisOptions(
                        at.given(),
                        run.get() == null ? OptionalInt.empty() : OptionalInt.of(run.get()),
                        process.get() == null ? OptionalLong.empty() : OptionalLong.of(process.get()),
                        device.get() == null ? OptionalInt.empty() : OptionalInt.of(device.get()),
                        rules.given(),
                        address)
                .with(deviceProfile.given().map(SelectionOptions::profile));
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
