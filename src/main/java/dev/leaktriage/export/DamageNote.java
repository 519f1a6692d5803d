package dev.leaktriage.export;

import dev.leaktriage.model.Integrity;
import java.util.Optional;

/** What a file says of the damage of the log that it was made of. */
final class DamageNote {
    private DamageNote() {}

    /** One clause; empty if the log is intact. */
    static Optional<String> of(Integrity integrity) {
        if (integrity.intact()) {
            return Optional.empty();
        }
        Integrity.Damage first = integrity.damages().get(0);
        long lost = integrity.lostEventsAtLeast();
        return Optional.of("log damaged: at least " + lost + (lost == 1 ? " event" : " events")
                + " lost; first sign at " + ExportText.wellFormed(first.at() + ": " + first.message()));
    }
}
