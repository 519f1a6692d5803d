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

    Judge(RuleSet rules) {
        this.rules = rules;
        this.prover = new Prover(rules.programCaching());
    }

    /** What the first rule that applies says of the handle; its cache entry is not known here. */
    Attribution attribution(Subject subject) {
        for (Rule rule : rules.rules()) {
            for (Condition condition : rule.when()) {
                Proof proof = prover.prove(condition, subject);
                if (proof.holds()) {
                    return attribution(subject, rule, condition, proof);
                }
            }
        }
        throw new IllegalStateException("the last shipped rule applies to every handle");
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

    private static Attribution attribution(Subject subject, Rule rule, Condition condition, Proof proof) {
        List<Caveat> caveats = Caveat.of(subject, rule, condition);
        Confidence confidence = condition.confidence();
        for (Caveat caveat : caveats) {
            confidence = weaker(confidence, caveat.atMost());
        }
        return new Attribution(
                subject.handle(),
                rule.verdict(),
                confidence,
                rule.id(),
                evidence(subject, rule, proof, caveats, confidence),
                rule.freedBy(),
                "");
    }

    private static Confidence weaker(Confidence left, Confidence right) {
        return left.compareTo(right) > 0 ? left : right;
    }

    private static Evidence evidence(
            Subject subject, Rule rule, Proof proof, List<Caveat> caveats, Confidence confidence) {
        LogPosition at = subject.handle().allocatedAt();
        StringBuilder because = new StringBuilder("allocated at " + at);
        if (!proof.why().isEmpty()) {
            because.append("; ").append(proof.why());
        }
        because.append(": ").append(rule.because());
        if (!rule.freedBy().isEmpty()) {
            because.append("; freed by ").append(rule.freedBy());
        }
        if (!caveats.isEmpty()) {
            because.append("; only ").append(confidence.label()).append(", since ");
            because.append(
                    String.join(", and ", caveats.stream().map(Caveat::why).toList()));
        }
        Set<LogPosition> lines = new LinkedHashSet<>();
        lines.add(at);
        lines.addAll(proof.lines());
        return new Evidence(because.toString(), List.copyOf(lines), proof.frames());
    }
}
