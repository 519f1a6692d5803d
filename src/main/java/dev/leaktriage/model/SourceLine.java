package dev.leaktriage.model;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line of a program's source, as a frame names it: {@code f() at src/a.cpp:12}, {@code Foo.bar(Foo.java:3)}, {@code
 * File "a.py", line 3, in f}.
 *
 * @param path as the frame has it, relative or absolute
 * @param line 1-based
 */
public record SourceLine(String path, long line) {
    /** How the name of a source file ends, as a regular expression. */
    public static final String EXTENSION =
            "\\.(?:c|cc|cpp|cxx|c\\+\\+|cu|h|hh|hpp|hxx|inl|ipp|py|pyx|java|kt|scala|rs|go|js|ts)";

    private static final String LINE = ", line ";
    private static final Pattern NUMBERED = Pattern.compile(EXTENSION + "(?=:(\\d{1,9})\\b)");
    private static final Pattern QUOTED = Pattern.compile("([\"'])([^\"']+)\\1, line (\\d{1,9})\\b");
    private static final Pattern NUMBER =
            Pattern.compile("(?<=" + EXTENSION + ")(?::\\d+){1,2}\\b|(?<=\\.\\w{1,5}[\"'])?, line \\d+\\b");
    private static final String PATH_PUNCTUATION = "_./\\+@~-";

    public SourceLine {
        if (path.isEmpty() || line < 1) {
            throw new IllegalArgumentException(
                    "a source line has a file and a number from 1, not '" + path + ":" + line + "'");
        }
    }

    /** The place that a frame names, the last one if there are several; empty if it names none. */
    public static Optional<SourceLine> of(Frame frame) {
        String symbol = frame.symbol();
        Optional<SourceLine> quoted = symbol.contains(LINE) ? lastQuoted(symbol) : Optional.empty();
        return quoted.isPresent() || !hasNumberBehindColon(symbol) ? quoted : lastNumbered(symbol);
    }

    /** The text without the numbers of source lines, so that it stays the same when lines move. */
    public static String withoutNumber(String symbol) {
        boolean mayHaveOne = hasNumberBehindColon(symbol) || symbol.contains(LINE);
        return mayHaveOne ? NUMBER.matcher(symbol).replaceAll("") : symbol;
    }

    /** Where neither this is true nor {@link #LINE} is there, no pattern fits, and to try it on a long name takes long. */
    private static boolean hasNumberBehindColon(String symbol) {
        for (int colon = symbol.indexOf(':'); colon >= 0; colon = symbol.indexOf(':', colon + 1)) {
            if (colon + 1 < symbol.length() && isDigit(symbol.charAt(colon + 1))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static Optional<SourceLine> lastQuoted(String symbol) {
        Optional<SourceLine> last = Optional.empty();
        Matcher places = QUOTED.matcher(symbol);
        while (places.find()) {
            last = of(places.group(2), places.group(3));
        }
        return last;
    }

    private static Optional<SourceLine> lastNumbered(String symbol) {
        Optional<SourceLine> last = Optional.empty();
        Matcher places = NUMBERED.matcher(symbol);
        while (places.find()) {
            int from = pathStart(symbol, places.start());
            last = from == places.start() ? last : of(symbol.substring(from, places.end()), places.group(1));
        }
        return last;
    }

    private static Optional<SourceLine> of(String path, String digits) {
        long line = Long.parseLong(digits);
        return line == 0 ? Optional.empty() : Optional.of(new SourceLine(path, line));
    }

    /** Goes back by hand: a pattern that tries every beginning takes the square of the length of a mangled name. */
    private static int pathStart(String text, int end) {
        int from = end;
        while (from > 0 && isOfPath(text.charAt(from - 1))) {
            from--;
        }
        boolean drive = from >= 2
                && from < end
                && text.charAt(from - 1) == ':'
                && "/\\".indexOf(text.charAt(from)) >= 0
                && Character.isLetter(text.charAt(from - 2))
                && (from == 2 || !isOfPath(text.charAt(from - 3)));
        return drive ? from - 2 : from;
    }

    private static boolean isOfPath(char c) {
        return Character.isLetterOrDigit(c) || PATH_PUNCTUATION.indexOf(c) >= 0;
    }

    /** {@code path:line}. */
    @Override
    public String toString() {
        return path + ":" + line;
    }
}
