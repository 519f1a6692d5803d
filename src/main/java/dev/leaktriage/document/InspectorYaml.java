package dev.leaktriage.document;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import dev.leaktriage.document.InspectorRecord.Flaw;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;

/**
 * Parses the YAML of one record, token by token.
 *
 * <p>Nothing is composed of the tokens, so that an alias stands for its own name and expands to nothing. The writer has no
 * use for aliases; a record with one is not its work.
 */
final class InspectorYaml {
    /** What is read of a record; everything else in it says nothing of lives. */
    private static final Set<String> FIELDS = Set.of(
            "high_resolution_clock_ns",
            "id",
            "mesh_id",
            "mesh_workload_id",
            "name",
            "parent_mesh_id",
            "program_id",
            "source",
            "status",
            "system_clock_ns",
            "timestamp_ns");

    private static final String DEVICES = "devices";
    private static final int MOST_DEVICES = 1 << 16;
    /** A written record is four deep. */
    private static final int DEEPEST = 16;
    /** More of a name or of sources that stand in the place of their path is not kept. */
    private static final int MOST_TEXT = 500;

    private static final YAMLFactory YAML = factory();

    private final InspectorText.Piece piece;
    private final Map<String, Located> fields = new HashMap<>();
    private final List<Integer> devices = new ArrayList<>();
    private String event = "";
    private Optional<Flaw> flaw = Optional.empty();

    private record Located(String text, int line) {}

    private InspectorYaml(InspectorText.Piece piece) {
        this.piece = piece;
    }

    /**
     * The limits that hold for tokens are those on code points and on depth; the one on aliases is one of composers, and is
     * set for the day that something is composed.
     */
    private static YAMLFactory factory() {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(InspectorText.MOST_RECORD_BYTES + 1);
        options.setNestingDepthLimit(DEEPEST);
        options.setMaxAliasesForCollections(0);
        StreamReadConstraints constraints = StreamReadConstraints.builder()
                .maxNestingDepth(DEEPEST)
                .maxStringLength(InspectorText.MOST_RECORD_BYTES)
                .build();
        return YAMLFactory.builder()
                .loaderOptions(options)
                .streamReadConstraints(constraints)
                .build();
    }

    /** Reads a record; whatever stands in it, one comes of it. */
    static InspectorRecord read(InspectorText.Piece piece) throws IOException {
        return new InspectorYaml(piece).record();
    }

    private InspectorRecord record() throws IOException {
        if (piece.tooLong()) {
            complain(1, 1, "the record has more than " + InspectorText.MOST_RECORD_BYTES + " bytes");
        }
        try (YAMLParser yaml = YAML.createParser(piece.text())) {
            try {
                document(yaml);
            } catch (JacksonException broken) {
                breaksOff(yaml, broken);
            }
        }
        Map<String, String> texts = new HashMap<>();
        fields.forEach((name, value) -> texts.put(name, value.text()));
        return new InspectorRecord(event, piece.line(), texts, devices, flaw);
    }

    private void document(YAMLParser yaml) throws IOException {
        JsonToken first = yaml.nextToken();
        if (first == JsonToken.START_ARRAY) {
            first = yaml.nextToken();
        }
        if (first != JsonToken.START_OBJECT || yaml.nextToken() != JsonToken.FIELD_NAME) {
            complain(1, 1, "a record begins with '- ' and what happened, such as '- program_created:'");
            return;
        }
        event = cut(yaml.currentName());
        if (yaml.nextToken() != JsonToken.START_OBJECT) {
            complain(yaml, "the fields of '" + event + "' are missing");
            return;
        }
        while (yaml.nextToken() == JsonToken.FIELD_NAME) {
            field(yaml);
        }
        yaml.nextToken();
        JsonToken behind = yaml.currentToken() == JsonToken.END_OBJECT ? yaml.nextToken() : yaml.currentToken();
        if (behind != null && behind != JsonToken.END_ARRAY) {
            JsonLocation at = yaml.currentTokenLocation();
            complain(at.getLineNr(), at.getColumnNr(), "no record begins here", true);
        }
    }

    private void field(YAMLParser yaml) throws IOException {
        String name = yaml.currentName();
        JsonToken value = yaml.nextToken();
        if (yaml.isCurrentAlias()) {
            complain(yaml, "'" + cut(name) + "' is an alias, which no inspector writes");
        } else if (name.equals(DEVICES) && value == JsonToken.START_ARRAY) {
            devices(yaml);
        } else if (FIELDS.contains(name) && value.isScalarValue() && value != JsonToken.VALUE_NULL) {
            int line = yaml.currentTokenLocation().getLineNr();
            fields.putIfAbsent(name, new Located(cut(yaml.getText()), line));
        } else {
            yaml.skipChildren();
        }
    }

    private void devices(YAMLParser yaml) throws IOException {
        while (yaml.nextToken() != JsonToken.END_ARRAY) {
            String text = yaml.currentToken().isScalarValue() ? yaml.getText() : "";
            if (devices.size() < MOST_DEVICES && text.matches("[0-9]{1,9}")) {
                devices.add(Integer.parseInt(text));
            } else {
                complain(yaml, "a device is a number, not '" + cut(text) + "'");
                yaml.skipChildren();
            }
        }
    }

    private static String cut(String text) {
        return text.length() <= MOST_TEXT ? text : text.substring(0, MOST_TEXT) + "…";
    }

    /** What was taken from the line that breaks may be a part of it, like the name {@code a} of {@code a: b}. */
    private void breaksOff(YAMLParser yaml, JacksonException broken) {
        JsonLocation location = broken.getLocation() == null ? yaml.currentTokenLocation() : broken.getLocation();
        fields.values().removeIf(value -> value.line() >= location.getLineNr());
        complain(
                location.getLineNr(),
                location.getColumnNr(),
                broken instanceof StreamConstraintsException
                        ? "lists are nested too deeply here, or a text is too long"
                        : "this is no YAML: its writer puts no quote marks around names and sources");
    }

    private void complain(YAMLParser yaml, String message) {
        JsonLocation at = yaml.currentTokenLocation();
        complain(at.getLineNr(), at.getColumnNr(), message);
    }

    private void complain(int line, int column, String message) {
        complain(line, column, message, false);
    }

    /** The first complaint is the one that explains the others. */
    private void complain(int line, int column, String message, boolean hidesRecord) {
        if (flaw.isEmpty()) {
            long inFile = piece.line() + Math.max(1, line) - 1;
            flaw = Optional.of(new Flaw(new Place(inFile, Math.max(1, column)), message, hidesRecord));
        }
    }
}
