package dev.leaktriage.report;

import dev.leaktriage.model.BudgetResult;
import dev.leaktriage.model.PolicyResult;
import dev.leaktriage.model.Suppression;
import dev.leaktriage.model.Verdict;
import java.io.IOException;

/** Suppressions and budgets as JSON; left out where there are none. */
final class JsonPolicy {
    private JsonPolicy() {}

    static void write(JsonOutput json, PolicyResult policy) throws IOException {
        if (!policy.suppressions().isEmpty()) {
            json.objects("suppressions", policy.suppressions(), JsonPolicy::suppression);
        }
        if (!policy.budgets().isEmpty()) {
            json.objects("budgets", policy.budgets(), JsonPolicy::budget);
        }
    }

    private static void suppression(JsonOutput json, Suppression suppression) throws IOException {
        json.position("at", suppression.at());
        json.text("pattern", suppression.pattern());
        json.text("reason", suppression.reason());
        json.textUnlessEmpty("ticket", suppression.ticket());
        json.texts(
                "verdicts", suppression.verdicts().stream().map(Verdict::label).toList());
        json.textUnlessEmpty(
                "expires", suppression.expires().map(Object::toString).orElse(""));
        json.number("max_count", suppression.maxCount());
        json.number("max_bytes", suppression.maxBytes());
        json.text("state", suppression.state().label());
        json.flag("hides", suppression.state().hides());
        json.number("handles", suppression.handles());
        json.number("size_bytes", suppression.sizeBytes());
    }

    private static void budget(JsonOutput json, BudgetResult result) throws IOException {
        json.position("at", result.at());
        json.text("budget", result.budget());
        json.text("state", result.state().label());
        json.text("unit", result.unit().label());
        json.number("actual", result.actual());
        json.number("allowed", result.allowed());
        json.number("over", result.over());
        json.textUnlessEmpty("message", result.message());
    }
}
