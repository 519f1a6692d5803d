package dev.leaktriage.policy;

import dev.leaktriage.model.LogPosition;
import dev.leaktriage.model.Memory;
import dev.leaktriage.model.NearestWord;
import dev.leaktriage.model.Verdict;
import dev.leaktriage.policy.Bound.Whole;
import dev.leaktriage.policy.Budget.Change;
import dev.leaktriage.policy.Budget.Moment;
import dev.leaktriage.policy.Budget.Part;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Reads the words of one budget, from left to right. */
final class BudgetLine {
    private static final String AT_MOST = "<=";
    private static final String LIVE = "live";
    private static final String PEAK = "peak";
    private static final List<String> CLAUSES =
            List.of("handles", "size", "occupied", "in", "on", "at", "per", "grows", "with", AT_MOST);

    private final LogPosition at;
    private final List<BudgetToken> tokens;
    private final int endColumn;
    private int next;

    private Moment moment = Moment.END;
    private Optional<Verdict> verdict = Optional.empty();
    private boolean withSuppressed;
    private Optional<Measure> measure = Optional.empty();
    private Optional<Memory> memory = Optional.empty();
    private OptionalInt device = OptionalInt.empty();
    private Optional<SiteFilter> site = Optional.empty();
    private final Set<Part> per = EnumSet.noneOf(Part.class);
    private Change change = Change.NONE;

    /**
     * Takes the words.
     *
     * @param endColumn where something missing is told
     */
    BudgetLine(LogPosition at, List<BudgetToken> tokens, int endColumn) {
        this.at = at;
        this.tokens = tokens;
        this.endColumn = endColumn;
    }

    /**
     * The budget.
     *
     * @throws BrokenBudget if the words are none
     */
    Budget budget() {
        subject();
        while (!peek().is(AT_MOST)) {
            clause(peek());
        }
        next++;
        Bound bound = bound();
        if (next < tokens.size()) {
            throw broken(peek(), "unexpected '" + peek().text() + "' behind the budget; one stands on each line");
        }
        String written = tokens.stream().map(BudgetToken::toString).collect(Collectors.joining(" "));
        return new Budget(
                at,
                written,
                moment,
                verdict,
                withSuppressed,
                measure.orElseThrow(),
                memory,
                device,
                site,
                per,
                change,
                bound);
    }

    private void subject() {
        BudgetToken token = take("a subject: " + String.join(", ", subjects()));
        if (token.is(PEAK)) {
            moment = Moment.PEAK;
        } else if (!token.is(LIVE)) {
            verdict =
                    Optional.of(Verdict.ofLabel(token.text()).orElseThrow(() -> unknown(token, "subject", subjects())));
        }
    }

    private static List<String> subjects() {
        List<String> subjects = new ArrayList<>(List.of(LIVE, PEAK));
        Arrays.stream(Verdict.values()).map(Verdict::label).forEach(subjects::add);
        return subjects;
    }

    private void clause(BudgetToken token) {
        next++;
        switch (token.quoted() ? "" : token.text()) {
            case "handles", "size", "occupied" -> {
                once(token, measure.isPresent());
                measure = Optional.of(Measure.valueOf(token.text().toUpperCase(Locale.ROOT)));
            }
            case "in" -> {
                once(token, memory.isPresent());
                BudgetToken kind = take("a memory kind");
                memory = Optional.of(reading(kind, () -> SuppressionDraft.memory(kind.text())));
            }
            case "on" -> onDevice(token);
            case "at" -> {
                expect("site");
                once(token, site.isPresent());
                site = Optional.of(SiteFilter.of(
                        take("a site: its id, an operation or a function").text()));
            }
            case "per" -> perPart(token);
            case "grows" -> grows(token);
            case "with" -> withSuppressed(token);
            default -> throw unknown(token, "word", CLAUSES);
        }
    }

    private void onDevice(BudgetToken token) {
        expect("device");
        once(token, device.isPresent());
        notAtPeak(token);
        BudgetToken number = take("a device number");
        long value = reading(number, () -> Quantity.count(number.text()));
        device = OptionalInt.of((int) Math.min(value, Integer.MAX_VALUE));
    }

    private void perPart(BudgetToken token) {
        BudgetToken word = take("device, memory or site");
        Part part = Arrays.stream(Part.values())
                .filter(known -> word.is(known.name().toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> unknown(word, "part", List.of("device", "memory", "site")));
        if (part == Part.DEVICE) {
            notAtPeak(token);
        }
        once(token, !per.add(part));
    }

    private void grows(BudgetToken token) {
        once(token, change != Change.NONE);
        change = Change.SINCE_BASE;
        boolean perCheckpoint = next + 1 < tokens.size()
                && tokens.get(next).is("per")
                && tokens.get(next + 1).is("checkpoint");
        if (!perCheckpoint) {
            return;
        }
        next += 2;
        change = Change.PER_CHECKPOINT;
    }

    private void withSuppressed(BudgetToken token) {
        expect("suppressed");
        once(token, withSuppressed);
        if (verdict.isEmpty()) {
            throw broken(
                    token, "'with suppressed' belongs to a verdict: live and peak count what is suppressed anyway");
        }
        withSuppressed = true;
    }

    private Bound bound() {
        checkGrowth();
        BudgetToken number = take("a number, such as 8, 64 KiB or 5 %");
        if (next < tokens.size() && peek().is("%")) {
            next++;
            measure = Optional.of(measure.orElse(Measure.SIZE));
            return new Bound(percent(number), whole(number));
        }
        if (!Character.isDigit((number.text() + " ").charAt(0))) {
            throw broken(number, "bad bound '" + number.text() + "': write a number such as 8, 64 KiB or 5 % of live");
        }
        boolean unit = next < tokens.size() && Character.isLetter(peek().text().charAt(0));
        String text = number.text() + (unit ? " " + tokens.get(next++).text() : "");
        boolean plain = text.matches("\\d+");
        measure = Optional.of(measure.orElse(plain ? Measure.HANDLES : Measure.SIZE));
        boolean handles = measure.get() == Measure.HANDLES;
        if (handles && !plain && text.matches("\\d.*[A-Za-z]")) {
            throw broken(number, "handles have no unit, but '" + text + "' has; say 'size' or 'occupied'");
        }
        long amount = reading(number, () -> handles ? Quantity.count(text) : Quantity.bytes(text));
        return new Bound(BigDecimal.valueOf(amount), Whole.NOTHING);
    }

    /** Timelines know neither verdicts nor devices. */
    private void checkGrowth() {
        boolean split = verdict.isPresent()
                || moment == Moment.PEAK
                || memory.isPresent()
                || device.isPresent()
                || site.isPresent()
                || !per.isEmpty();
        if (change == Change.PER_CHECKPOINT && split) {
            throw broken(
                    tokens.get(0),
                    "growth per checkpoint is known for all live buffers only: 'live grows per checkpoint <= ...'");
        }
    }

    private static BigDecimal percent(BudgetToken number) {
        if (!number.text().matches("\\d{1,9}(\\.\\d{1,6})?")) {
            throw broken(number, "bad number '" + number.text() + "': write such as 5 % or 2.5 %");
        }
        return new BigDecimal(number.text());
    }

    private Whole whole(BudgetToken number) {
        if (next < tokens.size() && peek().is("of")) {
            next++;
            BudgetToken of = take("live, peak or base");
            Whole whole = Arrays.stream(new Whole[] {Whole.LIVE, Whole.PEAK, Whole.BASE})
                    .filter(known -> of.is(known.name().toLowerCase(Locale.ROOT)))
                    .findFirst()
                    .orElseThrow(() -> unknown(of, "whole", List.of("live", "peak", "base")));
            if (change == Change.PER_CHECKPOINT) {
                throw broken(of, "growth per checkpoint is in percent of the checkpoint before; leave out 'of'");
            }
            return whole;
        }
        return switch (change) {
            case PER_CHECKPOINT -> Whole.CHECKPOINT_BEFORE;
            case SINCE_BASE -> Whole.BASE;
            case NONE ->
                throw broken(
                        number, "percent of what? write '" + number.text() + " % of live', 'of peak' or 'of base'");
        };
    }

    private void notAtPeak(BudgetToken token) {
        if (moment == Moment.PEAK) {
            throw broken(token, "the peak is known over all devices only; split it 'per memory' or 'per site'");
        }
    }

    private static void once(BudgetToken token, boolean already) {
        if (already) {
            throw broken(token, "'" + token.text() + "' says again what was said before it");
        }
    }

    private BudgetToken peek() {
        if (next >= tokens.size()) {
            throw new BrokenBudget(endColumn, "the budget breaks off; it ends with '<=' and a bound, such as '<= 0'");
        }
        return tokens.get(next);
    }

    private BudgetToken take(String wanted) {
        if (next >= tokens.size()) {
            throw new BrokenBudget(endColumn, "the budget breaks off before " + wanted);
        }
        return tokens.get(next++);
    }

    private void expect(String word) {
        BudgetToken token = take("'" + word + "'");
        if (!token.is(word)) {
            throw unknown(token, "word", List.of(word));
        }
    }

    private static <T> T reading(BudgetToken token, Supplier<T> read) {
        try {
            return read.get();
        } catch (IllegalArgumentException e) {
            throw broken(token, e.getMessage());
        }
    }

    private static BrokenBudget unknown(BudgetToken token, String what, List<String> known) {
        return broken(
                token,
                "unknown " + what + " '" + token.text() + "'" + NearestWord.hint(token.text(), known) + " (one of "
                        + String.join(", ", known) + ")");
    }

    private static BrokenBudget broken(BudgetToken token, String message) {
        return new BrokenBudget(token.column(), message);
    }
}
