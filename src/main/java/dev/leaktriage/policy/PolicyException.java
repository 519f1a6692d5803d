package dev.leaktriage.policy;

import dev.leaktriage.model.Diagnostic;
import java.util.List;

/** A file of suppressions or budgets that cannot be used; the message is one line. */
public final class PolicyException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final transient List<Diagnostic> diagnostics;

    PolicyException(List<Diagnostic> diagnostics) {
        super(diagnostics.get(0) + (diagnostics.size() == 1 ? "" : " (and " + (diagnostics.size() - 1) + " more)"));
        this.diagnostics = List.copyOf(diagnostics);
    }

    /** Everything that is wrong, in the order of the file; never empty. */
    public List<Diagnostic> diagnostics() {
        return diagnostics;
    }
}
