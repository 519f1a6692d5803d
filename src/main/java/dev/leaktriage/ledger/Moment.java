package dev.leaktriage.ledger;

/** Where the replay is: the parts of the ledger share it. */
final class Moment {
    /** Counts events of every kind, from 1; orders allocations and barriers. */
    long clock;
    /** Counts allocations and deallocations. */
    long accountEvent;
    /** The packed position of the last of these; {@link Positions#NONE} before the first. */
    long accountAt = Positions.NONE;
    /** The packed position of the event. */
    long at = Positions.pack(0, 1);
}
