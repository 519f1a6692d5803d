package dev.leaktriage.classify;

import dev.leaktriage.model.Attribution;
import dev.leaktriage.model.CallStack;
import dev.leaktriage.model.Confidence;
import dev.leaktriage.model.Evidence;
import dev.leaktriage.model.Explanation.Trial;
import dev.leaktriage.model.LogPosition;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** Tries the rules on one handle, in order; the first that applies decides. */
final class Judge {
    private final RuleSet rules;
    private final Prover prover;
    private final StackAnswers stacks = new StackAnswers();
    /** The conditions of all rules in the order of trial: arrays, since iterators were most of what judging made. */
    private final Alternative[] alternatives;

    /** The questions of each condition under which a stack is one of the program cache. */
    private final long[][] programCaching;

    /** A condition, and what it demands in a form that is quick to try. */
    private record Alternative(
            Condition condition, Facts needs, long[] frames, boolean statesSomething, Decision[] byConfidence) {}

    Judge(RuleSet rules) {
        this.rules = rules;
        this.prover = new Prover(rules.programCaching());
        List<Alternative> all = new ArrayList<>();
        for (Rule rule : rules.rules()) {
            for (Condition condition : rule.when()) {
                all.add(alternative(rule, condition));
            }
        }
        this.alternatives = all.toArray(new Alternative[0]);
        this.programCaching = rules.programCaching().stream().map(stacks::asked).toArray(long[][]::new);
    }

    private Alternative alternative(Rule rule, Condition condition) {
        Confidence[] confidences = Confidence.values();
        Decision[] decisions = new Decision[confidences.length];
        for (int i = 0; i < decisions.length; i++) {
            decisions[i] = new Decision(rule, condition, confidences[i]);
        }
        return new Alternative(
                condition,
                Facts.of(condition.needs()),
                stacks.asked(condition),
                condition.statesSomething(),
                decisions);
    }

    /** What the first rule that applies says of the handle; its cache entry is not known here. */
    Attribution attribution(Subject subject) {
        return attribution(subject, decision(subject), "");
    }

    /** True if the frames of a stack are those of the program cache. */
    boolean isProgramCaching(CallStack stack) {
        return isProgramCaching(stacks.of(stack));
    }

    private boolean isProgramCaching(long[] answers) {
        for (long[] asked : programCaching) {
            if (StackAnswers.affirm(answers, asked)) {
                return true;
            }
        }
        return false;
    }

    /** What the first rule that applies decides. */
    Decision decision(Subject subject) {
        long[] frames = stacks.of(subject.stack());
        Facts facts = Facts.of(subject);
        if (isProgramCaching(frames)) {
            facts = facts.with(Fact.PROGRAM_CACHING_SITE);
        }
        for (Alternative alternative : alternatives) {
            if (facts.haveAll(alternative.needs)
                    && StackAnswers.affirm(frames, alternative.frames)
                    && (!alternative.statesSomething || alternative.condition.fits(subject))) {
                return decision(subject, alternative);
            }
        }
        throw new IllegalStateException("the last shipped rule applies to every handle");
    }

    private static Decision decision(Subject subject, Alternative alternative) {
        Confidence confidence = alternative.condition.confidence();
        Rule rule = alternative.byConfidence[0].rule();
        for (Caveat caveat : Caveat.of(subject, rule, alternative.condition)) {
            confidence = weaker(confidence, caveat.atMost());
        }
        return alternative.byConfidence[confidence.ordinal()];
    }

    /** A decision on a handle as a record, with its evidence. */
    Attribution attribution(Subject subject, Decision decision, String cacheEntry) {
        Rule rule = decision.rule();
        return new Attribution(
                subject.handle(),
                rule.verdict(),
                decision.confidence(),
                rule.id(),
                evidence(subject, decision),
                rule.freedBy(),
                cacheEntry);
    }

    /** The evidence for a decision, put into words when somebody wants to read it. */
    Evidence evidence(Subject subject, Decision decision) {
        return Evidence.onDemand(new Stated(prover, subject, decision));
    }

    /** The rules that were tried on the handle, up to the one that decided. */
    List<Trial> trials(Subject subject) {
        List<Trial> trials = new ArrayList<>();
        for (Rule rule : rules.rules()) {
            Trial trial = trial(rule, subject);
            trials.add(trial);
            if (trial.applies()) {
                break;
            }
        }
        return trials;
    }

    private Trial trial(Rule rule, Subject subject) {
        Set<String> failures = new LinkedHashSet<>();
        for (Condition condition : rule.when()) {
            Proof proof = prover.prove(condition, subject);
            if (proof.holds()) {
                return new Trial(rule.id(), true, proof.why().isEmpty() ? rule.because() : proof.why());
            }
            failures.add(proof.why());
        }
        return new Trial(rule.id(), false, String.join("; ", failures));
    }

    private static Confidence weaker(Confidence left, Confidence right) {
        return left.compareTo(right) > 0 ? left : right;
    }

    /** No lambda, since there is one for each group of handles: those that capture something are slow to make. */
    private record Stated(Prover prover, Subject subject, Decision decision) implements Supplier<Evidence> {
        @Override
        public Evidence get() {
            LogPosition at = subject.handle().allocatedAt();
            Proof proof = prover.prove(decision.condition(), subject);
            return new Evidence(because(proof), lines(at, proof.lines()), proof.frames());
        }

        private static List<LogPosition> lines(LogPosition at, List<LogPosition> others) {
            if (others.isEmpty()) {
                return List.of(at);
            }
            Set<LogPosition> lines = new LinkedHashSet<>();
            lines.add(at);
            lines.addAll(others);
            return List.copyOf(lines);
        }

        private String because(Proof proof) {
            Rule rule = decision.rule();
            StringBuilder because =
                    new StringBuilder("allocated at " + subject.handle().allocatedAt());
            if (!proof.why().isEmpty()) {
                because.append("; ").append(proof.why());
            }
            because.append(": ").append(rule.because());
            if (!rule.freedBy().isEmpty()) {
                because.append("; freed by ").append(rule.freedBy());
            }
            List<Caveat> caveats = Caveat.of(subject, rule, decision.condition());
            if (!caveats.isEmpty()) {
                because.append("; only ").append(decision.confidence().label()).append(", since ");
                because.append(String.join(
                        ", and ",
                        caveats.stream().map(caveat -> caveat.why().get()).toList()));
            }
            return because.toString();
        }
    }
}
