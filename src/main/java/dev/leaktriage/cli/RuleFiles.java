package dev.leaktriage.cli;

import dev.leaktriage.classify.RuleException;
import dev.leaktriage.classify.RuleSet;
import dev.leaktriage.model.Diagnostic;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Reads rule files for the commands. */
final class RuleFiles {
    private RuleFiles() {}

    /**
     * The shipped rules with those of the file.
     *
     * @throws CommandFailure if the file cannot be read or used
     */
    static RuleSet read(Path file) {
        try {
            return RuleSet.withUserRules(file);
        } catch (RuleException e) {
            throw unusable(e);
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.FAILED, e.getMessage(), e);
        }
    }

    /**
     * Everything that is wrong with the file.
     *
     * @throws CommandFailure if it cannot be read
     */
    static List<Diagnostic> check(Path file) {
        try {
            return RuleSet.check(file);
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.FAILED, e.getMessage(), e);
        }
    }

    /** What to say of a rule file that cannot be used. */
    static CommandFailure unusable(RuleException e) {
        String path = e.diagnostics().get(0).path();
        return new CommandFailure(
                ExitCode.FAILED, e.getMessage() + "; 'leaktriage rules check " + path + "' shows everything", e);
    }
}
