package dev.leaktriage.policy;

/**
 * Handles, counted and added up.
 *
 * @param sizeBytes logical bytes
 * @param occupiedBytes bytes taken from devices
 */
public record Amount(long handles, long sizeBytes, long occupiedBytes) {
    static final Amount NONE = new Amount(0, 0, 0);

    Amount plus(Amount other) {
        return new Amount(handles + other.handles, sizeBytes + other.sizeBytes, occupiedBytes + other.occupiedBytes);
    }

    long of(Measure measure) {
        return switch (measure) {
            case HANDLES -> handles;
            case SIZE -> sizeBytes;
            case OCCUPIED -> occupiedBytes;
        };
    }
}
