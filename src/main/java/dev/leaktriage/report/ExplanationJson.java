package dev.leaktriage.report;

import dev.leaktriage.model.AddressHistory;
import dev.leaktriage.model.Analysis;
import dev.leaktriage.model.Explanation;
import dev.leaktriage.model.Site;
import java.io.IOException;
import java.io.Writer;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/** The life of one address as JSON; documented in {@code docs/report-json.md}. */
public final class ExplanationJson {
    /** The schema of what is written. */
    public static final String SCHEMA = "leaktriage/explanation/1";

    private ExplanationJson() {}

    /**
     * Writes the life of an address and flushes; the writer stays open.
     *
     * @param analysis of the run that the address belongs to
     * @param explanations one for each handle that is live at the address
     * @throws IOException if the writer does not take it
     */
    public static void write(Analysis analysis, AddressHistory history, List<Explanation> explanations, Writer out)
            throws IOException {
        JsonOutput.write(out, json -> {
            json.text("schema", SCHEMA);
            json.texts("sources", analysis.sources());
            json.text("address", Units.address(history.address()));
            JsonRun.integrity(json, analysis.integrity());
            JsonRun.processes(json, analysis);
            json.objects("sites", sites(history, explanations), JsonOutput::site);
            json.objects("events", history.events(), ExplanationJson::event);
            json.objects("live", explanations, ExplanationJson::live);
        });
    }

    private static void event(JsonOutput json, AddressHistory.Event event) throws IOException {
        json.position("at", event.at());
        json.number("life", event.life());
        json.number("device", event.device());
        json.text("memory", event.memory().label());
        json.text("what", event.what().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        if (event.generation() > 0) {
            json.number("generation", event.generation());
        }
        if (event.ofGeneration() > 0) {
            json.number("of_generation", event.ofGeneration());
        }
        if (event.sizeBytes() >= 0) {
            json.number("size_bytes", event.sizeBytes());
        }
        json.textUnlessEmpty("site", event.site().id());
        json.textUnlessEmpty("note", event.note());
    }

    private static void live(JsonOutput json, Explanation explanation) throws IOException {
        json.object("handle", handle -> JsonHandle.write(handle, explanation.attribution()));
        json.objects("trials", explanation.trials(), (entry, trial) -> {
            entry.text("rule", trial.ruleId());
            entry.flag("applies", trial.applies());
            entry.text("why", trial.why());
        });
        json.textUnlessEmpty("would_change", explanation.wouldChange());
    }

    private static Collection<Site> sites(AddressHistory history, List<Explanation> explanations) {
        SortedMap<String, Site> sites = new TreeMap<>();
        history.events().forEach(event -> sites.putIfAbsent(event.site().id(), event.site()));
        explanations.forEach(explanation -> sites.putIfAbsent(
                explanation.attribution().handle().site().id(),
                explanation.attribution().handle().site()));
        sites.remove("");
        return sites.values();
    }
}
