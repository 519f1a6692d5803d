package dev.leaktriage.report;

import dev.leaktriage.model.MatchTier;
import dev.leaktriage.model.SiteChange;
import dev.leaktriage.model.SiteChange.Reclassification;
import dev.leaktriage.model.SiteHoldings;
import dev.leaktriage.model.SiteHoldings.Holding;
import dev.leaktriage.model.Sum;
import java.io.IOException;
import java.util.Optional;

/** What became of one site, as JSON. */
final class DeltaSiteJson {
    private DeltaSiteJson() {}

    /**
     * Writes the properties of a change.
     *
     * @param baseTotal all live handles of the base
     */
    static void write(JsonOutput json, SiteChange change, Sum baseTotal) throws IOException {
        json.text("change", change.kind().label());
        json.text("confidence", change.confidence().label());
        json.textUnlessEmpty("tier", change.tier().map(MatchTier::label).orElse(""));
        if (change.reclassified().isPresent()) {
            json.object(
                    "reclassified",
                    object -> reclassified(object, change.reclassified().get()));
        }
        json.object("live", live -> DeltaJson.change(live, change.baseLive(), change.currentLive(), baseTotal));
        json.object("peak", peak -> {
            peak.object("base", sum -> JsonRun.sum(sum, change.basePeak()));
            peak.object("current", sum -> JsonRun.sum(sum, change.currentPeak()));
            peak.object("delta", sum -> JsonRun.sum(sum, change.peak()));
        });
        // Stacks that are equal letter by letter are written once.
        boolean equalStacks = change.tier().equals(Optional.of(MatchTier.EXACT));
        if (change.base().isPresent()) {
            json.object("base", side -> side(side, change.base().get(), !equalStacks));
        }
        if (change.current().isPresent()) {
            json.object("current", side -> side(side, change.current().get(), true));
        }
    }

    private static void reclassified(JsonOutput json, Reclassification handles) throws IOException {
        json.text("from", handles.from().label());
        json.text("to", handles.to().label());
        json.number("handles", handles.handles());
    }

    private static void side(JsonOutput json, SiteHoldings held, boolean withStack) throws IOException {
        if (withStack) {
            json.site(held.site());
        } else {
            json.siteWithoutStack(held.site());
        }
        json.objects("holdings", held.holdings(), DeltaSiteJson::holding);
        json.objects("devices", held.devices().entrySet(), (entry, device) -> {
            entry.number("device", device.getKey());
            JsonRun.sum(entry, device.getValue());
        });
    }

    static void holding(JsonOutput json, Holding holding) throws IOException {
        json.text("verdict", holding.verdict().label());
        json.text("confidence", holding.confidence().label());
        json.text("rule", holding.ruleId());
        json.flag("suppressed", holding.suppressed());
        JsonRun.sum(json, holding.sum());
        json.position("first_at", holding.firstAt());
    }
}
