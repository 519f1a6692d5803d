package dev.leaktriage.report;

import dev.leaktriage.model.Attribution;
import dev.leaktriage.model.Confidence;
import dev.leaktriage.model.Evidence;
import dev.leaktriage.model.Growth;
import dev.leaktriage.model.HandleId;
import dev.leaktriage.model.LiveHandle;
import dev.leaktriage.model.LogEvent;
import dev.leaktriage.model.LogPosition;
import dev.leaktriage.model.Site;
import dev.leaktriage.model.Verdict;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** A live handle and its verdict, read back from what {@link JsonHandle} wrote. */
final class SavedHandle {
    /** Stands for the handle's own position in a sentence that handles share. */
    private static final String OWN_POSITION = "\0";

    private final JsonObject json;

    private SavedHandle(JsonObject json) {
        this.json = json;
    }

    static Attribution read(JsonObject json, Site site) throws IOException {
        return new SavedHandle(json).attribution(site);
    }

    private Attribution attribution(Site site) throws IOException {
        LogPosition allocatedAt = json.position("allocated_at");
        return new Attribution(
                handle(site, allocatedAt),
                json.constant("verdict", Verdict.class),
                json.constant("confidence", Confidence.class),
                json.sharedText("rule"),
                evidence(allocatedAt),
                json.textOrEmpty("freed_by"),
                json.textOrEmpty("cache_entry"),
                json.positionIfAny("suppressed_by"));
    }

    private LiveHandle handle(Site site, LogPosition allocatedAt) throws IOException {
        return new LiveHandle(
                id(),
                json.number("size_bytes"),
                json.number("occupied_bytes"),
                json.flag("occupied_known"),
                json.constant("role", LiveHandle.Role.class),
                json.positionIfAny("owner_at"),
                json.positionIfAny("owner_freed_at"),
                allocatedAt,
                site,
                json.index("mesh_allocation"),
                json.indexIfAny("mesh"),
                json.constant("device_state", LiveHandle.DeviceState.class),
                json.positionIfAny("device_changed_at"),
                json.positionIfAny("survived_close_at"),
                json.positionIfAny("survived_clear_at"),
                !json.has("clear_certain") || json.flag("clear_certain"),
                json.positionIfAny("during_opening"),
                json.flag("upper_half"),
                json.has("before_first_use") && json.flag("before_first_use"),
                growth(),
                json.number("lost_after"),
                json.index("mesh_siblings_live"),
                json.positionIfAny("swept_at"),
                json.positionIfAny("survived_workload_at"),
                Optional.of(json.textOrEmpty("doubt")).filter(doubt -> !doubt.isEmpty()));
    }

    private HandleId id() throws IOException {
        return new HandleId(
                json.index("life"),
                json.indexIfAny("device").orElse(HandleId.NO_DEVICE),
                json.memory("memory"),
                json.has("address") ? json.address("address") : LogEvent.UNSTATED,
                json.number("generation"));
    }

    private Optional<Growth> growth() throws IOException {
        if (!json.has("growth")) {
            return Optional.empty();
        }
        return Optional.of(growth(json.object("growth")));
    }

    static Growth growth(JsonObject json) throws IOException {
        return new Growth(
                json.index("checkpoints"),
                json.index("steps"),
                json.index("rises"),
                json.index("falls"),
                json.flag("linear"),
                json.number("first"),
                json.number("last"));
    }

    /** Sentences that differ in nothing but the handle's own line are kept once. */
    private Evidence evidence(LogPosition allocatedAt) throws IOException {
        String because = json.text("because");
        List<LogPosition> lines = json.positions("evidence_lines");
        List<Integer> frames = json.indices("evidence_frames");
        if (because.contains(OWN_POSITION)) {
            return new Evidence(because, lines, frames);
        }
        String sentence = json.shared(because.replace(allocatedAt.toString(), OWN_POSITION));
        return Evidence.onDemand(
                () -> new Evidence(sentence.replace(OWN_POSITION, allocatedAt.toString()), lines, frames));
    }
}
