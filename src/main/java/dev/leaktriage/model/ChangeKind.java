package dev.leaktriage.model;

import java.util.Locale;

/** What happened to a site from one run to the next, in the order in which reports list it. */
public enum ChangeKind {
    /** Handles have another verdict than before. */
    RECLASSIFIED,
    /** It has live handles and had none. */
    NEW,
    GROWN,
    /** Live memory is the same, but it holds more at the peak. */
    PEAK_GROWN,
    /** The same amount, allocated elsewhere in the program. */
    MOVED,
    PEAK_SHRUNK,
    SHRUNK,
    /** It had live handles and has none. */
    GONE,
    SAME;

    /** The lower-case, hyphenated form that outputs use. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The kind of the same change seen from the other run. */
    public ChangeKind reversed() {
        return switch (this) {
            case NEW -> GONE;
            case GONE -> NEW;
            case GROWN -> SHRUNK;
            case SHRUNK -> GROWN;
            case PEAK_GROWN -> PEAK_SHRUNK;
            case PEAK_SHRUNK -> PEAK_GROWN;
            case RECLASSIFIED, MOVED, SAME -> this;
        };
    }
}
