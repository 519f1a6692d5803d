package dev.leaktriage.policy;

import dev.leaktriage.model.CallStack;
import dev.leaktriage.model.Frame;
import dev.leaktriage.model.Memory;
import dev.leaktriage.model.Site;
import dev.leaktriage.model.Sum;
import dev.leaktriage.model.Symbols;
import dev.leaktriage.model.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * How much one site may hold with one verdict.
 *
 * @param frames the normalised frames of the site, leaf first; none for handles without a call stack
 * @param comments the lines of text above it that begin with {@code #}, as they are written
 * @param line where it stands in its file, 1-based; 0 if it is not written yet
 */
record BaselineEntry(
        Verdict verdict, Memory memory, List<String> frames, Sum allowed, List<String> comments, int line) {
    /** Neighbours in a file come from the same part of the program, so that two people's changes seldom meet. */
    static final Comparator<BaselineEntry> ORDER = Comparator.comparing(BaselineEntry::verdict)
            .thenComparing(BaselineEntry::outermostFirst)
            .thenComparing(BaselineEntry::memory);

    /** Which handles an entry is about. */
    record Key(Verdict verdict, Memory memory, List<String> frames) {}

    BaselineEntry {
        frames = List.copyOf(frames);
        comments = List.copyOf(comments);
    }

    BaselineEntry allowing(Sum other) {
        return new BaselineEntry(verdict, memory, frames, other, comments, line);
    }

    BaselineEntry at(List<String> otherFrames) {
        return new BaselineEntry(verdict, memory, otherFrames, allowed, comments, line);
    }

    BaselineEntry saying(String comment) {
        List<String> more = new ArrayList<>(comments);
        more.add(comment);
        return new BaselineEntry(verdict, memory, frames, allowed, more, line);
    }

    Site site() {
        CallStack stack = new CallStack(
                frames.stream().map(symbol -> new Frame(symbol, "")).toList(), true);
        return new Site(Symbols.siteId(stack, memory), memory, stack, Symbols.operation(stack));
    }

    /** True if it stands in a file. */
    boolean isWritten() {
        return line > 0;
    }

    /** More than 0 if it allows more than it did, less if it allows less. */
    int growthSince(BaselineEntry earlier) {
        return allowed.minus(earlier.allowed).sign();
    }

    boolean hasMovedSince(BaselineEntry earlier) {
        return !frames.equals(earlier.frames);
    }

    /** What a file may say once. */
    Key key() {
        return new Key(verdict, memory, frames);
    }

    private String outermostFirst() {
        StringBuilder text = new StringBuilder();
        for (int at = frames.size() - 1; at >= 0; at--) {
            text.append(frames.get(at)).append('\n');
        }
        return text.toString();
    }
}
