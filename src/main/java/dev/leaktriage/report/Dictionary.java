package dev.leaktriage.report;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Values that stand in a list once, in the order in which they came, and are meant by their place there. */
final class Dictionary<T> {
    private final Map<T, Integer> places = new LinkedHashMap<>();

    /** The place of a value, from 0; a new value gets the next one. */
    int of(T value) {
        Integer known = places.get(value);
        if (known != null) {
            return known;
        }
        places.put(value, places.size());
        return places.size() - 1;
    }

    boolean contains(T value) {
        return places.containsKey(value);
    }

    Collection<T> values() {
        return Collections.unmodifiableSet(places.keySet());
    }
}
