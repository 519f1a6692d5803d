package dev.leaktriage.classify;

import dev.leaktriage.model.Attribution;
import dev.leaktriage.model.Confidence;
import dev.leaktriage.model.Evidence;
import dev.leaktriage.model.Explanation.Trial;
import dev.leaktriage.model.LogPosition;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Tries the rules on one handle, in order; the first that applies decides. */
final class Judge {
    private final RuleSet rules;
    private final Prover prover;
    private final Decisions decisions = new Decisions();
    /** The conditions of all rules in the order of trial: arrays, since iterators were most of what judging made. */
    private final Condition[] alternatives;

    /** For each of them whether it states something of the handle itself. */
    private final boolean[] states;

    private final Rule[] ruleOf;

    Judge(RuleSet rules) {
        this.rules = rules;
        this.prover = new Prover(rules.programCaching());
        this.alternatives =
                rules.rules().stream().flatMap(rule -> rule.when().stream()).toArray(Condition[]::new);
        this.states = new boolean[alternatives.length];
        for (int i = 0; i < states.length; i++) {
            states[i] = alternatives[i].statesSomething();
        }
        this.ruleOf = rules.rules().stream()
                .flatMap(rule -> rule.when().stream().map(condition -> rule))
                .toArray(Rule[]::new);
    }

    /** Has a frame answer what the rules ask of every frame; it remembers the answers. */
    void ask(KnownFrame frame) {
        for (Condition condition : alternatives) {
            if (!condition.anyFrame().isEmpty()) {
                frame.matchesAny(condition.anyFrame());
            }
        }
    }

    /** What the first rule that applies says of the handle; its cache entry is not known here. */
    Attribution attribution(Subject subject) {
        return attribution(subject, decision(subject), "");
    }

    /** What the first rule that applies decides. */
    Decision decision(Subject subject) {
        for (int i = 0; i < alternatives.length; i++) {
            boolean stated = !states[i] || alternatives[i].stated(subject).holds();
            if (stated && prover.proveRest(alternatives[i], subject).holds()) {
                return decision(subject, ruleOf[i], alternatives[i]);
            }
        }
        throw new IllegalStateException("the last shipped rule applies to every handle");
    }

    private Decision decision(Subject subject, Rule rule, Condition condition) {
        Confidence confidence = condition.confidence();
        for (Caveat caveat : Caveat.of(subject, rule, condition)) {
            confidence = weaker(confidence, caveat.atMost());
        }
        return decisions.get(rule, condition, confidence);
    }

    /** A decision on a handle as a record, with its evidence. */
    Attribution attribution(Subject subject, Decision decision, String cacheEntry) {
        Rule rule = decision.rule();
        return new Attribution(
                subject.handle(),
                rule.verdict(),
                decision.confidence(),
                rule.id(),
                Evidence.onDemand(() -> evidence(subject, decision)),
                rule.freedBy(),
                cacheEntry);
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

    private Evidence evidence(Subject subject, Decision decision) {
        LogPosition at = subject.handle().allocatedAt();
        Proof proof = prover.prove(decision.condition(), subject);
        return new Evidence(because(subject, decision, proof), lines(at, proof.lines()), proof.frames());
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

    private static String because(Subject subject, Decision decision, Proof proof) {
        Rule rule = decision.rule();
        String why = proof.why();
        StringBuilder because =
                new StringBuilder("allocated at " + subject.handle().allocatedAt());
        if (!why.isEmpty()) {
            because.append("; ").append(why);
        }
        because.append(": ").append(rule.because());
        if (!rule.freedBy().isEmpty()) {
            because.append("; freed by ").append(rule.freedBy());
        }
        List<Caveat> caveats = Caveat.of(subject, rule, decision.condition());
        if (!caveats.isEmpty()) {
            because.append("; only ").append(decision.confidence().label()).append(", since ");
            because.append(String.join(
                    ", and ", caveats.stream().map(caveat -> caveat.why().get()).toList()));
        }
        return because.toString();
    }
}
