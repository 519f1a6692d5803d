package dev.leaktriage.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Holds JSON against the part of JSON Schema that the documentation uses. */
final class SchemaCheck {
    private final List<String> complaints = new ArrayList<>();

    /** What is wrong with the value, by path; empty if it is valid. */
    static List<String> complaints(JsonNode schema, JsonNode value) {
        SchemaCheck check = new SchemaCheck();
        check.check(schema, value, "$");
        return check.complaints;
    }

    private void check(JsonNode schema, JsonNode value, String path) {
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
            case "boolean" -> value.isBoolean();
            default -> throw new IllegalArgumentException("the check does not know the type " + type);
        };
    }
}
