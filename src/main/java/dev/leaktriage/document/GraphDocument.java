package dev.leaktriage.document;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import dev.leaktriage.model.LogEvent;
import java.io.IOException;
import java.io.InputStream;

/**
 * Reads a ttnn graph capture, or the report around one, node by node, so that only one of them is in memory.
 *
 * <p>Where the JSON breaks off, what came before it stands, and the document ends there.
 */
final class GraphDocument {
    private static final LogEvent.Form FORM = LogEvent.Form.GRAPH;
    private static final String NO_GRAPH =
            "; expected a ttnn graph capture: a list of nodes, or an object with a 'graph'";

    private final JsonParser json;
    private final DocumentEvents events;
    private final GraphDevices devices = new GraphDevices();
    private final GraphReplay replay;
    private final GraphNodes nodes;
    private final GraphSnapshots snapshots;

    private GraphDocument(JsonParser json, DocumentEvents events) {
        this.json = json;
        this.events = events;
        this.replay = new GraphReplay(events, devices);
        this.nodes = new GraphNodes(json);
        this.snapshots = new GraphSnapshots(json, nodes, replay.lives(), events);
    }

    /**
     * Reads a document.
     *
     * @throws IOException if it has no node at all; the message is one line that names the place
     */
    static void read(InputStream text, DocumentEvents events) throws IOException {
        try (JsonParser json = JsonFactory.builder().build().createParser(text)) {
            json.disable(JsonParser.Feature.AUTO_CLOSE_SOURCE);
            GraphDocument document = new GraphDocument(json, events);
            document.document();
            events.told(document.replay.tensors(), document.replay.cacheUses(), document.snapshots.checks());
        }
    }

    private void document() throws IOException {
        try {
            if (json.nextToken() == JsonToken.START_ARRAY) {
                graph();
            } else {
                report();
            }
        } catch (JacksonException broken) {
            breaksOff(broken);
            return;
        }
        if (events.none()) {
            throw events.wrong(here(), "no node of a graph" + NO_GRAPH);
        }
        if (events.wanted() && !replay.isOver()) {
            events.cut(FORM, here());
        }
    }

    private void breaksOff(JacksonException broken) throws IOException {
        JsonLocation location = broken.getLocation() == null ? json.currentLocation() : broken.getLocation();
        Place at = place(location);
        String message = message(broken);
        if (events.none()) {
            throw events.wrong(at, message + NO_GRAPH);
        }
        if (!(broken instanceof JsonEOFException)) {
            events.complain(at, message + "; nothing behind this place was read");
        }
        if (!replay.isOver()) {
            events.cut(FORM, at);
        }
    }

    /** The parser's own messages are for programmers. */
    private static String message(JacksonException broken) {
        if (broken instanceof JsonEOFException) {
            return "the file ends too early";
        }
        return broken instanceof StreamConstraintsException
                ? "a name, text or number is too long here, or lists are nested too deeply"
                : "this is no JSON";
    }

    private void report() throws IOException {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            throw events.wrong(here(), "this is " + GraphNodes.kind(json.currentToken()) + NO_GRAPH);
        }
        replay.lives().keep();
        while (events.wanted() && json.nextToken() != JsonToken.END_OBJECT) {
            String key = json.currentName();
            JsonToken value = json.nextToken();
            if (key.equals("graph") && value == JsonToken.START_ARRAY) {
                graph();
            } else if (key.equals("per_operation_buffers") && value == JsonToken.START_OBJECT) {
                snapshots.read();
            } else if (key.equals("devices") && value == JsonToken.START_ARRAY) {
                devices();
            } else {
                json.skipChildren();
            }
        }
    }

    private void devices() throws IOException {
        while (json.nextToken() != JsonToken.END_ARRAY) {
            try {
                devices.add(nodes.fields(GraphDevices.KEYS));
            } catch (GraphNodes.Unfit unfit) {
                events.complain(here(), "a device of which " + unfit.getMessage() + "; its banks stay unknown");
            }
        }
    }

    private void graph() throws IOException {
        long lineBefore = 0;
        while (events.wanted() && json.nextToken() != JsonToken.END_ARRAY) {
            Place at = here();
            boolean shared = at.line() == lineBefore;
            lineBefore = at.line();
            try {
                GraphNode node = nodes.node();
                replay.take(node, shared ? at.ofNode(node.counter()) : at);
                events.recognised();
            } catch (GraphNodes.Unfit unfit) {
                events.malformed(FORM, at, unfit.getMessage());
            }
        }
    }

    private Place here() {
        return place(json.currentTokenLocation());
    }

    static Place place(JsonLocation at) {
        return new Place(Math.max(1, at.getLineNr()), Math.max(1, at.getColumnNr()));
    }
}
