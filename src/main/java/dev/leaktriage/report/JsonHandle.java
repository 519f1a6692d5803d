package dev.leaktriage.report;

import dev.leaktriage.model.Attribution;
import dev.leaktriage.model.Evidence;
import dev.leaktriage.model.Growth;
import dev.leaktriage.model.LiveHandle;
import java.io.IOException;
import java.util.Locale;

/** A live handle and its verdict as JSON. */
final class JsonHandle {
    private JsonHandle() {}

    static void write(JsonOutput json, Attribution attribution) throws IOException {
        identity(json, attribution.handle());
        verdict(json, attribution);
        facts(json, attribution.handle());
    }

    private static void identity(JsonOutput json, LiveHandle handle) throws IOException {
        json.number("life", handle.id().life());
        json.number("device", handle.id().ifOnDevice());
        json.text("memory", handle.id().memory().label());
        json.textUnlessEmpty("address", Units.address(handle.id().address()));
        json.number("generation", handle.id().generation());
        json.number("size_bytes", handle.sizeBytes());
        json.number("occupied_bytes", handle.occupiedBytes());
        json.flag("occupied_known", handle.occupiedKnown());
        json.text("site", handle.site().id());
        json.position("allocated_at", handle.allocatedAt());
    }

    private static void verdict(JsonOutput json, Attribution attribution) throws IOException {
        Evidence evidence = attribution.evidence().atHand();
        json.text("verdict", attribution.verdict().label());
        json.text("confidence", attribution.confidence().label());
        json.text("rule", attribution.ruleId());
        json.text("because", evidence.because());
        json.positions("evidence_lines", evidence.lines());
        json.numbers("evidence_frames", evidence.frames());
        json.textUnlessEmpty("freed_by", attribution.freedBy());
        json.textUnlessEmpty("cache_entry", attribution.cacheEntry());
        json.position("suppressed_by", attribution.suppressedBy());
    }

    private static void facts(JsonOutput json, LiveHandle handle) throws IOException {
        json.text("role", label(handle.role()));
        json.position("owner_at", handle.ownerAt());
        json.position("owner_freed_at", handle.ownerFreedAt());
        json.number("mesh_allocation", handle.meshAllocation());
        json.number("mesh_siblings_live", handle.meshSiblingsLive());
        json.number("mesh", handle.mesh());
        json.text("device_state", label(handle.device()));
        json.position("device_changed_at", handle.deviceChangedAt());
        json.position("survived_close_at", handle.survivedCloseAt());
        if (handle.survivedClearAt().isPresent()) {
            json.position("survived_clear_at", handle.survivedClearAt());
            json.flag("clear_certain", handle.clearCertain());
        }
        json.position("during_opening", handle.duringOpening());
        json.flag("upper_half", handle.upperHalf());
        if (handle.beforeFirstUse()) {
            json.flag("before_first_use", true);
        }
        if (handle.growth().isPresent()) {
            json.object("growth", growth -> growth(growth, handle.growth().get()));
        }
        json.number("lost_after", handle.lostEvents());
        json.position("swept_at", handle.sweptAt());
        json.position("survived_workload_at", handle.survivedWorkloadAt());
        json.textUnlessEmpty("doubt", handle.doubt().orElse(""));
    }

    static void growth(JsonOutput json, Growth growth) throws IOException {
        json.number("checkpoints", growth.checkpoints());
        json.number("steps", growth.steps());
        json.number("rises", growth.rises());
        json.number("falls", growth.falls());
        json.flag("linear", growth.linear());
        json.number("first", growth.first());
        json.number("last", growth.last());
    }

    private static String label(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
