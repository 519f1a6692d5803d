package dev.leaktriage.classify;

import dev.leaktriage.model.CallStack;
import dev.leaktriage.model.Memory;
import dev.leaktriage.model.Site;
import dev.leaktriage.model.Verdict;

/** What call stacks alone tell, while a log is replayed. */
public final class StackJudge {
    private final Judge judge;

    /** Judges by these rules. */
    public StackJudge(RuleSet rules) {
        this.judge = new Judge(rules);
    }

    /** True if the frames of a stack show that what it allocates is held by the program cache. */
    public boolean isProgramCaching(CallStack stack) {
        return judge.isProgramCaching(stack);
    }

    /** True if a stack shows that what it allocates is a cached program, a system buffer or a trace. */
    public boolean isHeldOnPurpose(CallStack stack) {
        Subject subject = Example.ofSite(new Site("", Memory.UNSTATED, stack, ""));
        Verdict verdict = judge.decision(subject).rule().verdict();
        return verdict == Verdict.PROGRAM_CACHE || verdict == Verdict.SYSTEM || verdict == Verdict.TRACE;
    }
}
