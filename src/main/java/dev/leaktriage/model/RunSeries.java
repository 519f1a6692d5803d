package dev.leaktriage.model;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The same sites over several runs.
 *
 * @param runs in the order in which they were given
 * @param sites every site that has live handles in some run, those that leak first, then the steepest first
 */
public record RunSeries(List<Run> runs, List<SiteSeries> sites) {
    public RunSeries {
        runs = List.copyOf(runs);
        sites = List.copyOf(sites);
    }

    /**
     * One run as a whole.
     *
     * @param sources the names of its logs
     * @param live its live handles by verdict; verdicts without any may be missing
     */
    public record Run(List<String> sources, Integrity integrity, Map<Verdict, Sum> live) {
        public Run {
            sources = List.copyOf(sources);
            Map<Verdict, Sum> copy = new EnumMap<>(Verdict.class);
            copy.putAll(live);
            live = Collections.unmodifiableMap(copy);
        }

        public Sum live(Verdict verdict) {
            return live.getOrDefault(verdict, Sum.ZERO);
        }

        /** All live handles. */
        public Sum total() {
            return live.values().stream().reduce(Sum.ZERO, Sum::plus);
        }
    }
}
