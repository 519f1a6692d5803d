package dev.leaktriage.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.leaktriage.model.Frame;
import dev.leaktriage.model.LogPosition;
import dev.leaktriage.model.Site;
import java.io.IOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Writes JSON piece by piece; a property that the log says nothing about is left out. */
final class JsonOutput {
    private final JsonGenerator json;

    private JsonOutput(JsonGenerator json) {
        this.json = json;
    }

    /** Writes one object with a line end behind it and flushes; the writer stays open. */
    static void write(Writer out, Properties properties) throws IOException {
        write(out, LinePerElement.PROPERTIES_OF_ROOT, properties);
    }

    /** As {@link #write(Writer, Properties)}, with lines as deep as {@link LinePerElement} says. */
    static void write(Writer out, int lineDepth, Properties properties) throws IOException {
        root(out, lineDepth, json -> {
            json.json.writeStartObject();
            properties.writeTo(json);
            json.json.writeEndObject();
        });
    }

    /** Writes one array, an element on each line, with a line end behind it and flushes; the writer stays open. */
    static <T> void writeArray(Writer out, Iterable<T> values, Element<T> element) throws IOException {
        root(out, LinePerElement.PROPERTIES_OF_ROOT, json -> {
            json.json.writeStartArray();
            json.elements(values, element);
            json.json.writeEndArray();
        });
    }

    private static void root(Writer out, int lineDepth, Properties value) throws IOException {
        JsonGenerator generator =
                new JsonFactory().createGenerator(out).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
        generator.setPrettyPrinter(new LinePerElement(lineDepth));
        value.writeTo(new JsonOutput(generator));
        generator.flush();
        out.write('\n');
        out.flush();
    }

    /** Writes one object on one line; otherwise like {@link #write}. */
    static void writeCompact(Writer out, Properties properties) throws IOException {
        JsonGenerator generator =
                new JsonFactory().createGenerator(out).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
        generator.writeStartObject();
        properties.writeTo(new JsonOutput(generator));
        generator.writeEndObject();
        generator.flush();
    }

    /** Writes the properties of an object. */
    interface Properties {
        void writeTo(JsonOutput json) throws IOException;
    }

    /** Writes an object that stands for a value. */
    interface Element<T> {
        void write(JsonOutput json, T value) throws IOException;
    }

    void text(String name, String value) throws IOException {
        json.writeStringField(name, value);
    }

    void textUnlessEmpty(String name, String value) throws IOException {
        if (!value.isEmpty()) {
            text(name, value);
        }
    }

    void number(String name, long value) throws IOException {
        json.writeNumberField(name, value);
    }

    void number(String name, OptionalLong value) throws IOException {
        if (value.isPresent()) {
            number(name, value.getAsLong());
        }
    }

    void number(String name, OptionalInt value) throws IOException {
        if (value.isPresent()) {
            number(name, value.getAsInt());
        }
    }

    /** A decimal fraction, with the digits that it has. */
    void fraction(String name, Optional<BigDecimal> value) throws IOException {
        if (value.isPresent()) {
            json.writeNumberField(name, value.get());
        }
    }

    void flag(String name, boolean value) throws IOException {
        json.writeBooleanField(name, value);
    }

    void position(String name, LogPosition at) throws IOException {
        text(name, at.toString());
    }

    void position(String name, Optional<LogPosition> at) throws IOException {
        if (at.isPresent()) {
            position(name, at.get());
        }
    }

    void positions(String name, List<LogPosition> at) throws IOException {
        json.writeArrayFieldStart(name);
        for (LogPosition position : at) {
            json.writeString(position.toString());
        }
        json.writeEndArray();
    }

    void texts(String name, Collection<String> values) throws IOException {
        json.writeArrayFieldStart(name);
        for (String value : values) {
            json.writeString(value);
        }
        json.writeEndArray();
    }

    void numbers(String name, Collection<Integer> values) throws IOException {
        json.writeArrayFieldStart(name);
        for (int value : values) {
            json.writeNumber(value);
        }
        json.writeEndArray();
    }

    void numbers(String name, long[] values) throws IOException {
        json.writeFieldName(name);
        json.writeArray(values, 0, values.length);
    }

    void object(String name, Properties properties) throws IOException {
        json.writeObjectFieldStart(name);
        properties.writeTo(this);
        json.writeEndObject();
    }

    <T> void objects(String name, Iterable<T> values, Element<T> element) throws IOException {
        json.writeArrayFieldStart(name);
        elements(values, element);
        json.writeEndArray();
    }

    private <T> void elements(Iterable<T> values, Element<T> element) throws IOException {
        for (T value : values) {
            json.writeStartObject();
            element.write(this, value);
            json.writeEndObject();
        }
    }

    /** The properties of a site, its whole stack included. */
    void site(Site site) throws IOException {
        siteWithoutStack(site);
        flag("stack_complete", site.stack().complete());
        objects("frames", site.stack().frames(), JsonOutput::frame);
    }

    void siteWithoutStack(Site site) throws IOException {
        text("id", site.id());
        text("memory", site.memory().label());
        text("operation", site.operation());
    }

    private void frame(Frame frame) throws IOException {
        text("symbol", frame.symbol());
        textUnlessEmpty("module", frame.module());
    }
}
