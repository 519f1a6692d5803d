package dev.leaktriage.analysis;

import dev.leaktriage.model.Attribution;
import dev.leaktriage.model.Evidence;
import dev.leaktriage.model.LogPosition;
import dev.leaktriage.model.TensorNote;
import java.util.AbstractList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.RandomAccess;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Verdicts that say which tensors lie in their buffers: those whose evidence cites an allocation of which a document says
 * so. They are made each time they are asked for, since there may be millions.
 */
final class TensorEvidence extends AbstractList<Attribution> implements RandomAccess {
    private final List<Attribution> attributions;
    private final Map<LogPosition, TensorNote> byAllocation;

    private TensorEvidence(List<Attribution> attributions, List<TensorNote> notes) {
        this.attributions = attributions;
        this.byAllocation = notes.stream()
                .collect(Collectors.toMap(TensorNote::allocatedAt, Function.identity(), (first, second) -> first));
    }

    /** The same verdicts, with what documents say of tensors. */
    static List<Attribution> in(List<Attribution> attributions, List<TensorNote> notes) {
        return notes.isEmpty() ? attributions : new TensorEvidence(attributions, notes);
    }

    @Override
    public Attribution get(int index) {
        Attribution attribution = attributions.get(index);
        return new Attribution(
                attribution.handle(),
                attribution.verdict(),
                attribution.confidence(),
                attribution.ruleId(),
                Evidence.onDemand(() -> with(attribution.evidence())),
                attribution.freedBy(),
                attribution.cacheEntry(),
                attribution.suppressedBy());
    }

    @Override
    public int size() {
        return attributions.size();
    }

    private Evidence with(Evidence known) {
        return known.lines().stream()
                .map(byAllocation::get)
                .filter(Objects::nonNull)
                .findFirst()
                .map(note -> with(known, note))
                .orElse(known);
    }

    private static Evidence with(Evidence known, TensorNote note) {
        List<LogPosition> lines = Stream.concat(known.lines().stream(), Stream.of(note.at()))
                .distinct()
                .toList();
        return new Evidence(
                known.because() + "; " + note.text() + ", lies in it (" + note.at() + ")", lines, known.frames());
    }
}
