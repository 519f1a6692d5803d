package dev.leaktriage.report;

import dev.leaktriage.model.Frame;
import dev.leaktriage.model.PostMortem;
import dev.leaktriage.model.SourceLine;
import dev.leaktriage.model.Suppression;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Problems as results of SARIF. */
final class SarifResult {
    private final List<String> rules;
    private final Fingerprints fingerprints;
    private final boolean suppressionsKnown;

    /**
     * Results of one run.
     *
     * @param rules the ids of its rules, in their order
     * @param suppressionsKnown true if the run was held against suppressions: then each result says whether one
     *     accepts it, else none does
     */
    SarifResult(List<String> rules, Fingerprints fingerprints, boolean suppressionsKnown) {
        this.rules = rules;
        this.fingerprints = fingerprints;
        this.suppressionsKnown = suppressionsKnown;
    }

    void write(JsonOutput result, Problem problem) throws IOException {
        result.text("ruleId", problem.check());
        result.number("ruleIndex", rules.indexOf(problem.check()));
        result.text("level", problem.severity().label());
        SarifReport.text(result, "message", message(problem));
        result.objects("locations", List.of(problem), SarifResult::location);
        if (problem.source().isPresent()) {
            result.objects("relatedLocations", List.of(problem), SarifResult::logLine);
        }
        if (!problem.frames().isEmpty()) {
            result.objects("stacks", List.of(problem), SarifResult::stack);
        }
        List<Frame> path = path(problem);
        if (!path.isEmpty()) {
            result.objects("codeFlows", List.of(path), SarifResult::codeFlow);
        }
        fingerprints(result, fingerprints.next(problem));
        if (suppressionsKnown) {
            result.objects("suppressions", problem.acceptedBy().stream().toList(), SarifResult::suppression);
        }
        if (problem.shortage().isPresent()) {
            PostMortem told = problem.shortage().get();
            result.object(
                    "properties",
                    bag -> bag.object("leaktriage/out_of_memory", shortage -> JsonShortages.write(shortage, told)));
        }
    }

    private static String message(Problem problem) {
        boolean complete = problem.detail().isEmpty() || problem.shortage().isPresent();
        return Visible.of(problem.line()) + (complete ? "" : ": " + Visible.of(problem.detail()));
    }

    private static void location(JsonOutput location, Problem problem) throws IOException {
        physical(location, problem.place());
    }

    private static void logLine(JsonOutput location, Problem problem) throws IOException {
        location.number("id", 1);
        physical(location, Place.of(problem.at()));
        SarifReport.text(location, "message", "the record in the log");
    }

    private static void physical(JsonOutput location, Place place) throws IOException {
        location.object("physicalLocation", physical -> {
            physical.object("artifactLocation", file -> file.text("uri", place.uri()));
            physical.object("region", region -> region.number("startLine", place.line()));
        });
    }

    private static void stack(JsonOutput stack, Problem problem) throws IOException {
        SarifReport.text(stack, "message", "the call stack of the allocation");
        stack.objects("frames", problem.frames(), (json, frame) -> {
            json.object("location", location -> called(location, frame));
            json.textUnlessEmpty("module", Visible.of(frame.module()));
        });
    }

    private static void called(JsonOutput location, Frame frame) throws IOException {
        Optional<SourceLine> source = SourceLine.of(frame);
        if (source.isPresent()) {
            physical(location, Place.of(source.get()));
        }
        SarifReport.text(location, "message", Visible.of(frame.display()));
    }

    /** The calls whose source is known, the outermost first, as one follows a path. */
    private static List<Frame> path(Problem problem) {
        List<Frame> path = new ArrayList<>(problem.frames().stream()
                .filter(frame -> SourceLine.of(frame).isPresent())
                .toList());
        Collections.reverse(path);
        return path;
    }

    private static void codeFlow(JsonOutput flow, List<Frame> path) throws IOException {
        flow.objects(
                "threadFlows",
                List.of(path),
                (thread, frames) -> thread.objects(
                        "locations",
                        frames,
                        (step, frame) -> step.object("location", location -> called(location, frame))));
    }

    /** The first is the one that code scanning follows an alert by. */
    private static void fingerprints(JsonOutput result, String fingerprint) throws IOException {
        result.object("partialFingerprints", object -> {
            object.text("primaryLocationLineHash", fingerprint);
            object.text("leaktriageSite/v1", fingerprint);
        });
    }

    private static void suppression(JsonOutput json, Suppression suppression) throws IOException {
        json.text("kind", "external");
        json.text("status", "accepted");
        json.text("justification", Visible.of(suppression.clause()));
        json.object("location", location -> physical(location, Place.of(suppression.at())));
    }
}
