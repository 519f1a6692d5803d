package dev.leaktriage.document;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** The documents that are understood, told by how they begin: names of files are not to be relied on. */
public enum DocumentKind {
    /** A list of the nodes of a ttnn graph capture. */
    GRAPH_CAPTURE("graph-capture"),
    /** An object around such a list, with what was known of the devices. */
    GRAPH_REPORT("graph-report");

    /** How many bytes of a document are looked at. */
    public static final int HEAD_BYTES = 4096;

    private static final String BYTE_ORDER_MARK = "\u00ef\u00bb\u00bf";
    /** Keys of a graph report in the order in which its writers begin with them. */
    private static final List<String> REPORT_KEYS = List.of(
            "version",
            "graph",
            "devices",
            "metadata",
            "python_io",
            "per_operation_buffers",
            "buffer_pages",
            "buffer_pages_by_address",
            "cluster_descriptor",
            "mesh_coordinate_mapping");

    private final String label;

    DocumentKind(String label) {
        this.label = label;
    }

    /** The name by which reports count its records. */
    public String label() {
        return label;
    }

    /**
     * What a text is that begins so; empty if it is a log.
     *
     * @param head its first {@link #HEAD_BYTES} bytes, or all if there are fewer
     */
    public static Optional<DocumentKind> of(byte[] head) {
        if (head.length == 0 || !opens(head[0])) {
            return Optional.empty();
        }
        String text = new String(head, StandardCharsets.ISO_8859_1);
        String json = text.substring(text.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK.length() : 0)
                .stripLeading();
        if (json.startsWith("[")
                && json.substring(1).stripLeading().startsWith("{")
                && json.contains("\"node_type\"")) {
            return Optional.of(GRAPH_CAPTURE);
        }
        return json.startsWith("{") && isReportKey(json) ? Optional.of(GRAPH_REPORT) : Optional.empty();
    }

    /** Logs end here: hardly one begins with any of these, and none need be made a text of. */
    private static boolean opens(byte first) {
        return first == '[' || first == '{' || first <= ' ';
    }

    private static boolean isReportKey(String json) {
        String rest = json.substring(1).stripLeading();
        return REPORT_KEYS.stream().anyMatch(key -> rest.startsWith('"' + key + '"'));
    }
}
