package dev.leaktriage.classify;

/**
 * A JSON value that remembers where it stands.
 *
 * @param value a {@code String}, {@code Long}, {@code List<LocatedJson>} or {@code Map<Key, LocatedJson>}; any
 *     other JSON value is an {@code Optional} without content, since rule files have no use for it
 */
record LocatedJson(int line, int column, Object value) {
    /** A field's name, and where it stands. */
    record Key(int line, int column, String name) {
        /** By hand: to link a record's own method at its first call takes milliseconds that every start would pay. */
        @Override
        public int hashCode() {
            return 31 * line + column;
        }
    }

    /**
     * Reads a document of exactly one value.
     *
     * @throws BrokenJson if the text is no JSON
     */
    static LocatedJson parse(String text) throws BrokenJson {
        return LocatedJsonReader.read(text);
    }
}
