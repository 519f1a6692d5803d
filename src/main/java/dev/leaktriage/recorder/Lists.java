package dev.leaktriage.recorder;

import java.util.List;

/** Lists that a JSON text may leave out. */
final class Lists {
    private Lists() {}

    static <T> List<T> orEmpty(List<T> list) {
        return list == null ? List.of() : List.copyOf(list);
    }
}
