package dev.leaktriage.policy;

import dev.leaktriage.model.Frame;
import dev.leaktriage.model.Site;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A pattern of LeakSanitizer's {@code leak:} lines: part of the function or the module of any frame; {@code *} stands
 * for any characters, {@code ^} and {@code $} for the beginning and the end.
 *
 * @param part the longest text without any of these, which stands in everything that matches: to look for it is many
 *     times as fast as to try a pattern, and there are as many tries as rules times frames
 */
record LsanPattern(String written, String part, Pattern pattern) implements StackPattern, FrameTest {
    static LsanPattern of(String written) {
        boolean fromStart = written.startsWith("^");
        boolean toEnd = written.length() > 1 && written.endsWith("$");
        String inner = written.substring(fromStart ? 1 : 0, written.length() - (toEnd ? 1 : 0));
        List<String> parts = List.of(inner.split("\\*", -1));
        String expression = parts.stream().map(Pattern::quote).collect(Collectors.joining(".*"));
        return new LsanPattern(
                written,
                Collections.max(parts, Comparator.comparingInt(String::length)),
                Pattern.compile((fromStart ? "^" : "") + expression + (toEnd ? "$" : ""), Pattern.DOTALL));
    }

    @Override
    public boolean matches(Site site) {
        // No stream: it is asked for each rule and each site.
        for (Frame frame : site.stack().frames()) {
            if (matches(frame)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public List<FrameTest> needs() {
        return List.of(this);
    }

    @Override
    public boolean matches(Frame frame) {
        return finds(frame.symbol()) || finds(frame.qualifiedName()) || finds(frame.module());
    }

    private boolean finds(String name) {
        return !name.isEmpty()
                && name.contains(part)
                && (part.equals(written) || pattern.matcher(name).find());
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
