package dev.leaktriage.report;

import dev.leaktriage.model.CallStack;
import dev.leaktriage.model.Frame;
import dev.leaktriage.model.LogPosition;
import dev.leaktriage.model.PostMortem;
import dev.leaktriage.model.Severity;
import dev.leaktriage.model.Site;
import dev.leaktriage.model.SourceLine;
import dev.leaktriage.model.Suppression;
import dev.leaktriage.model.Symbols;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a CI system is told as one: a site that leaks, a finding, a budget that does not hold.
 *
 * @param run the name of the run, or of the file that makes the demand
 * @param check what was looked for: {@code leak/RULE}, a finding's id, {@code unresolved} or {@code budget}
 * @param name the same in the next run of the same program; problems of one run that share it belong together
 * @param severity how much it matters here: what is accepted is a note, a leak that is only possible a warning
 * @param message one line of plain English
 * @param detail the evidence; may be empty, may have several lines
 * @param at where the log, or the file that makes the demand, shows it
 * @param site where the buffers come from that it is about; empty if it is about none
 * @param acceptedBy present where {@code standing} is {@link Standing#ACCEPTED}
 * @param shortage the allocation that failed, if it is about one and that one is told
 */
record Problem(
        String run,
        String check,
        String name,
        Severity severity,
        Standing standing,
        String message,
        String detail,
        LogPosition at,
        Optional<Site> site,
        Optional<Suppression> acceptedBy,
        Optional<PostMortem> shortage) {

    private static final Pattern NUMBER = Pattern.compile("0x[0-9a-f]+|\\d[\\d,.]*");

    /** What the analysis makes of it. */
    enum Standing {
        /** It is so. */
        SHOWN,
        /** The log does not show enough to be sure. */
        UNCERTAIN,
        /** A suppression accepts it. */
        ACCEPTED
    }

    /** True if a build should not pass with it. */
    boolean fails() {
        return standing == Standing.SHOWN && severity == Severity.ERROR;
    }

    /** The message, with the diagnosis in the same line where an allocation failed. */
    String line() {
        return shortage.map(ShortageProse::line).orElse(message);
    }

    /** The frames that lead to it, leaf first; none if it is about no buffer or the log has no stack. */
    List<Frame> frames() {
        return site.map(Site::stack).orElse(CallStack.NONE).frames();
    }

    /** The source line that asked for the operation; else the nearest to it that a frame names. */
    Optional<SourceLine> source() {
        List<Frame> frames = frames();
        int asking = asking(frames);
        List<Frame> inwards = new ArrayList<>(frames.subList(0, asking));
        Collections.reverse(inwards);
        return Stream.concat(frames.subList(asking, frames.size()).stream(), inwards.stream())
                .flatMap(frame -> SourceLine.of(frame).stream())
                .findFirst();
    }

    /** The index of the frame that called the outermost operation, else of the first that does not just allocate. */
    private static int asking(List<Frame> frames) {
        for (int at = frames.size(); at > 0; at--) {
            CallStack alone = new CallStack(List.of(frames.get(at - 1)), true);
            if (!Symbols.operation(alone).isEmpty()) {
                return at;
            }
        }
        return frames.size()
                - Symbols.programFrames(new CallStack(frames, true)).size();
    }

    /** Where a reader should look: in the source if a frame names it, else in the log. */
    Place place() {
        return source().map(Place::of).orElseGet(() -> Place.of(at));
    }

    /**
     * What stays the same of it in the next run, whatever lines, numbers and addresses are then; of sites without
     * source lines it is the id.
     */
    String signature() {
        if (check.equals(Problems.BUDGET)) {
            return name;
        }
        return site.map(Problem::signature)
                .orElseGet(() -> NUMBER.matcher(message).replaceAll("#"));
    }

    /** The id of a site without the numbers of its source lines. */
    static String signature(Site site) {
        List<Frame> frames = site.stack().frames().stream()
                .map(frame -> new Frame(SourceLine.withoutNumber(frame.symbol()), frame.module()))
                .toList();
        return Symbols.siteId(new CallStack(frames, true), site.memory());
    }
}
