package dev.leaktriage.classify;

import dev.leaktriage.model.LogPosition;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whether a condition holds, and why.
 *
 * @param why a clause of plain English, also where it does not hold; empty if there is nothing to say
 * @param lines the log lines that it rests on
 * @param frames indices (from 0, leaf first) of the frames that it rests on
 */
record Proof(boolean holds, String why, List<LogPosition> lines, List<Integer> frames) {
    /** Holds, and there is nothing to say about it. */
    static final Proof TRIVIAL = new Proof(true, "", List.of(), List.of());

    static Proof holds(String why, Optional<LogPosition> line) {
        return new Proof(true, why, line.isPresent() ? List.of(line.get()) : List.of(), List.of());
    }

    static Proof fails(String why) {
        return new Proof(false, why, List.of(), List.of());
    }

    /** Both proofs at once; if one of them fails, that one. */
    Proof and(Proof other) {
        if (!holds || other == TRIVIAL) {
            return this;
        }
        if (!other.holds || this == TRIVIAL) {
            return other;
        }
        return new Proof(true, joined(why, other.why), joined(lines, other.lines), joined(frames, other.frames));
    }

    private static String joined(String first, String second) {
        return first.isEmpty() || second.isEmpty() ? first + second : first + ", and " + second;
    }

    private static <T> List<T> joined(List<T> first, List<T> second) {
        if (first.isEmpty() || second.isEmpty()) {
            return first.isEmpty() ? second : first;
        }
        return Stream.concat(first.stream(), second.stream()).distinct().toList();
    }
}
