package dev.leaktriage.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Holds JSON against the part of JSON Schema that the documentation uses. */
final class SchemaCheck {
    private static final Path FOLDER = Path.of("docs");

    private final JsonNode root;
    private final List<String> complaints;

    private SchemaCheck(JsonNode root, List<String> complaints) {
        this.root = root;
        this.complaints = complaints;
    }

    /** What is wrong with the value, by path; empty if it is valid. */
    static List<String> complaints(JsonNode schema, JsonNode value) {
        List<String> complaints = new ArrayList<>();
        new SchemaCheck(schema, complaints).check(schema, value, "$");
        return complaints;
    }

    /** The schema of a document, by its name in {@code docs/}. */
    static JsonNode schema(String name) {
        try {
            return new ObjectMapper().readTree(FOLDER.resolve(name).toFile());
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    private void check(JsonNode schema, JsonNode value, String path) {
        if (schema.has("$ref")) {
            checkReferred(schema.get("$ref").asText(), value, path);
            return;
        }
        if (!hasType(schema.get("type").asText(), value)) {
            complaints.add(path + " is no " + schema.get("type").asText());
            return;
        }
        checkEnum(schema, value, path);
        schema.path("required").forEach(name -> {
            if (!value.has(name.asText())) {
                complaints.add(path + " lacks " + name.asText());
            }
        });
        value.properties().forEach(field -> {
            JsonNode property = schema.path("properties").path(field.getKey());
            if (property.isMissingNode()) {
                complaints.add(path + " has " + field.getKey() + ", which is not documented");
                return;
            }
            check(property, field.getValue(), path + "." + field.getKey());
        });
        if (value.isArray()) {
            value.forEach(element -> check(schema.get("items"), element, path + "[]"));
        }
    }

    /** A reference is a pointer into this schema, or a file's name with a pointer into that one. */
    private void checkReferred(String reference, JsonNode value, String path) {
        int hash = reference.indexOf('#');
        JsonNode target = hash == 0 ? root : schema(reference.substring(0, hash));
        new SchemaCheck(target, complaints).check(target.at(reference.substring(hash + 1)), value, path);
    }

    private void checkEnum(JsonNode schema, JsonNode value, String path) {
        if (!schema.has("enum")) {
            return;
        }
        for (JsonNode allowed : schema.get("enum")) {
            if (allowed.equals(value)) {
                return;
            }
        }
        complaints.add(path + " is " + value + ", not one of " + schema.get("enum"));
    }

    private static boolean hasType(String type, JsonNode value) {
        return switch (type) {
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            case "string" -> value.isTextual();
            case "integer" -> value.isIntegralNumber();
            case "number" -> value.isNumber();
            case "boolean" -> value.isBoolean();
            default -> throw new IllegalArgumentException("the check does not know the type " + type);
        };
    }
}
