package dev.leaktriage.classify;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A JSON value that remembers where it stands.
 *
 * @param value a {@code String}, {@code Long}, {@code List<LocatedJson>} or {@code Map<Key, LocatedJson>}; any
 *     other JSON value is an {@code Optional} without content, since rule files have no use for it
 */
record LocatedJson(int line, int column, Object value) {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
            .build();

    /** A field's name, and where it stands. */
    record Key(int line, int column, String name) {}

    /**
     * Reads a document of exactly one value.
     *
     * @throws com.fasterxml.jackson.core.JacksonException if the text is no JSON; it knows the place
     */
    static LocatedJson parse(String text) throws IOException {
        try (JsonParser parser = FACTORY.createParser(text)) {
            if (parser.nextToken() == null) {
                throw new JsonParseException(parser, "it is empty");
            }
            LocatedJson document = read(parser);
            if (parser.nextToken() != null) {
                throw new JsonParseException(parser, "text after the end of the rules", parser.currentTokenLocation());
            }
            return document;
        }
    }

    private static LocatedJson read(JsonParser parser) throws IOException {
        JsonLocation at = parser.currentTokenLocation();
        return new LocatedJson(at.getLineNr(), at.getColumnNr(), valueOf(parser));
    }

    private static Object valueOf(JsonParser parser) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_OBJECT) {
            return fields(parser);
        }
        if (token == JsonToken.START_ARRAY) {
            List<LocatedJson> elements = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                elements.add(read(parser));
            }
            return elements;
        }
        if (token == JsonToken.VALUE_STRING) {
            return parser.getText();
        }
        boolean whole =
                token == JsonToken.VALUE_NUMBER_INT && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER;
        return whole ? (Object) parser.getLongValue() : Optional.empty();
    }

    private static Map<Key, LocatedJson> fields(JsonParser parser) throws IOException {
        Map<Key, LocatedJson> fields = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            JsonLocation at = parser.currentTokenLocation();
            Key key = new Key(at.getLineNr(), at.getColumnNr(), parser.currentName());
            parser.nextToken();
            fields.put(key, read(parser));
        }
        return fields;
    }
}
