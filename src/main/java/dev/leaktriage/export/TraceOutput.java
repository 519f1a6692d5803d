package dev.leaktriage.export;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.Writer;
import java.util.Map;

/** Writes the JSON trace-event format, an event on each line. Events come first, metadata last: some readers insist. */
final class TraceOutput implements AutoCloseable {
    private final JsonGenerator json;
    private final Writer out;

    TraceOutput(Writer out) throws IOException {
        this.out = out;
        this.json = new JsonFactory().createGenerator(out).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
        json.writeStartObject();
        json.writeArrayFieldStart("traceEvents");
    }

    /** Names a process of the trace. */
    void process(int process, String name) throws IOException {
        begin("process_name", "M", process);
        json.writeObjectFieldStart("args");
        json.writeStringField("name", name);
        json.writeEndObject();
        json.writeEndObject();
    }

    /** A value of a counter; readers call its track by both names. */
    void counter(int process, String name, long event, String unit, long value) throws IOException {
        begin(name, "C", process);
        json.writeNumberField("ts", event);
        json.writeObjectFieldStart("args");
        json.writeNumberField(unit, value);
        json.writeEndObject();
        json.writeEndObject();
    }

    /** A moment of the whole run. */
    void instant(int process, String name, String category, long event, Map<String, Object> arguments)
            throws IOException {
        begin(name, "i", process);
        json.writeNumberField("tid", process);
        json.writeStringField("cat", category);
        json.writeStringField("s", "g");
        json.writeNumberField("ts", event);
        json.writeFieldName("args");
        write(arguments);
        json.writeEndObject();
    }

    private void begin(String name, String phase, int process) throws IOException {
        json.writeRaw('\n');
        json.writeStartObject();
        json.writeStringField("name", name);
        json.writeStringField("ph", phase);
        json.writeNumberField("pid", process);
    }

    void endEvents() throws IOException {
        json.writeEndArray();
    }

    /** What there is to say besides events. */
    void metadata(Map<String, Object> metadata) throws IOException {
        json.writeFieldName("metadata");
        write(metadata);
    }

    private void write(Map<String, Object> properties) throws IOException {
        json.writeStartObject();
        for (Map.Entry<String, Object> property : properties.entrySet()) {
            json.writeFieldName(property.getKey());
            if (property.getValue() instanceof Long number) {
                json.writeNumber(number);
            } else {
                json.writeString(property.getValue().toString());
            }
        }
        json.writeEndObject();
    }

    @Override
    public void close() throws IOException {
        json.close();
        out.write('\n');
    }
}
