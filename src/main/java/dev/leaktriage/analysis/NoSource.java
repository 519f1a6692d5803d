package dev.leaktriage.analysis;

import java.util.List;

/** A run of which no log is at hand, but files that tell of other things than buffers. */
record NoSource() implements Reading {
    @Override
    public List<String> names() {
        return List.of();
    }

    @Override
    public int rows() {
        return 0;
    }

    @Override
    public String name(int read) {
        throw new IllegalArgumentException("no source was read");
    }

    @Override
    public void read(RunReader reader, StopPoint sink) {
        // There is nothing to read.
    }
}
