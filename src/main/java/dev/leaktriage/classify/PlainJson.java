package dev.leaktriage.classify;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the JSON that rule files usually are: objects, lists, texts without escapes, and whole numbers.
 *
 * <p>Whatever else stands in a text, wrong or rare, it leaves the text to {@link LocatedJsonReader}, which says the same of
 * those that it does read. That one takes 20 ms of a start, half of them for classes of decimal numbers.
 */
final class PlainJson {
    /** A rule file needs five levels. */
    private static final int DEEPEST = 20;

    private static final int LONGEST_TEXT = 10_000;
    /** Any number of so many digits is a {@code long}. */
    private static final int MOST_DIGITS = 18;

    private final String text;
    private int at;
    private int line = 1;
    private int lineStart;
    private int depth;

    /** Says that the text is for the other reader. */
    private static final class NotPlain extends Exception {
        private static final long serialVersionUID = 1L;

        NotPlain() {
            super("not plain", null, false, false);
        }
    }

    private PlainJson(String text) {
        this.text = text;
    }

    /** The value of a document; empty if it is for the other reader. */
    static Optional<LocatedJson> read(String text) {
        try {
            return Optional.of(new PlainJson(text).document());
        } catch (NotPlain e) {
            return Optional.empty();
        }
    }

    private LocatedJson document() throws NotPlain {
        LocatedJson document = value(next());
        skipBlanks();
        if (at < text.length()) {
            throw new NotPlain();
        }
        return document;
    }

    /** The next character that is not blank, which is then behind the place. */
    private char next() throws NotPlain {
        skipBlanks();
        if (at == text.length()) {
            throw new NotPlain();
        }
        return text.charAt(at++);
    }

    private void skipBlanks() {
        while (at < text.length()) {
            char character = text.charAt(at);
            if (character == '\n') {
                line++;
                lineStart = at + 1;
            } else if (character != ' ' && character != '\t') {
                return;
            }
            at++;
        }
    }

    /** The column of the character before the place, from 1. */
    private int column() {
        return at - lineStart;
    }

    private LocatedJson value(char first) throws NotPlain {
        int atLine = line;
        int atColumn = column();
        return new LocatedJson(atLine, atColumn, content(first));
    }

    private Object content(char first) throws NotPlain {
        if (first == '"') {
            return string();
        }
        if (first == '{' || first == '[') {
            depth++;
            if (depth > DEEPEST) {
                throw new NotPlain();
            }
            Object inside = first == '{' ? fields() : elements();
            depth--;
            return inside;
        }
        return number(first);
    }

    private List<LocatedJson> elements() throws NotPlain {
        List<LocatedJson> elements = new ArrayList<>();
        char next = next();
        if (next == ']') {
            return elements;
        }
        elements.add(value(next));
        while (goesOn(']')) {
            elements.add(value(next()));
        }
        return elements;
    }

    private Map<LocatedJson.Key, LocatedJson> fields() throws NotPlain {
        Map<LocatedJson.Key, LocatedJson> fields = new LinkedHashMap<>();
        List<String> names = new ArrayList<>();
        char next = next();
        if (next == '}') {
            return fields;
        }
        field(next, fields, names);
        while (goesOn('}')) {
            field(next(), fields, names);
        }
        return fields;
    }

    private void field(char first, Map<LocatedJson.Key, LocatedJson> fields, List<String> names) throws NotPlain {
        int atLine = line;
        int atColumn = column();
        if (first != '"') {
            throw new NotPlain();
        }
        String name = string();
        if (names.contains(name) || next() != ':') {
            throw new NotPlain();
        }
        names.add(name);
        fields.put(new LocatedJson.Key(atLine, atColumn, name), value(next()));
    }

    /** True before another element, false behind the last one. */
    private boolean goesOn(char end) throws NotPlain {
        char next = next();
        if (next != ',' && next != end) {
            throw new NotPlain();
        }
        return next == ',';
    }

    private String string() throws NotPlain {
        int end = text.indexOf('"', at);
        if (end < 0 || end - at > LONGEST_TEXT) {
            throw new NotPlain();
        }
        for (int i = at; i < end; i++) {
            char character = text.charAt(i);
            if (character < ' ' || character == '\\') {
                throw new NotPlain();
            }
        }
        String string = text.substring(at, end);
        at = end + 1;
        return string;
    }

    private Long number(char first) throws NotPlain {
        int from = at - 1;
        while (at < text.length() && isDigit(text.charAt(at))) {
            at++;
        }
        int digits = at - from;
        boolean plain = isDigit(first)
                && digits <= MOST_DIGITS
                && (first != '0' || digits == 1)
                && at < text.length()
                && " \t\n,]}".indexOf(text.charAt(at)) >= 0;
        if (!plain) {
            throw new NotPlain();
        }
        return Long.parseLong(text, from, at, 10);
    }

    private static boolean isDigit(char character) {
        return character >= '0' && character <= '9';
    }
}
