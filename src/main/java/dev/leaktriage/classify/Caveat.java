package dev.leaktriage.classify;

import dev.leaktriage.model.Confidence;
import dev.leaktriage.model.LiveHandle;
import dev.leaktriage.model.ProcessLife;
import dev.leaktriage.model.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * A reason to be less sure of a verdict than its rule is.
 *
 * @param atMost the greatest confidence that is left
 * @param why a clause of plain English
 */
record Caveat(Confidence atMost, Supplier<String> why) {

    /** What stands against the rule's confidence in this case, in no order of weight. */
    static List<Caveat> of(Subject subject, Rule rule, Condition condition) {
        boolean leak = rule.verdict() == Verdict.LEAK;
        Confidence doubtful = leak ? Confidence.POSSIBLE : Confidence.PROBABLE;
        List<Caveat> caveats = new ArrayList<>(0);
        if (leak) {
            addForLostEvents(caveats, subject, grows(condition));
        } else if (subject.handle().lostEvents() > 0) {
            caveats.add(
                    new Caveat(Confidence.PROBABLE, new Lost(subject.handle().lostEvents(), " that may be about it")));
        }
        addForCutLog(caveats, subject.life());
        if (condition.needs().contains(Fact.OUTLIVED_CACHE_CLEAR)
                && !subject.handle().clearCertain()) {
            caveats.add(new Caveat(Confidence.PROBABLE, () -> "the end of that clear is inferred, not logged"));
        }
        if (!subject.stack().complete() && (leak || condition.usesFrames())) {
            caveats.add(new Caveat(doubtful, () -> "the log lacks frames of its stack"));
        }
        if (subject.handle().doubt().isPresent()) {
            String doubt = subject.handle().doubt().get();
            caveats.add(new Caveat(doubtful, () -> doubt));
        }
        return caveats;
    }

    private static boolean grows(Condition condition) {
        return condition.needs().contains(Fact.GROWS) || condition.needs().contains(Fact.GROWS_LINEARLY);
    }

    /**
     * A lost free explains one survivor; to explain growth takes one for each handle that was added. Where so
     * many were not lost, what was lost may still have been a barrier.
     */
    private static void addForLostEvents(List<Caveat> caveats, Subject subject, boolean grows) {
        LiveHandle handle = subject.handle();
        long lost = grows ? subject.life().lostEventsAtLeast() : handle.lostEvents();
        if (lost <= 0) {
            return;
        }
        long needed = grows
                ? handle.growth().map(growth -> growth.last() - growth.first()).orElse(0L)
                : handle.meshSiblingsLive();
        if (lost >= needed) {
            caveats.add(new Caveat(Confidence.POSSIBLE, new Lost(lost, " that may explain it")));
        } else {
            caveats.add(new Caveat(Confidence.PROBABLE, new Lost(lost, " of its process")));
        }
    }

    /** No lambda, since nearly every handle of a damaged log gives this reason: lambdas that capture are slow to make. */
    private record Lost(long events, String which) implements Supplier<String> {
        @Override
        public String get() {
            return "the log lost at least " + events + (events == 1 ? " event" : " events") + which;
        }
    }

    /** Where the text breaks off, the rest may have told that it was freed after all. */
    private static void addForCutLog(List<Caveat> caveats, ProcessLife life) {
        if (life.end() == ProcessLife.End.CUT) {
            caveats.add(new Caveat(Confidence.PROBABLE, () -> "the log breaks off before the process ended"));
        }
    }
}
