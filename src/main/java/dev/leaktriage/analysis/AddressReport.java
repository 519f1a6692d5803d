package dev.leaktriage.analysis;

import dev.leaktriage.model.AddressHistory;
import dev.leaktriage.model.Analysis;
import dev.leaktriage.model.Explanation;
import java.util.List;

/**
 * The life of one address, and why the handles that are live there got their verdicts.
 *
 * @param analysis the analysis of the whole run
 * @param history what happened at the address, on the devices asked for
 * @param explanations one for each handle that is live at the address, in the order of the attributions
 */
public record AddressReport(Analysis analysis, AddressHistory history, List<Explanation> explanations) {
    public AddressReport {
        explanations = List.copyOf(explanations);
    }
}
