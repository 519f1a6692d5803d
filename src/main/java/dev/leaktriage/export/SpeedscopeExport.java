package dev.leaktriage.export;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.leaktriage.model.RunAccounts;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The file format of speedscope: a profile for each quantity over one list of frames. */
public final class SpeedscopeExport {
    private static final String SCHEMA = "https://www.speedscope.app/file-format-schema.json";
    private static final String EXPORTER = "leaktriage";
    /** How every such file begins. */
    static final String HEAD = "{\"$schema\":\"" + SCHEMA + "\",\"exporter\":\"" + EXPORTER + "\"";

    private final JsonGenerator json;
    private final ExportOptions options;
    private final Optional<String> damage;
    private final Map<SourceFrame, Integer> frames = new LinkedHashMap<>();
    private final List<Stack> stacks = new ArrayList<>();

    /** A weight with the numbers of its frames, root first. */
    private record Stack(StackWeight weight, int[] frames) {}

    private SpeedscopeExport(JsonGenerator json, ExportOptions options, Optional<String> damage) {
        this.json = json;
        this.options = options;
        this.damage = damage;
    }

    /** Writes one profile for each quantity; the writer stays open. */
    public static void write(RunAccounts accounts, ExportOptions options, Writer out) throws IOException {
        JsonGenerator json = new JsonFactory().createGenerator(out).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
        Optional<String> damage = DamageNote.of(accounts.analysis().integrity());
        SpeedscopeExport export = new SpeedscopeExport(json, options, damage);
        StackWeights.of(accounts, options).forEach(export::number);
        export.write(String.join(", ", accounts.analysis().sources()));
        json.close();
        out.write('\n');
    }

    private void number(StackWeight weight) {
        int[] numbers = SourceFrame.rootFirst(
                        SourceFrame.leafFirst(weight.site().stack()))
                .stream()
                .mapToInt(frame -> frames.computeIfAbsent(frame, unseen -> frames.size()))
                .toArray();
        stacks.add(new Stack(weight, numbers));
    }

    private void write(String name) throws IOException {
        json.writeStartObject();
        json.writeStringField("$schema", SCHEMA);
        json.writeStringField("exporter", EXPORTER);
        // Speedscope shows names and no comments, so it is names that tell of damage.
        json.writeStringField(
                "name",
                ExportText.wellFormed(name)
                        + damage.map(note -> " (" + note + ")").orElse(""));
        json.writeNumberField("activeProfileIndex", 0);
        json.writeObjectFieldStart("shared");
        json.writeArrayFieldStart("frames");
        for (SourceFrame frame : frames.keySet()) {
            write(frame);
        }
        json.writeEndArray();
        json.writeEndObject();
        json.writeArrayFieldStart("profiles");
        for (Quantity quantity : options.quantities()) {
            write(quantity);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void write(SourceFrame frame) throws IOException {
        line();
        json.writeStartObject();
        json.writeStringField("name", frame.function());
        if (frame.at().isPresent()) {
            json.writeStringField("file", frame.at().get().path());
            json.writeNumberField("line", frame.at().get().line());
        }
        json.writeEndObject();
    }

    private void write(Quantity quantity) throws IOException {
        List<Stack> shown =
                stacks.stream().filter(stack -> bytes(stack, quantity) > 0).toList();
        line();
        json.writeStartObject();
        json.writeStringField("type", "sampled");
        json.writeStringField(
                "name",
                quantity.label() + " " + options.bytes().label() + " bytes"
                        + (damage.isPresent() ? " (log damaged)" : ""));
        json.writeStringField("unit", "bytes");
        json.writeNumberField("startValue", 0);
        json.writeNumberField(
                "endValue",
                shown.stream().mapToLong(stack -> bytes(stack, quantity)).sum());
        json.writeArrayFieldStart("samples");
        for (Stack stack : shown) {
            json.writeArray(stack.frames, 0, stack.frames.length);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("weights");
        for (Stack stack : shown) {
            json.writeNumber(bytes(stack, quantity));
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private long bytes(Stack stack, Quantity quantity) {
        return options.bytes().of(stack.weight.sum(quantity));
    }

    /** A line for each frame and each profile, so that versions of a file can be compared. */
    private void line() throws IOException {
        json.writeRaw('\n');
    }
}
