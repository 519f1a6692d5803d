package dev.leaktriage.report;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;

/** The parts of a page that are the same whatever it shows: its frame, its styles, its scripts. */
enum PageTemplate {
    RUN(
            PageContent.SCHEMA,
            "report.json and in the CSV files",
            List.of("page.css"),
            List.of("run.js", "bank-map.js", "page.js")),
    DIFFERENCE(
            DeltaPageContent.SCHEMA,
            "diff.json and in diff-sites.csv",
            List.of("page.css", "diff/diff.css"),
            List.of(
                    "diff/difference.js",
                    "diff/common.js",
                    "diff/change-panel.js",
                    "diff/overlay.js",
                    "diff/diff-stacks.js",
                    "diff/change-table.js",
                    "diff/diff-glance.js",
                    "diff/diff-page.js"));

    private static final String FOLDER = "page/";
    private static final List<String> VENDORED = List.of("vendor/uPlot.iife.min.js");
    /** What all pages share, in the order in which the parts build on each other. */
    private static final List<String> SHARED = List.of(
            "units.js",
            "elements.js",
            "verdicts.js",
            "columns.js",
            "links.js",
            "save.js",
            "table.js",
            "evidence.js",
            "glance.js",
            "timeline.js",
            "icicle.js",
            "tables.js",
            "shell.js");

    private final String schema;
    private final String elsewhere;
    private final List<String> styles;
    private final List<String> scripts;

    PageTemplate(String schema, String elsewhere, List<String> styles, List<String> scripts) {
        this.schema = schema;
        this.elsewhere = elsewhere;
        this.styles = styles;
        this.scripts = scripts;
    }

    /**
     * Fills the frame.
     *
     * @param summary one line for readers without scripts, in which no character means anything to HTML
     * @param island the packed content
     */
    String filled(String summary, String island) throws IOException {
        String style = joined(List.of("vendor/uPlot.min.css")) + joined(styles);
        String vendored = licence() + joined(VENDORED);
        String script = "\"use strict\";\n(() => {\n" + joined(SHARED) + joined(scripts) + "})();\n";
        String policy = "default-src 'none'; script-src '" + hash(vendored) + "' '" + hash(script) + "'; style-src '"
                + hash(style) + "'; img-src data:; base-uri 'none'; form-action 'none'";
        return resource("frame.html")
                .replace("{{schema}}", schema)
                .replace("{{elsewhere}}", elsewhere)
                .replace("{{policy}}", policy)
                .replace("{{style}}", style)
                .replace("{{vendored}}", vendored)
                .replace("{{script}}", script)
                .replace("{{summary}}", summary)
                .replace("{{island}}", island);
    }

    private static String licence() throws IOException {
        return "/*\n" + resource("vendor/uPlot.LICENSE").strip() + "\n*/\n";
    }

    private static String joined(List<String> names) throws IOException {
        StringBuilder text = new StringBuilder();
        for (String name : names) {
            text.append(resource(name).strip()).append('\n');
        }
        return text.toString();
    }

    static String resource(String name) throws IOException {
        try (InputStream in = PageTemplate.class.getResourceAsStream(FOLDER + name)) {
            if (in == null) {
                throw new IOException("the program lacks its part " + FOLDER + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** The source expression by which a content security policy allows this text and no other. */
    static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
