package dev.leaktriage.report;

import java.util.Locale;
import java.util.Optional;

/** The formats that a run's analysis can be written in. */
public enum ReportFormat {
    TEXT(new TextReport()),
    JSON(new JsonReport()),
    CSV(new LiveBuffersCsv()),
    HTML(new HtmlReport()),
    MARKDOWN(new MarkdownReport()),
    /** For the test results of CI systems. */
    JUNIT(new JunitReport()),
    /** For code scanning and editors. */
    SARIF(new SarifReport()),
    /** Workflow commands of GitHub Actions. */
    GITHUB(new GithubReport()),
    /** The code-quality report of GitLab. */
    GITLAB(new GitlabReport());

    private final Report report;

    ReportFormat(Report report) {
        this.report = report;
    }

    public Report report() {
        return report;
    }

    /** The word that {@code --format} takes. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The format with that label; empty if there is none. */
    public static Optional<ReportFormat> ofLabel(String label) {
        for (ReportFormat format : values()) {
            if (format.label().equals(label)) {
                return Optional.of(format);
            }
        }
        return Optional.empty();
    }
}
