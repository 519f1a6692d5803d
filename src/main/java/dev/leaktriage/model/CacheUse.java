package dev.leaktriage.model;

/**
 * How often the program cache had what a device operation asked for.
 *
 * @param operation as the document calls it
 */
public record CacheUse(String operation, long hits, long misses) {
    /** Both of an operation together. */
    public CacheUse plus(CacheUse other) {
        return new CacheUse(operation, hits + other.hits, misses + other.misses);
    }
}
