package dev.leaktriage.report;

import dev.leaktriage.model.Frame;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One case: problems of one run that belong together.
 *
 * @param problems none if what the case is about is as it should be
 */
record JunitCase(String name, List<Problem> problems) {
    JunitCase {
        problems = List.copyOf(problems);
    }

    /** What a CI system counts it as. */
    enum Outcome {
        /** Nothing is wrong, or nothing that a build should fail for; what there is to say is its output. */
        PASSED,
        /** Accepted, or not to be judged. */
        SKIPPED,
        FAILED
    }

    Outcome outcome() {
        if (problems.stream().anyMatch(Problem::fails)) {
            return Outcome.FAILED;
        }
        boolean sure = problems.stream().allMatch(problem -> problem.standing() == Problem.Standing.SHOWN);
        return sure ? Outcome.PASSED : Outcome.SKIPPED;
    }

    void write(XmlOutput xml, String className) throws IOException {
        if (problems.isEmpty()) {
            xml.empty("testcase", "classname", className, "name", name, "time", "0");
            return;
        }
        xml.open("testcase", "classname", className, "name", name, "time", "0");
        switch (outcome()) {
            case FAILED -> xml.text("failure", body(), "message", message(), "type", type());
            case SKIPPED -> xml.text("skipped", body(), "message", message());
            case PASSED -> xml.text("system-out", body());
        }
        xml.close();
    }

    private String message() {
        int more = problems.size() - 1;
        return problems.get(0).message() + (more == 0 ? "" : " (and " + Units.grouped(more) + " more)");
    }

    private String type() {
        return problems.stream()
                .filter(Problem::fails)
                .map(Problem::check)
                .findFirst()
                .orElseThrow();
    }

    /** Everything, the message too: GitLab shows the text of an element and no attribute of it. */
    private String body() {
        return problems.stream().map(JunitCase::told).collect(Collectors.joining("\n\n"));
    }

    private static String told(Problem problem) {
        StringBuilder told = new StringBuilder(problem.message());
        told.append("\nat ").append(problem.at());
        problem.source().ifPresent(source -> told.append(", from ").append(source));
        if (!problem.detail().isEmpty()) {
            told.append('\n').append(problem.detail());
        }
        problem.site()
                .filter(site -> !site.stack().isEmpty())
                .ifPresent(site ->
                        told.append("\ncall stack of ").append(site.id()).append(':'));
        int number = 0;
        for (Frame frame : problem.frames()) {
            told.append("\n  ").append(++number).append(". ").append(frame.display());
        }
        return told.toString();
    }
}
