package dev.leaktriage.classify;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads JSON with places, and says in words of its own what is wrong with it. */
final class LocatedJsonReader {
    /** A rule file needs five levels. */
    private static final int DEEPEST = 50;

    private static final JsonFactory FACTORY =
            JsonFactory.builder().enable(JsonReadFeature.ALLOW_JAVA_COMMENTS).build();

    private final String text;
    private final JsonParser parser;
    private final Deque<Open> open = new ArrayDeque<>();
    private boolean complete;

    /** An object or a list whose end has not been read. */
    private record Open(String what, JsonLocation at) {
        @Override
        public String toString() {
            return what + " that begins at " + at.getLineNr() + ":" + at.getColumnNr();
        }
    }

    private LocatedJsonReader(String text, JsonParser parser) {
        this.text = text;
        this.parser = parser;
    }

    static LocatedJson read(String text) throws BrokenJson {
        try (JsonParser parser = FACTORY.createParser(text)) {
            return new LocatedJsonReader(text, parser).document();
        } catch (IOException e) {
            throw new IllegalStateException("text in memory can be read", e);
        }
    }

    private LocatedJson document() throws IOException, BrokenJson {
        try {
            if (parser.nextToken() == null) {
                throw new BrokenJson(1, 1, "the file is empty; expected an object");
            }
            LocatedJson document = value();
            complete = true;
            if (parser.nextToken() != null) {
                throw broken(parser.currentTokenLocation(), "text after the end of the rules");
            }
            return document;
        } catch (JacksonException e) {
            throw broken(e);
        }
    }

    private LocatedJson value() throws IOException, BrokenJson {
        JsonLocation at = parser.currentTokenLocation();
        return new LocatedJson(at.getLineNr(), at.getColumnNr(), content());
    }

    private Object content() throws IOException, BrokenJson {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_OBJECT) {
            return fields();
        }
        if (token == JsonToken.START_ARRAY) {
            return elements();
        }
        if (token == JsonToken.VALUE_STRING) {
            return parser.getText();
        }
        boolean whole =
                token == JsonToken.VALUE_NUMBER_INT && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER;
        return whole ? (Object) parser.getLongValue() : Optional.empty();
    }

    private List<LocatedJson> elements() throws IOException, BrokenJson {
        enter("list");
        List<LocatedJson> elements = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            elements.add(value());
        }
        open.pop();
        return elements;
    }

    private Map<LocatedJson.Key, LocatedJson> fields() throws IOException, BrokenJson {
        enter("object");
        Map<LocatedJson.Key, LocatedJson> fields = new LinkedHashMap<>();
        Set<String> names = new HashSet<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            JsonLocation at = parser.currentTokenLocation();
            String name = parser.currentName();
            if (!names.add(name)) {
                throw broken(at, "the field '" + name + "' stands twice in the " + open.peek());
            }
            parser.nextToken();
            fields.put(new LocatedJson.Key(at.getLineNr(), at.getColumnNr(), name), value());
        }
        open.pop();
        return fields;
    }

    private void enter(String what) throws BrokenJson {
        JsonLocation at = parser.currentTokenLocation();
        if (open.size() == DEEPEST) {
            throw broken(at, "nested deeper than " + DEEPEST);
        }
        open.push(new Open(what, at));
    }

    private BrokenJson broken(JacksonException e) {
        JsonLocation at = e.getLocation() == null ? parser.currentTokenLocation() : e.getLocation();
        if (e instanceof StreamConstraintsException) {
            return broken(at, "a name, text or number is too long here");
        }
        if (e instanceof JsonEOFException || at.getCharOffset() >= text.length()) {
            return broken(
                    at,
                    open.isEmpty()
                            ? "the file ends too early"
                            : "the file ends inside " + (open.peek().what.equals("object") ? "an " : "a ")
                                    + open.peek());
        }
        if (complete) {
            return broken(at, "text after the end of the rules");
        }
        return broken(
                at,
                "unexpected " + found((int) at.getCharOffset())
                        + (open.isEmpty() ? "" : " in the " + open.peek())
                        + expected(e.getOriginalMessage()));
    }

    private static BrokenJson broken(JsonLocation at, String message) {
        return new BrokenJson(at.getLineNr(), at.getColumnNr(), message);
    }

    /** What stands at that place of the text: a word, a character, or the end of a line. */
    private String found(int offset) {
        int at = Math.max(0, Math.min(offset, text.length() - 1));
        int wordEnd = at;
        while (wordEnd < text.length() && wordEnd - at < 40 && Character.isLetterOrDigit(text.charAt(wordEnd))) {
            wordEnd++;
        }
        if (wordEnd > at) {
            return "'" + text.substring(at, wordEnd) + "'";
        }
        int character = text.codePointAt(at);
        if (character == '\n' || character == '\r') {
            return "end of the line";
        }
        boolean shows = character > ' ' && character < 0x7f;
        return shows ? "'" + (char) character + "'" : String.format("character U+%04X", character);
    }

    /** The parser's messages are for programmers; only what it waited for is of use here. */
    private static String expected(String message) {
        if (message.contains("expecting a colon")) {
            return "; expected ':'";
        }
        if (message.contains("expecting comma")) {
            return "; expected ','";
        }
        if (message.contains("start field name")) {
            return "; expected a field name in double quotes";
        }
        if (message.contains("valid value") || message.contains("Unrecognized token")) {
            return "; expected a value (a text stands in double quotes)";
        }
        return message.contains("expected ']'")
                ? "; expected ']'"
                : message.contains("expected '}'") ? "; expected '}'" : "";
    }
}
