package dev.leaktriage.compare;

import dev.leaktriage.model.Analysis;
import dev.leaktriage.model.Attribution;
import dev.leaktriage.model.Delta.FindingChange;
import dev.leaktriage.model.Finding;
import dev.leaktriage.model.FindingId;
import dev.leaktriage.model.LogPosition;
import dev.leaktriage.model.SiteChange;
import dev.leaktriage.model.SiteHoldings;
import dev.leaktriage.model.Verdict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Findings that are new, fixed, or of another count.
 *
 * <p>Leaks are the same finding if they are of one site; others if their messages differ in nothing but numbers.
 */
final class FindingChanges {
    /** A number, and what is counted without its plural. */
    private static final Pattern COUNTED = Pattern.compile("\\b[0-9][0-9,.]*(?: (\\w+?)s?\\b)?");

    private static final Pattern HEX = Pattern.compile("\\b0x[0-9a-fA-F]+");
    private static final Pattern POSITION = Pattern.compile("[^\\s`'\"]+:[0-9]+\\b");

    private FindingChanges() {}

    static List<FindingChange> between(Analysis base, Analysis current, List<SiteChange> sites) {
        Map<Key, List<Finding>> before = byKey(base, sitesOfLeaks(base, positions(sites, SiteChange::base)));
        Map<Key, List<Finding>> after = byKey(current, sitesOfLeaks(current, positions(sites, SiteChange::current)));
        TreeMap<Key, FindingChange> changes = new TreeMap<>();
        before.forEach((key, findings) ->
                changes.put(key, new FindingChange(key.id, findings, after.getOrDefault(key, List.of()))));
        after.forEach((key, findings) ->
                changes.putIfAbsent(key, new FindingChange(key.id, before.getOrDefault(key, List.of()), findings)));
        return changes.values().stream()
                .filter(change -> change.baseCount() != change.currentCount())
                .toList();
    }

    private record Key(FindingId id, String subject) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int order = id.compareTo(other.id);
            return order != 0 ? order : subject.compareTo(other.subject);
        }
    }

    /** The position of each site id of one side in the list of changes. */
    private static Map<String, Integer> positions(
            List<SiteChange> sites, Function<SiteChange, Optional<SiteHoldings>> side) {
        Map<String, Integer> positions = new HashMap<>();
        for (int position = 0; position < sites.size(); position++) {
            int at = position;
            side.apply(sites.get(position))
                    .ifPresent(held -> positions.put(held.site().id(), at));
        }
        return positions;
    }

    /** Where leaks of which site were allocated: a leak finding names these lines. */
    private static Map<LogPosition, Integer> sitesOfLeaks(Analysis analysis, Map<String, Integer> positions) {
        Map<LogPosition, Integer> sites = new HashMap<>();
        for (Attribution attribution : analysis.attributions()) {
            if (attribution.verdict() == Verdict.LEAK) {
                sites.put(
                        attribution.handle().allocatedAt(),
                        positions.get(attribution.handle().site().id()));
            }
        }
        return sites;
    }

    private static Map<Key, List<Finding>> byKey(Analysis analysis, Map<LogPosition, Integer> sitesOfLeaks) {
        Map<Key, List<Finding>> findings = new TreeMap<>();
        for (Finding finding : analysis.findings()) {
            Optional<Integer> site =
                    finding.id() == FindingId.LEAK ? finding.firstAt().map(sitesOfLeaks::get) : Optional.empty();
            String subject = site.map(position -> "site " + position).orElseGet(() -> masked(finding.message()));
            findings.computeIfAbsent(new Key(finding.id(), subject), unseen -> new ArrayList<>())
                    .add(finding);
        }
        return findings;
    }

    private static String masked(String message) {
        String plain = HEX.matcher(POSITION.matcher(message).replaceAll("@")).replaceAll("0x_");
        return COUNTED.matcher(plain).replaceAll("# $1");
    }
}
