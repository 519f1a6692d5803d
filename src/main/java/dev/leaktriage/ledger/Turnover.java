package dev.leaktriage.ledger;

/** What some allocations and frees of owners add up to; nothing is known of the pages of what they allocate. */
final class Turnover {
    long allocated;
    long allocatedBytes;
    long freed;
    long freedBytes;
    long freedOccupiedBytes;

    /** How many allocations and frees there are. */
    long count() {
        return allocated + freed;
    }

    /** How many handles more are live than before. */
    long handles() {
        return allocated - freed;
    }

    /** How many bytes more are live than before. */
    long bytes() {
        return allocatedBytes - freedBytes;
    }

    /** How many bytes more are occupied than before. */
    long occupiedBytes() {
        return allocatedBytes - freedOccupiedBytes;
    }

    void allocated(long sizeBytes) {
        allocated++;
        allocatedBytes += sizeBytes;
    }

    void freed(long sizeBytes, long occupiedBytes) {
        freed++;
        freedBytes += sizeBytes;
        freedOccupiedBytes += occupiedBytes;
    }

    void clear() {
        allocated = 0;
        allocatedBytes = 0;
        freed = 0;
        freedBytes = 0;
        freedOccupiedBytes = 0;
    }

    void set(Turnover other) {
        allocated = other.allocated;
        allocatedBytes = other.allocatedBytes;
        freed = other.freed;
        freedBytes = other.freedBytes;
        freedOccupiedBytes = other.freedOccupiedBytes;
    }

    /** Takes what came first away. */
    void drop(Turnover first) {
        allocated -= first.allocated;
        allocatedBytes -= first.allocatedBytes;
        freed -= first.freed;
        freedBytes -= first.freedBytes;
        freedOccupiedBytes -= first.freedOccupiedBytes;
    }
}
