package dev.leaktriage.classify;

import dev.leaktriage.model.CallStack;
import dev.leaktriage.model.Frame;
import dev.leaktriage.model.Memory;
import dev.leaktriage.model.Site;
import dev.leaktriage.model.Verdict;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * What call stacks alone tell, while a log is replayed.
 *
 * <p>Every distinct stack is asked about once; most of its frames stand in others too, so their names are read once.
 */
public final class StackJudge {
    private final Judge judge;
    private final List<Condition> programCaching;
    private final Map<Frame, KnownFrame> known = new IdentityHashMap<>();

    /** Judges by these rules. */
    public StackJudge(RuleSet rules) {
        this.judge = new Judge(rules);
        this.programCaching = rules.programCaching();
    }

    /** True if the frames of a stack show that what it allocates is held by the program cache. */
    public boolean isProgramCaching(CallStack stack) {
        StackFrames frames = new StackFrames(stack, known);
        for (Condition condition : programCaching) {
            if (frames.proof(condition).holds()) {
                return true;
            }
        }
        return false;
    }

    /** True if a stack shows that what it allocates is a cached program, a system buffer or a trace. */
    public boolean isHeldOnPurpose(CallStack stack) {
        Subject subject = Example.ofSite(new Site("", Memory.UNSTATED, stack, ""), new StackFrames(stack, known));
        Verdict verdict = judge.decision(subject).rule().verdict();
        return verdict == Verdict.PROGRAM_CACHE || verdict == Verdict.SYSTEM || verdict == Verdict.TRACE;
    }
}
