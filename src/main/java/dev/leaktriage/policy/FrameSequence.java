package dev.leaktriage.policy;

import dev.leaktriage.model.Frame;
import dev.leaktriage.model.Site;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Frames in the order of a log, the leaf first; what called the last of them does not matter.
 *
 * @param steps empty for {@code ...}, which stands for any number of frames, also for none
 */
record FrameSequence(List<Optional<WrittenFrame>> steps) implements StackPattern {
    static final String ANY_FRAMES = "...";

    FrameSequence {
        steps = List.copyOf(steps);
    }

    @Override
    public boolean matches(Site site) {
        return matches(0, site.stack().frames(), 0);
    }

    private boolean matches(int step, List<Frame> frames, int frame) {
        if (step == steps.size()) {
            return true;
        }
        Optional<WrittenFrame> wanted = steps.get(step);
        if (wanted.isPresent()) {
            return frame < frames.size()
                    && wanted.get().matches(frames.get(frame))
                    && matches(step + 1, frames, frame + 1);
        }
        for (int from = frame; from <= frames.size(); from++) {
            if (matches(step + 1, frames, from)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public List<FrameTest> needs() {
        return steps.stream().<FrameTest>flatMap(Optional::stream).toList();
    }

    @Override
    public boolean matchesEverything() {
        return steps.stream().flatMap(Optional::stream).allMatch(WrittenFrame::matchesEverything);
    }

    @Override
    public String text() {
        return steps.stream()
                .map(step -> step.map(WrittenFrame::text).orElse(ANY_FRAMES))
                .collect(Collectors.joining(" / "));
    }

    @Override
    public String hint(Site site) {
        List<Optional<WrittenFrame>> anywhere = new ArrayList<>(steps);
        anywhere.add(0, Optional.empty());
        return new FrameSequence(anywhere).matches(site)
                ? "its first frame is no leaf; with a line '" + ANY_FRAMES + "' before it, it would match"
                : "";
    }
}
