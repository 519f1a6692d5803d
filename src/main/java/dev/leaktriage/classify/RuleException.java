package dev.leaktriage.classify;

import dev.leaktriage.model.Diagnostic;
import java.util.List;

/** A rule file that cannot be used; the message is one line. */
public final class RuleException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final transient List<Diagnostic> diagnostics;

    RuleException(List<Diagnostic> diagnostics) {
        super(message(diagnostics));
        this.diagnostics = List.copyOf(diagnostics);
    }

    /** Everything that is wrong, in the order of the file; never empty. */
    public List<Diagnostic> diagnostics() {
        return diagnostics;
    }

    private static String message(List<Diagnostic> diagnostics) {
        int more = diagnostics.size() - 1;
        return diagnostics.get(0) + (more == 0 ? "" : " (and " + more + " more)");
    }
}
