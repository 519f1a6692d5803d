package dev.leaktriage.runtime;

import java.util.Optional;

/**
 * How one call of an operation goes, and what goes wrong in it.
 *
 * @param memory where the output goes; empty if as the first input
 * @param neverHits true if the program key holds something that is new in every call
 * @param callbackHolds true if the cached program captures the tensors that the call makes
 * @param forgetsView true if the view of the last program's binary is never destroyed
 */
public record LaunchOptions(
        Optional<MemoryConfig> memory, boolean neverHits, boolean callbackHolds, boolean forgetsView) {
    /** Nothing special. */
    public static final LaunchOptions NORMAL = new LaunchOptions(Optional.empty(), false, false, false);
}
