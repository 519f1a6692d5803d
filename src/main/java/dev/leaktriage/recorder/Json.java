package dev.leaktriage.recorder;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.InvalidTypeIdException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.leaktriage.model.NearestWord;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** JSON texts as values: keys in snake case, unknown keys refused, errors with a position. */
final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_DEFAULT, JsonInclude.Include.ALWAYS))
            .build();

    private Json() {}

    /**
     * Reads a value.
     *
     * @param source what an error names as the place of the text
     * @throws WorkloadException if the text is no such value
     */
    static <T> T read(String source, String text, Class<T> type) {
        try {
            return MAPPER.readValue(text, type);
        } catch (JsonProcessingException unreadable) {
            throw new WorkloadException(position(source, unreadable) + reason(unreadable), unreadable);
        }
    }

    static String write(Object value) {
        try {
            return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(value) + "\n";
        } catch (JsonProcessingException unwritable) {
            throw new WorkloadException("the value cannot be written as JSON: " + unwritable.getMessage(), unwritable);
        }
    }

    private static String position(String source, JsonProcessingException error) {
        JsonLocation at = error.getLocation();
        return at == null
                ? source + ": error: "
                : source + ":" + at.getLineNr() + ":" + Math.max(1, at.getColumnNr()) + ": error: ";
    }

    private static String reason(JsonProcessingException error) {
        boolean inside = error instanceof JsonMappingException mapping
                && !mapping.getPath().isEmpty();
        String path = inside ? " (at " + path((JsonMappingException) error) + ")" : "";
        if (error instanceof UnrecognizedPropertyException unknown) {
            return unknown(unknown) + path;
        }
        if (error instanceof InvalidTypeIdException) {
            return "these keys make no step; a step has one of " + String.join(", ", Step.VERBS)
                    + ", and the keys that belong to it" + path;
        }
        if (error.getCause() instanceof IllegalArgumentException cause) {
            return cause.getMessage() + path;
        }
        if (error instanceof MismatchedInputException other) {
            return mismatch(other) + path;
        }
        boolean cut = error instanceof JsonEOFException || error.getCause() instanceof JsonEOFException;
        return (cut ? "the text ends too early" : error.getOriginalMessage()) + path;
    }

    private static String unknown(UnrecognizedPropertyException key) {
        Set<String> known = new TreeSet<>();
        key.getKnownPropertyIds().forEach(id -> known.add(id.toString()));
        String hint = NearestWord.hint(key.getPropertyName(), known);
        return "unknown key '" + key.getPropertyName() + "'" + (hint.isEmpty() ? ";" : hint) + " accepted here are "
                + known;
    }

    private static String mismatch(MismatchedInputException error) {
        Class<?> type = error.getTargetType();
        if (type != null && type.isEnum() && error instanceof InvalidFormatException format) {
            Set<String> known = new TreeSet<>();
            for (Object constant : type.getEnumConstants()) {
                known.add(constant.toString().toLowerCase(Locale.ROOT));
            }
            known.remove("unstated");
            String written = String.valueOf(format.getValue());
            return "'" + written + "' is unknown" + NearestWord.hint(written.toLowerCase(Locale.ROOT), known)
                    + " (one of " + String.join(", ", known) + ")";
        }
        if (error.getOriginalMessage().startsWith("No content")) {
            return "the file is empty; expected a JSON object";
        }
        return "expected " + (type == null ? "another value" : kind(type)) + " here";
    }

    private static String kind(Class<?> type) {
        if (type == boolean.class) {
            return "true or false";
        }
        if (type.isPrimitive() || Number.class.isAssignableFrom(type)) {
            return "a number";
        }
        if (type == String.class) {
            return "a text";
        }
        return List.class.isAssignableFrom(type) ? "a list" : "a JSON object";
    }

    private static String path(JsonMappingException error) {
        return error.getPath().stream()
                .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName())
                .collect(Collectors.joining(" "));
    }
}
