package dev.leaktriage.recorder;

import java.util.List;

/** The keys of JSON objects that are turned into values. */
final class Keys {
    private Keys() {}

    /**
     * The value of a key that must be there.
     *
     * @throws IllegalArgumentException if it is not
     */
    static <T> T required(String key, T value) {
        if (value == null) {
            throw new IllegalArgumentException("the key \"" + key + "\" is missing here");
        }
        return value;
    }

    /** A list that must be there. */
    static <T> List<T> requiredList(String key, List<T> list) {
        return List.copyOf(required(key, list));
    }

    /** A list that may be left out. */
    static <T> List<T> listOrEmpty(List<T> list) {
        return list == null ? List.of() : List.copyOf(list);
    }
}
