package dev.leaktriage.log;

import java.util.List;

/** Lines of an allocation server of which only numbers are new, read one after the other into the events that wait. */
final class ServerLines {
    private final ServerLine[] shapes;
    private final int mostBytes;

    /**
     * Makes a reader.
     *
     * @param shapes what such lines look like
     */
    ServerLines(List<ServerLine> shapes) {
        this.shapes = shapes.toArray(ServerLine[]::new);
        this.mostBytes = shapes.stream().mapToInt(ServerLine::mostBytes).max().orElse(Integer.MAX_VALUE / 2);
    }

    /**
     * Adds the events of lines as far as they are such lines.
     *
     * @param bytes with {@link ShortText#LONGEST} bytes to spare behind the limit
     * @param from the start of a line
     * @param end no line begins there or behind it
     * @param line number of the first line
     * @return where the first line begins that was not taken
     */
    int read(byte[] bytes, int from, int limit, int end, long line, EventBatch events) {
        int last = Math.min(limit - mostBytes, end - 1);
        long number = line;
        int at = from;
        while (at <= last) {
            int next = next(bytes, at, limit, number, events);
            if (next < 0) {
                return at;
            }
            at = next;
            number++;
        }
        return at;
    }

    private int next(byte[] bytes, int at, int limit, long line, EventBatch events) {
        for (ServerLine shape : shapes) {
            int next = shape.next(bytes, at, limit);
            if (next >= 0) {
                return shape.add(line, events) ? next : -1;
            }
        }
        return -1;
    }

    /** Counts the events that were added since the last call; tells how many. */
    int count(ReaderCounts counts) {
        int events = 0;
        for (ServerLine shape : shapes) {
            events += shape.count(counts);
        }
        return events;
    }

    /** True if no line is one of these. */
    boolean isEmpty() {
        return shapes.length == 0;
    }
}
