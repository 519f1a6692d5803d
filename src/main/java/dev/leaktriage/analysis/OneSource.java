package dev.leaktriage.analysis;

import dev.leaktriage.log.Source;
import java.io.IOException;
import java.util.List;

/** A run that one log tells of: nothing stands between the reader and the ledger. */
record OneSource(Source source) implements Reading {
    @Override
    public List<String> names() {
        return List.of(source.name());
    }

    @Override
    public int rows() {
        return 1;
    }

    @Override
    public String name(int read) {
        return source.name();
    }

    @Override
    public void read(RunReader reader, StopPoint sink) throws IOException {
        reader.read(source, sink);
    }
}
