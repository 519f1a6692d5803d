package dev.leaktriage.benchmarks;

import dev.leaktriage.recorder.Recording;
import dev.leaktriage.recorder.RecordingOptions;
import dev.leaktriage.recorder.Workload;
import dev.leaktriage.runtime.StackStyle;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The log of a decoder that runs on eight devices for as long as one wants. */
final class DecodeLog {
    private static final byte[] RECORD_START = "🔍 DEBUG: ".getBytes(StandardCharsets.UTF_8);
    /** Fewer than one iteration allocates and frees on eight devices. */
    private static final int EVENTS_PER_ITERATION = 160;

    private static final String WORKLOAD = """
            {"profile": "t3k", "processes": [{"pid": 4711, "steps": [
              {"open": "mesh"},
              {"tensor": "hidden", "shape": [32, 512]},
              {"tensor": "qkv", "shape": [512, 512]},
              {"tensor": "gate", "shape": [512, 1024]},
              {"tensor": "down", "shape": [1024, 512]},
              {"repeat": %d, "steps": [
                {"op": "rms_norm", "inputs": "hidden", "output": "normed"},
                {"op": "matmul", "inputs": ["normed", "qkv"], "output": "query", "memory": "L1"},
                {"op": "rotary_embedding", "inputs": "query", "output": "rotated"},
                {"op": "scaled_dot_product_attention_decode", "inputs": "rotated", "output": "attended"},
                {"op": "linear", "inputs": ["attended", "gate"], "output": "wide"},
                {"op": "gelu", "inputs": "wide", "output": "activated"},
                {"op": "linear", "inputs": ["activated", "down"], "output": "narrow"},
                {"op": "add", "inputs": ["hidden", "narrow"], "output": "next"},
                {"op": "softmax", "inputs": "next", "output": "kept {i}"},
                {"free": ["normed", "query", "rotated", "attended", "wide", "activated", "narrow", "next"]},
                {"op": "layer_norm", "inputs": "hidden", "output": "last"},
                {"free": "last"},
                {"checkpoint": "token {i}"}
              ]}
            ]}]}
            """;

    private DecodeLog() {}

    /** The first so many events, with their stacks. */
    static byte[] of(int events, StackStyle stacks) {
        Workload workload = Workload.parse("decode", WORKLOAD.formatted(events / EVENTS_PER_ITERATION + 1));
        byte[] log = Recording.record(workload, RecordingOptions.TRACKER.withStacks(stacks))
                .log();
        return Arrays.copyOf(log, start(log, events));
    }

    /** Where a record starts; the first one has number 0. */
    private static int start(byte[] log, int record) {
        int seen = 0;
        for (int at = 0; at < log.length - RECORD_START.length; at++) {
            if (log[at] == RECORD_START[0]
                    && Arrays.equals(log, at, at + RECORD_START.length, RECORD_START, 0, RECORD_START.length)) {
                if (seen == record) {
                    return at;
                }
                seen++;
            }
        }
        throw new IllegalStateException("the workload makes only " + seen + " of " + record + " events");
    }
}
