package dev.leaktriage.report;

import dev.leaktriage.model.AddressHistory;
import dev.leaktriage.model.AddressHistory.Event;
import dev.leaktriage.model.AddressHistory.What;
import dev.leaktriage.model.Analysis;
import dev.leaktriage.model.Attribution;
import dev.leaktriage.model.AttributionGroup;
import dev.leaktriage.model.CallStack;
import dev.leaktriage.model.Explanation;
import dev.leaktriage.model.Memory;
import dev.leaktriage.model.ProcessLife;
import dev.leaktriage.model.Site;
import dev.leaktriage.report.Section.Cell;
import dev.leaktriage.report.Section.Column;
import dev.leaktriage.report.Section.Row;
import java.io.IOException;
import java.io.Writer;
import java.util.List;

/** The life of one address for a terminal: each generation of handles, and how each verdict came about. */
public final class ExplanationText {
    private static final int FRAME_COLUMNS = 60;
    private static final String FIRST_LINE = "0x[0-9a-f]+: (no record|\\d[\\d,]* allocations?) .*";

    private final Digest digest;
    private final TextPage page;

    private ExplanationText(Digest digest, TextPage page) {
        this.digest = digest;
        this.page = page;
    }

    /**
     * Writes the life of an address and flushes; the writer stays open.
     *
     * @param analysis of the run that the address belongs to
     * @param explanations one for each handle that is live at the address
     * @throws IOException if the writer does not take it
     */
    public static void write(
            Analysis analysis,
            AddressHistory history,
            List<Explanation> explanations,
            ReportOptions options,
            Writer out)
            throws IOException {
        Digest digest = Digest.of(analysis, options);
        TextPage page = new TextPage(out, options);
        page.line(summary(history, explanations), Tone.STRONG);
        page.headline(new Prose(digest).integrity(), analysis.integrity().intact() ? Tone.QUIET : Tone.BAD);
        ExplanationText text = new ExplanationText(digest, page);
        for (AddressStory story : AddressStory.of(history, explanations)) {
            text.write(story);
        }
        out.flush();
    }

    /** True if a file that begins so was written by {@link #write}. */
    static boolean wrote(List<String> firstLines) {
        return firstLines.size() >= 2
                && firstLines.get(0).matches(FIRST_LINE)
                && firstLines.get(1).matches(Prose.INTEGRITY_LINE);
    }

    private static String summary(AddressHistory history, List<Explanation> explanations) {
        String address = Units.address(history.address());
        if (history.events().isEmpty()) {
            return address + ": no record of the log names this address.";
        }
        long allocations = history.events().stream()
                .filter(event -> event.what() == What.ALLOCATED || event.what() == What.VIEWED)
                .count();
        List<Integer> devices =
                history.events().stream().map(Event::device).distinct().toList();
        VerdictSums live = new VerdictSums();
        explanations.forEach(explanation -> live.add(AttributionGroup.of(explanation.attribution())));
        return address + ": " + Units.count(allocations, "allocation", "allocations") + " on "
                + (devices.size() == 1 ? "device " : "devices ") + Units.devices(devices) + ", "
                + (explanations.isEmpty() ? "none live." : "live: " + Prose.parts(live) + ".");
    }

    private void write(AddressStory story) throws IOException {
        boolean several = story.devices().size() > 1;
        page.section(new Section(
                (several ? "Devices " : "Device ")
                        + Units.devices(story.devices())
                        + process(story)
                        + (several
                                ? "; lines are those of device "
                                        + story.devices().get(0)
                                : ""),
                List.of(
                        Column.text("handle"),
                        Column.text("what"),
                        Column.number("size"),
                        Column.text("memory"),
                        Column.position("at"),
                        Column.text("from")),
                story.events().stream().map(event -> row(story, event)).toList(),
                List.of()));
        for (Explanation explanation : story.live()) {
            write(story, explanation);
        }
    }

    /** The process of a story, if there is a name for it. */
    private String process(AddressStory story) {
        ProcessLife life = digest.analysis().lives().get(story.life());
        return life.process().isPresent() || digest.severalLives() ? ", " + digest.name(life) : "";
    }

    private static Row row(AddressStory story, Event event) {
        return new Row(
                List.of(
                        Cell.of(story.name(event.generation())),
                        Cell.of(what(story, event)),
                        Cell.of(event.sizeBytes() < 0 ? "" : Units.grouped(event.sizeBytes()) + " B"),
                        Cell.of(
                                event.memory() == Memory.UNSTATED
                                        ? "?"
                                        : event.memory().label()),
                        Cell.of(event.at().toString()),
                        Cell.of(from(event.site()))),
                List.of(event.note()),
                "");
    }

    private static String what(AddressStory story, Event event) {
        String other = story.name(event.ofGeneration());
        return switch (event.what()) {
            case ALLOCATED -> "allocated";
            case VIEWED -> "view" + (other.isEmpty() ? "" : " of " + other);
            case FREED -> "freed";
            case VIEW_FREED -> "view freed";
            case FREED_LATE -> "freed late";
            case SUPERSEDED -> "superseded" + (other.isEmpty() ? "" : " by " + other);
            case FREE_FITS_NOTHING -> "free that fits nothing";
            case SWEPT -> "swept with its process";
        };
    }

    private static String from(Site site) {
        if (!site.operation().isEmpty()) {
            return FrameText.shorten(site.operation(), FRAME_COLUMNS);
        }
        return site.stack().isEmpty()
                ? ""
                : FrameText.shorten(site.stack().frames().get(0).display(), FRAME_COLUMNS);
    }

    private void write(AddressStory story, Explanation explanation) throws IOException {
        Attribution attribution = explanation.attribution();
        String handle = story.name(attribution.handle().id().generation());
        page.blank();
        page.line(
                "  " + (handle.isEmpty() ? "It" : handle) + " is live: "
                        + attribution.verdict().label() + ", "
                        + attribution.confidence().label(),
                Tone.of(attribution.verdict()));
        page.prose(4, attribution.evidence().because());
        page.line("    rules tried:", Tone.QUIET);
        for (Explanation.Trial trial : explanation.trials()) {
            page.prose(6, trial.ruleId() + (trial.applies() ? " applies: " : " does not apply: ") + trial.why());
        }
        sentence("freed by: ", attribution.freedBy());
        sentence("would change it: ", explanation.wouldChange());
        sentence("in doubt: ", attribution.handle().doubt().orElse(""));
        stack(attribution);
    }

    private void sentence(String lead, String text) throws IOException {
        if (!text.isEmpty()) {
            page.prose(4, lead + text);
        }
    }

    private void stack(Attribution attribution) throws IOException {
        CallStack stack = attribution.handle().site().stack();
        page.line(stack.isEmpty() ? "    the log has no stack for it" : "    stack, leaf first:", Tone.QUIET);
        for (int frame = 0; frame < stack.frames().size(); frame++) {
            boolean decided = attribution.evidence().frames().contains(frame);
            page.line(
                    "      " + (frame + 1) + ". " + stack.frames().get(frame).display()
                            + (decided ? "  <- decided" : ""),
                    decided ? Tone.STRONG : Tone.PLAIN);
        }
        if (!stack.complete()) {
            page.line("      (frames are missing in the log)", Tone.QUIET);
        }
    }
}
