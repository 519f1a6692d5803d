package dev.leaktriage.document;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Takes one node after the other from a JSON parser, and says what is wrong with one that is none. */
final class GraphNodes {
    /** What is read of a node's parameters; the rest can be long and says nothing of memory. */
    private static final Set<String> PARAMS = Set.of(
            "abort_reason",
            "aborted",
            "address",
            "borrows_memory",
            "buffer_type",
            "core_range_set",
            "device_id",
            "device_tensors",
            "dtype",
            "error_message",
            "globally_allocated",
            "max_size_per_bank",
            "name",
            "num_cores",
            "page_size",
            "program_cache_hit",
            "shape",
            "size",
            "tensor_id",
            "type");

    private final JsonParser json;
    private long highest = -1;

    /** A node, or another object, is not what it should be; the parser stands behind it. */
    static final class Unfit extends Exception {
        private static final long serialVersionUID = 1;

        Unfit(String message) {
            super(message, null, false, false);
        }
    }

    GraphNodes(JsonParser json) {
        this.json = json;
    }

    /** Reads the node at the parser's token. */
    GraphNode node() throws IOException, Unfit {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            String kind = kind(json.currentToken());
            json.skipChildren();
            throw new Unfit("a node is an object, not " + kind);
        }
        Map<String, String> own = new HashMap<>();
        Map<String, String> params = Map.of();
        List<Long> connections = List.of();
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String key = json.currentName();
            JsonToken value = json.nextToken();
            if (key.equals("params") && value == JsonToken.START_OBJECT) {
                params = fields(PARAMS);
            } else if (key.equals("connections") && value == JsonToken.START_ARRAY) {
                connections = connections();
            } else if (value.isScalarValue() && (key.equals("counter") || key.equals("node_type"))) {
                own.put(key, json.getText());
            } else {
                json.skipChildren();
            }
        }
        return node(own, connections, params);
    }

    private GraphNode node(Map<String, String> own, List<Long> connections, Map<String, String> params) throws Unfit {
        String type = own.getOrDefault("node_type", "");
        if (type.isEmpty()) {
            throw new Unfit("the node states no 'node_type'");
        }
        long counter = new GraphNode(0, type, List.of(), own).number("counter", highest + 1);
        if (counter <= highest) {
            throw new Unfit("'counter' is " + counter + " behind a node with " + highest
                    + "; nodes are numbered in their order, each number once");
        }
        highest = counter;
        return new GraphNode(counter, type, connections, params);
    }

    /** Reads the object at the parser's token: the scalar fields of those names, as texts. */
    Map<String, String> fields(Set<String> names) throws IOException, Unfit {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            String kind = kind(json.currentToken());
            json.skipChildren();
            throw new Unfit("an object was expected, not " + kind);
        }
        Map<String, String> fields = new HashMap<>();
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String key = json.currentName();
            JsonToken value = json.nextToken();
            if (!names.contains(key) || value == JsonToken.VALUE_NULL) {
                json.skipChildren();
            } else if (value.isScalarValue()) {
                fields.put(key, json.getText());
            } else {
                fields.put(key, kind(value));
                json.skipChildren();
            }
        }
        return fields;
    }

    private List<Long> connections() throws IOException {
        List<Long> connections = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            boolean whole = json.currentToken() == JsonToken.VALUE_NUMBER_INT
                    && json.getNumberType() != JsonParser.NumberType.BIG_INTEGER;
            if (whole) {
                connections.add(json.getLongValue());
            } else {
                json.skipChildren();
            }
        }
        return connections;
    }

    /** What a value is, in words. */
    static String kind(JsonToken token) {
        if (token == null) {
            return "an empty file";
        }
        return switch (token) {
            case START_OBJECT -> "an object";
            case START_ARRAY -> "a list";
            case VALUE_STRING -> "a text";
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
            default -> "'" + token.asString() + "'";
        };
    }
}
