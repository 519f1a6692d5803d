package dev.leaktriage.cli;

import dev.leaktriage.report.ReportFormat;

/**
 * One more output of the same analysis.
 *
 * @param file the path as it was typed; {@code -} is standard output
 */
record Also(ReportFormat format, String file) {
    static final String STANDARD_OUTPUT = "-";

    /**
     * Reads {@code FORMAT=FILE}.
     *
     * @throws IllegalArgumentException if it is none, or no format; the message is one line
     */
    static Also parse(String text) {
        int equals = text.indexOf('=');
        if (equals <= 0 || equals == text.length() - 1) {
            throw new IllegalArgumentException(
                    "--also '" + text + "' names no format and file; write FORMAT=FILE, such as junit=leaks.xml");
        }
        return new Also(Formats.parse(text.substring(0, equals), Formats.all()), text.substring(equals + 1));
    }

    boolean isStandardOutput() {
        return file.equals(STANDARD_OUTPUT);
    }
}
