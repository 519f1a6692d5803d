package dev.leaktriage.policy;

import dev.leaktriage.model.Frame;
import dev.leaktriage.model.Site;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A pattern of LeakSanitizer's {@code leak:} lines: part of the function or the module of any frame; {@code *} stands
 * for any characters, {@code ^} and {@code $} for the beginning and the end.
 */
record LsanPattern(String written, Pattern pattern) implements StackPattern {
    static LsanPattern of(String written) {
        boolean fromStart = written.startsWith("^");
        boolean toEnd = written.length() > 1 && written.endsWith("$");
        String inner = written.substring(fromStart ? 1 : 0, written.length() - (toEnd ? 1 : 0));
        String expression =
                Arrays.stream(inner.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
        return new LsanPattern(
                written, Pattern.compile((fromStart ? "^" : "") + expression + (toEnd ? "$" : ""), Pattern.DOTALL));
    }

    @Override
    public boolean matches(Site site) {
        return site.stack().frames().stream().anyMatch(this::matches);
    }

    private boolean matches(Frame frame) {
        return finds(frame.symbol()) || finds(frame.qualifiedName()) || finds(frame.module());
    }

    private boolean finds(String name) {
        return !name.isEmpty() && pattern.matcher(name).find();
    }

    @Override
    public boolean matchesEverything() {
        return written.replaceAll("[*^$]", "").isBlank();
    }

    @Override
    public String text() {
        return "leak:" + written;
    }
}
