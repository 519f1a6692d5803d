package dev.leaktriage.report;

import dev.leaktriage.model.Delta;
import dev.leaktriage.model.Regression;
import dev.leaktriage.model.Sum;
import dev.leaktriage.model.Verdict;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The first lines of a difference for people: the accounts, and how far the logs can be trusted. */
final class DeltaProse {
    /** How the first line looks, for {@link DeltaReport#wrote}. */
    static final String FIRST_LINE = ".* -> .*: \\d[\\d,]* live [+-] \\d[\\d,]* = \\d[\\d,]* live \\(.*";
    /** How the line below it looks. */
    static final String INTEGRITY_LINE = "(both logs intact|base): .*";

    private final DeltaDigest digest;
    private final Delta delta;

    DeltaProse(DeltaDigest digest) {
        this.digest = digest;
        this.delta = digest.delta();
    }

    /** Accounts for every handle: base plus difference is current. */
    String accounts() {
        Sum base = digest.baseLive();
        Sum change = digest.live();
        String byVerdict = Arrays.stream(Verdict.values())
                .filter(verdict -> digest.live(verdict).handles() != 0)
                .map(verdict -> verdict.label() + " "
                        + Units.signed(digest.live(verdict).handles()))
                .collect(Collectors.joining(", "));
        return Prose.sources(delta.base()) + " -> " + Prose.sources(delta.current()) + ": "
                + Units.grouped(base.handles()) + " live "
                + added(change.handles(), Units.grouped(Math.abs(change.handles())))
                + " = " + Units.grouped(base.handles() + change.handles()) + " live (" + Units.bytes(base.sizeBytes())
                + " "
                + added(change.sizeBytes(), Units.bytes(Math.abs(change.sizeBytes()))) + " = "
                + Units.bytes(base.sizeBytes() + change.sizeBytes()) + ")"
                + (byVerdict.isEmpty() ? "" : ": " + byVerdict) + ". " + outcome();
    }

    /** How far the logs can be trusted: one line where both can, else one for each. */
    List<String> integrity() {
        if (!digest.damaged()
                && !digest.base().nothingRead()
                && !digest.current().nothingRead()) {
            return List.of("both logs intact: "
                    + Units.grouped(delta.base().recognition().records()) + " and "
                    + Units.count(delta.current().recognition().records(), "record", "records")
                    + ", no event is known to be missing.");
        }
        return List.of(
                "base: " + new Prose(digest.base()).integrity(), "current: " + new Prose(digest.current()).integrity());
    }

    private String outcome() {
        String damage = digest.damaged() ? " LOG DAMAGED." : "";
        int worse = digest.regressions().size();
        if (worse > 0) {
            Sum over = digest.regressions().stream().map(Regression::over).reduce(Sum.ZERO, Sum::plus);
            return "REGRESSION: " + Units.count(worse, "site leaks", "sites leak") + " "
                    + (over.sizeBytes() == 0 ? Units.handles(over.handles()) : Units.bytes(over.sizeBytes()))
                    + " more." + damage;
        }
        return "No regression" + (damage.isEmpty() && !digest.onlyFailed() ? "." : " shown.") + damage;
    }

    private static String added(long difference, String magnitude) {
        return (difference < 0 ? "- " : "+ ") + magnitude;
    }
}
