package dev.leaktriage.analysis;

import dev.leaktriage.model.AddressHistory;
import dev.leaktriage.model.Analysis;
import dev.leaktriage.model.Explanation;
import java.util.List;

/**
 * The life of one address.
 *
 * @param analysis the run that it is a part of
 * @param history what happened at the address, in the order of the log; without events if the address does
 *     not occur
 * @param explanations one for each handle that is live there at the end, in the order of {@link
 *     Analysis#attributions()}
 */
public record AddressReport(Analysis analysis, AddressHistory history, List<Explanation> explanations) {
    public AddressReport {
        explanations = List.copyOf(explanations);
    }
}
