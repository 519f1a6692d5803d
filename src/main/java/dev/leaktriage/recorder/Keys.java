package dev.leaktriage.recorder;

import java.util.List;
import java.util.Objects;

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
        return listOrEmpty(required(key, list));
    }

    /**
     * A list that may be left out.
     *
     * @throws IllegalArgumentException if something in it is missing
     */
    static <T> List<T> listOrEmpty(List<T> list) {
        if (list != null && list.stream().anyMatch(Objects::isNull)) {
            throw new IllegalArgumentException("a list here holds null; leave it out");
        }
        return list == null ? List.of() : List.copyOf(list);
    }
}
