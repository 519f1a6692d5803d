package dev.leaktriage.analysis;

import dev.leaktriage.model.Attribution;
import dev.leaktriage.model.Evidence;
import dev.leaktriage.model.LogPosition;
import dev.leaktriage.model.TensorNote;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Verdicts that say which tensors lie in their buffers. */
final class TensorEvidence {
    private TensorEvidence() {}

    /** The same verdicts; those of buffers of which a document says so name its tensors. */
    static List<Attribution> in(List<Attribution> attributions, List<TensorNote> notes) {
        if (notes.isEmpty()) {
            return attributions;
        }
        Map<LogPosition, TensorNote> byAllocation = notes.stream()
                .collect(Collectors.toMap(TensorNote::allocatedAt, Function.identity(), (first, second) -> first));
        return attributions.stream()
                .map(attribution -> {
                    TensorNote note = byAllocation.get(attribution.handle().allocatedAt());
                    return note == null ? attribution : with(attribution, note);
                })
                .toList();
    }

    private static Attribution with(Attribution attribution, TensorNote note) {
        Evidence known = attribution.evidence();
        return new Attribution(
                attribution.handle(),
                attribution.verdict(),
                attribution.confidence(),
                attribution.ruleId(),
                Evidence.onDemand(() -> new Evidence(
                        known.because() + "; " + note.text() + ", lies in it (" + note.at() + ")",
                        Stream.concat(known.lines().stream(), Stream.of(note.at()))
                                .distinct()
                                .toList(),
                        known.frames())),
                attribution.freedBy(),
                attribution.cacheEntry(),
                attribution.suppressedBy());
    }
}
