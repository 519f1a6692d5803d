package dev.leaktriage.model;

import java.util.List;

/**
 * Why a verdict holds, in a form that a reader can check.
 *
 * @param because plain English, one sentence; cites lines as {@code file:line}
 * @param lines the log lines that the sentence rests on
 * @param frames indices (from 0, leaf first) of the deciding frames in the handle's stack
 */
public record Evidence(String because, List<LogPosition> lines, List<Integer> frames) {
    public Evidence {
        lines = List.copyOf(lines);
        frames = List.copyOf(frames);
    }
}
