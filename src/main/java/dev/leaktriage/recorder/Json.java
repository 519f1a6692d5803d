package dev.leaktriage.recorder;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.exc.InvalidTypeIdException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
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
        return at == null ? source + ": error: " : source + ":" + at.getLineNr() + ":" + at.getColumnNr() + ": error: ";
    }

    private static String reason(JsonProcessingException error) {
        boolean inside = error instanceof JsonMappingException mapping
                && !mapping.getPath().isEmpty();
        String path = inside ? " (at " + path((JsonMappingException) error) + ")" : "";
        if (error instanceof UnrecognizedPropertyException unknown) {
            return "unknown key '" + unknown.getPropertyName() + "'; accepted here are "
                    + new TreeSet<>(unknown.getKnownPropertyIds()) + path;
        }
        if (error instanceof InvalidTypeIdException) {
            return "these keys make no step; a step has one of " + String.join(", ", Step.VERBS)
                    + ", and the keys that belong to it" + path;
        }
        if (error.getCause() instanceof IllegalArgumentException cause) {
            return cause.getMessage() + path;
        }
        return error.getOriginalMessage() + path;
    }

    private static String path(JsonMappingException error) {
        return error.getPath().stream()
                .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName())
                .collect(Collectors.joining(" "));
    }
}
