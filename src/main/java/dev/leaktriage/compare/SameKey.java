package dev.leaktriage.compare;

import dev.leaktriage.model.SiteHoldings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The sites of two runs that have the same key.
 *
 * @param rows positions in the list of one run's sites, ascending, at least one
 * @param columns likewise, of the other's
 */
record SameKey(int[] rows, int[] columns) {

    /** One for each key that sites of both runs have. */
    static <K> List<SameKey> among(List<SiteHoldings> rows, List<SiteHoldings> columns, Function<SiteHoldings, K> key) {
        Map<K, List<Integer>> columnsByKey = byKey(columns, key);
        List<SameKey> both = new ArrayList<>();
        byKey(rows, key).forEach((common, positions) -> {
            if (columnsByKey.containsKey(common)) {
                both.add(new SameKey(ints(positions), ints(columnsByKey.get(common))));
            }
        });
        return both;
    }

    private static <K> Map<K, List<Integer>> byKey(List<SiteHoldings> sites, Function<SiteHoldings, K> key) {
        Map<K, List<Integer>> positions = new LinkedHashMap<>();
        for (int position = 0; position < sites.size(); position++) {
            positions
                    .computeIfAbsent(key.apply(sites.get(position)), unseen -> new ArrayList<>())
                    .add(position);
        }
        return positions;
    }

    private static int[] ints(List<Integer> numbers) {
        return numbers.stream().mapToInt(Integer::intValue).toArray();
    }
}
