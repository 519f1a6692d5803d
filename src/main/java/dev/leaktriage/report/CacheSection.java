package dev.leaktriage.report;

import dev.leaktriage.model.Analysis;
import dev.leaktriage.model.Attribution;
import dev.leaktriage.model.CacheEntry;
import dev.leaktriage.model.CacheUse;
import dev.leaktriage.model.Confidence;
import dev.leaktriage.model.Order;
import dev.leaktriage.model.Verdict;
import dev.leaktriage.report.Section.Column;
import dev.leaktriage.report.Section.Row;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The compiled programs that the program cache holds, and what frees them. */
final class CacheSection {
    private CacheSection() {}

    static Section of(Digest digest) {
        List<CacheEntry> entries = digest.analysis().cacheEntries();
        List<String> ways = digest.accounts().sums().freedBy(Verdict.PROGRAM_CACHE);
        // Only where entries are freed in several ways each has to be looked at.
        Map<String, String> freedBy = ways.size() > 1 ? freedBy(digest.analysis()) : Map.of();
        List<String> told =
                ways.size() > 1 ? freedBy.values().stream().distinct().toList() : ways;
        boolean alike = told.size() == 1;
        List<String> notes = alike && !entries.isEmpty() ? List.of("freed by " + told.get(0)) : List.of();
        return new Section(
                "Program cache: " + Units.count(entries.size(), "entry", "entries") + " (bytes on each device)",
                List.of(
                        Column.text("entry"),
                        Column.number("size"),
                        Column.number("occupied"),
                        Column.text("devices"),
                        Column.text("address"),
                        Column.position("allocated at")),
                digest.top(entries).stream()
                        .map(entry -> row(digest, entry, alike ? "" : freedBy.getOrDefault(entry.id(), "")))
                        .toList(),
                concat(concat(digest.leftOut(entries, "entries", rest -> left(digest)), notes), uses(digest)));
    }

    /** How often the cache had what was asked for, where a capture says so; those that missed most come first. */
    static List<String> uses(Digest digest) {
        List<CacheUse> uses = digest.analysis().cacheUses().stream()
                .sorted(Order.comparingLong(CacheUse::misses).reversed().thenComparing(CacheUse::operation))
                .toList();
        if (uses.isEmpty()) {
            return List.of();
        }
        String told = digest.top(uses).stream().map(CacheSection::use).collect(Collectors.joining(", "));
        int more = uses.size() - digest.top(uses).size();
        return List.of("Found in the cache, as the capture tells: " + told
                + (more == 0 ? "." : ", and " + Units.count(more, "more operation", "more operations") + "."));
    }

    private static String use(CacheUse use) {
        return use.operation() + " " + Units.grouped(use.hits()) + " of "
                + Units.count(use.hits() + use.misses(), "time", "times");
    }

    private static Row row(Digest digest, CacheEntry entry, String freedBy) {
        String sure = entry.confidence() == Confidence.DEFINITE
                ? ""
                : ", " + entry.confidence().label();
        String process = digest.severalLives()
                ? ", " + digest.name(digest.analysis().lives().get(entry.life()))
                : "";
        Row cells = Row.of(
                entry.id() + sure,
                Units.exactBytes(entry.sizeBytes()),
                Units.bytes(entry.occupiedBytes()),
                Units.devices(entry.devices()),
                Units.address(entry.address()),
                entry.allocatedAt() + process);
        List<String> below = new ArrayList<>();
        entry.workload().map(Lifespan::sentence).ifPresent(below::add);
        if (!freedBy.isEmpty()) {
            below.add("freed by " + freedBy);
        }
        return new Row(cells.cells(), below, "");
    }

    private static Map<String, String> freedBy(Analysis analysis) {
        Map<String, String> freedBy = new HashMap<>();
        if (analysis.cacheEntries().isEmpty()) {
            return freedBy;
        }
        for (Attribution attribution : analysis.attributions()) {
            if (!attribution.cacheEntry().isEmpty() && !attribution.freedBy().isEmpty()) {
                freedBy.putIfAbsent(attribution.cacheEntry(), attribution.freedBy());
            }
        }
        return freedBy;
    }

    /** What all entries hold but those that are shown: there may be millions. */
    private static String left(Digest digest) {
        long shown = digest.top(digest.analysis().cacheEntries()).stream()
                .mapToLong(entry -> entry.sizeBytes() * entry.devices().size())
                .sum();
        long all = digest.accounts().of(Verdict.PROGRAM_CACHE).sizeBytes();
        return Units.bytes(all - shown) + " over all devices";
    }

    private static List<String> concat(List<String> first, List<String> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }
}
