package dev.leaktriage.report;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads JSON piece by piece; what is wrong with it is told as {@code path:line:col: error:}. */
final class JsonInput {
    private static final int MOST_SHARED = 10_000;

    private final String path;
    private final JsonParser json;
    private final Map<String, String> shared = new HashMap<>();

    private JsonInput(String path, JsonParser json) {
        this.path = path;
        this.json = json;
    }

    /** Reads the value of one property, all of it, at {@link #text} and its neighbours. */
    interface Property {
        void read(JsonInput json, String name) throws IOException;
    }

    /** Takes an object that was read. */
    interface Element {
        void take(JsonObject object) throws IOException;
    }

    /**
     * Reads a document of one object.
     *
     * @param path what messages call the document
     * @throws IOException with one line that names the place, if it is something else
     */
    static void read(String path, Reader in, Property property) throws IOException {
        try (JsonParser parser = new JsonFactory().createParser(in)) {
            JsonInput input = new JsonInput(path, parser);
            try {
                input.document(property);
            } catch (JacksonException broken) {
                throw input.broken(broken);
            }
        }
    }

    private void document(Property property) throws IOException {
        json.nextToken();
        expect(JsonToken.START_OBJECT, "an object");
        Set<String> names = new HashSet<>();
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String name = json.currentName();
            if (!names.add(name)) {
                throw wrong("'" + name + "' stands twice in the file");
            }
            json.nextToken();
            property.read(this, name);
        }
        if (json.nextToken() != null) {
            throw wrong("text after the end of the report");
        }
    }

    void skip() throws IOException {
        json.skipChildren();
    }

    String text() throws IOException {
        expect(JsonToken.VALUE_STRING, "a text");
        return json.getText();
    }

    long number() throws IOException {
        expect(JsonToken.VALUE_NUMBER_INT, "a whole number");
        return json.getLongValue();
    }

    List<String> texts() throws IOException {
        expect(JsonToken.START_ARRAY, "a list");
        List<String> texts = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            texts.add(text());
        }
        return texts;
    }

    JsonObject object() throws IOException {
        expect(JsonToken.START_OBJECT, "an object");
        return (JsonObject) value().content();
    }

    /** Reads a list of objects, one after the other, so that only one of them is in memory. */
    void objects(Element element) throws IOException {
        expect(JsonToken.START_ARRAY, "a list");
        while (json.nextToken() != JsonToken.END_ARRAY) {
            element.take(object());
        }
    }

    /** The same text, as one object for all who ask: millions of handles name a few files and rules. */
    String shared(String text) {
        String known = shared.get(text);
        if (known == null && shared.size() < MOST_SHARED) {
            shared.put(text, text);
        }
        return known == null ? text : known;
    }

    /** The error that the value at hand is wrong. */
    IOException wrong(String message) {
        JsonLocation at = json.currentTokenLocation();
        return wrong(at.getLineNr(), at.getColumnNr(), message);
    }

    IOException wrong(int line, int column, String message) {
        return new IOException(path + ":" + Math.max(1, line) + ":" + Math.max(1, column) + ": error: " + message);
    }

    private void expect(JsonToken token, String what) throws IOException {
        if (json.currentToken() != token) {
            throw wrong("expected " + what + (json.currentToken() == null ? ", the file is empty" : ""));
        }
    }

    private JsonObject.Value value() throws IOException {
        JsonLocation at = json.currentTokenLocation();
        return new JsonObject.Value(at.getLineNr(), at.getColumnNr(), content(at));
    }

    private Object content(JsonLocation at) throws IOException {
        return switch (json.currentToken()) {
            case START_OBJECT -> fields(at);
            case START_ARRAY -> elements();
            case VALUE_STRING -> json.getText();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NUMBER_INT ->
                json.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                        ? JsonObject.NOTHING
                        : (Object) json.getLongValue();
            default -> JsonObject.NOTHING;
        };
    }

    private List<JsonObject.Value> elements() throws IOException {
        List<JsonObject.Value> elements = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            elements.add(value());
        }
        return elements;
    }

    private JsonObject fields(JsonLocation at) throws IOException {
        Map<String, JsonObject.Value> fields = new LinkedHashMap<>();
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String name = json.currentName();
            if (fields.containsKey(name)) {
                throw wrong("'" + name + "' stands twice in the object");
            }
            json.nextToken();
            fields.put(name, value());
        }
        return new JsonObject(this, at.getLineNr(), at.getColumnNr(), fields);
    }

    /** The parser's own messages are for programmers. */
    private IOException broken(JacksonException e) {
        JsonLocation at = e.getLocation() == null ? json.currentTokenLocation() : e.getLocation();
        String message = "this is no JSON";
        if (e instanceof JsonEOFException) {
            message = "the file ends too early: it was cut short";
        }
        if (e instanceof StreamConstraintsException) {
            message = "a name, text or number is too long here, or lists are nested too deeply";
        }
        return wrong(at.getLineNr(), at.getColumnNr(), message);
    }
}
