package dev.leaktriage.report;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.PrettyPrinter;
import java.io.IOException;

/**
 * JSON with one line for each element of the arrays down to a depth, and for each property of the objects around them,
 * so that it can be diffed.
 */
final class LinePerElement implements PrettyPrinter {
    /** For an object whose properties are arrays. */
    static final int PROPERTIES_OF_ROOT = 2;

    private final int lineDepth;
    private int depth;

    /**
     * Breaks lines.
     *
     * @param lineDepth how deep the deepest array is whose elements stand on lines of their own; the root has depth 1
     */
    LinePerElement(int lineDepth) {
        this.lineDepth = lineDepth;
    }

    @Override
    public void writeRootValueSeparator(JsonGenerator json) throws IOException {
        json.writeRaw('\n');
    }

    @Override
    public void writeStartObject(JsonGenerator json) throws IOException {
        json.writeRaw('{');
        depth++;
    }

    @Override
    public void beforeObjectEntries(JsonGenerator json) throws IOException {
        breakLine(json, lineDepth - 1);
    }

    @Override
    public void writeObjectFieldValueSeparator(JsonGenerator json) throws IOException {
        json.writeRaw(": ");
    }

    @Override
    public void writeObjectEntrySeparator(JsonGenerator json) throws IOException {
        json.writeRaw(',');
        separate(json, lineDepth - 1);
    }

    @Override
    public void writeEndObject(JsonGenerator json, int entries) throws IOException {
        depth--;
        if (depth < lineDepth - 1 && entries > 0) {
            newLine(json);
        }
        json.writeRaw('}');
    }

    @Override
    public void writeStartArray(JsonGenerator json) throws IOException {
        json.writeRaw('[');
        depth++;
    }

    @Override
    public void beforeArrayValues(JsonGenerator json) throws IOException {
        breakLine(json, lineDepth);
    }

    @Override
    public void writeArrayValueSeparator(JsonGenerator json) throws IOException {
        json.writeRaw(',');
        separate(json, lineDepth);
    }

    @Override
    public void writeEndArray(JsonGenerator json, int values) throws IOException {
        depth--;
        if (depth < lineDepth && values > 0) {
            newLine(json);
        }
        json.writeRaw(']');
    }

    private void breakLine(JsonGenerator json, int deepest) throws IOException {
        if (depth <= deepest) {
            newLine(json);
        }
    }

    private void separate(JsonGenerator json, int deepest) throws IOException {
        if (depth > deepest) {
            json.writeRaw(' ');
            return;
        }
        newLine(json);
    }

    private void newLine(JsonGenerator json) throws IOException {
        json.writeRaw('\n');
        json.writeRaw("  ".repeat(depth));
    }
}
