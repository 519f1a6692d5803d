package dev.leaktriage.report;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;

/** The parts of a page that are the same for every run: its frame, its styles, its scripts. */
final class PageTemplate {
    private static final String FOLDER = "page/";
    private static final List<String> STYLES = List.of("vendor/uPlot.min.css", "page.css");
    private static final List<String> VENDORED = List.of("vendor/uPlot.iife.min.js");
    /** In the order in which they build on each other. */
    private static final List<String> SCRIPTS = List.of(
            "units.js",
            "elements.js",
            "verdicts.js",
            "columns.js",
            "run.js",
            "links.js",
            "save.js",
            "table.js",
            "evidence.js",
            "glance.js",
            "timeline.js",
            "icicle.js",
            "bank-map.js",
            "tables.js",
            "page.js");

    private PageTemplate() {}

    /**
     * Fills the frame.
     *
     * @param summary one line for readers without scripts, in which no character means anything to HTML
     * @param island the packed content
     */
    static String filled(String summary, String island) throws IOException {
        String style = joined(STYLES);
        String vendored = licence() + joined(VENDORED);
        String script = "\"use strict\";\n(() => {\n" + joined(SCRIPTS) + "})();\n";
        String policy = "default-src 'none'; script-src '" + hash(vendored) + "' '" + hash(script) + "'; style-src '"
                + hash(style) + "'; img-src data:; base-uri 'none'; form-action 'none'";
        return resource("frame.html")
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
