package dev.leaktriage.classify;

import dev.leaktriage.model.Census;
import dev.leaktriage.model.Finding;
import dev.leaktriage.model.FindingId;
import dev.leaktriage.model.Integrity.Damage;
import dev.leaktriage.model.LogPosition;
import dev.leaktriage.model.ProcessLife;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** One finding for each process life whose log is damaged, and one for what concerns the file as a whole. */
final class DamageFindings {
    private static final int MOST_NAMED = 3;

    private DamageFindings() {}

    static List<Finding> of(Census census) {
        Map<Integer, List<Damage>> byLife = new TreeMap<>();
        for (Damage damage : census.integrity().damages()) {
            byLife.computeIfAbsent(damage.life(), life -> new ArrayList<>()).add(damage);
        }
        List<Finding> findings = new ArrayList<>();
        byLife.forEach((life, damages) -> findings.add(finding(census, life, damages)));
        return findings;
    }

    private static Finding finding(Census census, int life, List<Damage> damages) {
        Optional<ProcessLife> concerned =
                life < 0 ? Optional.empty() : Optional.of(census.lives().get(life));
        long lost = concerned.map(ProcessLife::lostEventsAtLeast).orElse(0L);
        List<LogPosition> at = damages.stream().map(Damage::at).distinct().toList();
        return new Finding(
                concerned.map(ProcessLife::run).orElse(at.get(0).file()),
                FindingId.LOG_DAMAGED,
                concerned.map(ProcessLife::process).orElse(OptionalLong.empty()),
                OptionalInt.empty(),
                damages.stream().mapToLong(Damage::count).sum(),
                0,
                at,
                message(damages, lost),
                detail(damages));
    }

    private static String message(List<Damage> damages, long lost) {
        String events = lost == 0 ? "" : "at least " + lost + (lost == 1 ? " lost event: " : " lost events: ");
        List<String> named =
                damages.stream().limit(MOST_NAMED).map(DamageFindings::sentence).toList();
        int more = damages.size() - named.size();
        return "the log is damaged: " + events + String.join("; ", named)
                + (more == 0 ? "" : "; and " + more + " more");
    }

    /** Each sign on a line of its own; a single one stands in the message already. */
    private static String detail(List<Damage> damages) {
        return damages.size() == 1
                ? ""
                : damages.stream().map(DamageFindings::sentence).collect(Collectors.joining("\n"));
    }

    private static String sentence(Damage damage) {
        return damage.message() + " (" + damage.at() + ")";
    }
}
