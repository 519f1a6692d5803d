package dev.leaktriage.model;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * When something happened, by the record that says so.
 *
 * @param clockNanoseconds as the record states it, of a clock whose beginning means nothing; empty if it is not stated
 * @param time the same as a time of day in UTC; empty where nothing tells how the clock stands to it
 * @param at the record
 */
public record Stamp(OptionalLong clockNanoseconds, Optional<Instant> time, LogPosition at) {}
