package dev.leaktriage.report;

import dev.leaktriage.model.BudgetResult;
import dev.leaktriage.model.Suppression;
import dev.leaktriage.model.Verdict;
import java.io.IOException;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** Suppressions and budgets, read back from what {@link JsonPolicy} wrote. */
final class SavedPolicy {
    private SavedPolicy() {}

    static Suppression suppression(JsonObject json) throws IOException {
        String reason = json.text("reason");
        if (reason.isBlank()) {
            throw json.wrong("reason", "a suppression states a reason");
        }
        return new Suppression(
                json.position("at"),
                json.text("pattern"),
                reason,
                json.textOrEmpty("ticket"),
                json.constants("verdicts", Verdict.class),
                day(json, "expires"),
                json.numberIfAny("max_count"),
                json.numberIfAny("max_bytes"),
                json.constant("state", Suppression.State.class),
                json.number("handles"),
                json.number("size_bytes"));
    }

    static BudgetResult budget(JsonObject json) throws IOException {
        return new BudgetResult(
                json.position("at"),
                json.text("budget"),
                json.constant("state", BudgetResult.State.class),
                json.numberIfAny("actual"),
                json.numberIfAny("allowed"),
                json.constant("unit", BudgetResult.Unit.class),
                json.textOrEmpty("message"));
    }

    private static Optional<LocalDate> day(JsonObject json, String name) throws IOException {
        String text = json.textOrEmpty(name);
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(LocalDate.parse(text));
        } catch (DateTimeParseException e) {
            throw json.wrong(name, "'" + text + "' is no date; expected YYYY-MM-DD");
        }
    }
}
