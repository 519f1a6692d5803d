package dev.leaktriage.document;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** The documents that are understood, told by how they begin: names of files are not to be relied on. */
public enum DocumentKind {
    /** A list of the nodes of a ttnn graph capture. */
    GRAPH_CAPTURE("graph-capture"),
    /** An object around such a list, with what was known of the devices. */
    GRAPH_REPORT("graph-report"),
    /** What the allocator of each memory held at a moment, with its blocks. */
    MEMORY_REPORT("memory-report"),
    /** The same in a line for each memory. */
    MEMORY_SUMMARY("memory-summary"),
    /** A database of what was live after each operation. */
    REPORT_DATABASE("report-database"),
    /** Lives of compiled programs and of mesh devices, which tell of no buffer; {@link InspectorReader} reads them. */
    INSPECTOR("inspector");

    /** How many bytes of a document are looked at. */
    public static final int HEAD_BYTES = 4096;

    /** Headings of reports and the first bytes of a database are no longer than this; logs need not be looked at further. */
    private static final int LONGEST_HEADING = 200;

    private static final String DATABASE = "SQLite format 3\0";
    private static final String USAGE_HEADING = ", Total Allocatable Size (";
    private static final String INTERLEAVING_HEADING = "available space for interleaving L1 buffers";
    private static final String BYTE_ORDER_MARK = "\u00ef\u00bb\u00bf";
    /** What a file begins with that cannot be read further still is one of these. */
    private static final List<String> INSPECTOR_BEGINNINGS =
            List.of("startup_time:", "- program_", "- kernel:", "- mesh_device_", "- mesh_workload_");
    /** The bytes that such a file can begin with, behind remarks too. */
    private static final String INSPECTOR_FIRST = "-s#\n";
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
        if (head.length == 0) {
            return Optional.empty();
        }
        return opensJson(head[0]) ? json(head) : report(head);
    }

    private static Optional<DocumentKind> report(byte[] head) {
        String text = new String(head, 0, Math.min(head.length, LONGEST_HEADING), StandardCharsets.ISO_8859_1);
        if (text.startsWith(DATABASE)) {
            return Optional.of(REPORT_DATABASE);
        }
        String first = text.lines().findFirst().orElse("");
        if (first.contains(USAGE_HEADING) || first.endsWith(INTERLEAVING_HEADING)) {
            return Optional.of(MEMORY_SUMMARY);
        }
        if (INSPECTOR_FIRST.indexOf(head[0]) >= 0 && isInspectors(new String(head, StandardCharsets.ISO_8859_1))) {
            return Optional.of(INSPECTOR);
        }
        boolean detailed = text.lines().skip(1).findFirst().orElse("").startsWith(",Total allocatable (");
        return detailed ? Optional.of(MEMORY_REPORT) : Optional.empty();
    }

    /** What it begins with, behind remarks, is a record of one of the kinds that an inspector writes. */
    private static boolean isInspectors(String head) {
        return head.lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#") && !line.equals("---"))
                .findFirst()
                .filter(DocumentKind::beginsInspectorsRecord)
                .isPresent();
    }

    private static boolean beginsInspectorsRecord(String line) {
        return INSPECTOR_BEGINNINGS.stream().anyMatch(line::startsWith)
                && line.stripTrailing().endsWith(":");
    }

    private static Optional<DocumentKind> json(byte[] head) {
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

    private static boolean opensJson(byte first) {
        return first == '[' || first == '{' || first == (byte) 0xef || first == ' ' || first == '\n';
    }

    private static boolean isReportKey(String json) {
        String rest = json.substring(1).stripLeading();
        return REPORT_KEYS.stream().anyMatch(key -> rest.startsWith('"' + key + '"'));
    }
}
