package dev.leaktriage.policy;

import dev.leaktriage.model.Frame;
import dev.leaktriage.model.Site;
import dev.leaktriage.model.Symbols;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the few of many rules that may mean a site.
 *
 * <p>Of each rule one frame is sought, the one that the fewest rules ask for: where none of a stack's frames is that, the
 * rule cannot match. Each frame of a log is looked up once, by the last parts of its name, so that the time that a hundred
 * rules take is hardly more than that of one.
 */
final class RuleSearch {
    /** The numbers of rules by the names of the frame that is sought. */
    private final Map<String, BitSet> byLastParts = new HashMap<>();

    private final Map<String, BitSet> byNormalised = new HashMap<>();
    /** Those whose frame has no fixed name. */
    private final List<Tried> tried = new ArrayList<>();
    /** The numbers of rules that ask for no frame. */
    private final BitSet always = new BitSet();

    private final Map<Frame, BitSet> byFrame = new IdentityHashMap<>();

    private record Tried(FrameTest test, int rule) {}

    RuleSearch(List<StackPattern> patterns) {
        Map<String, Integer> uses = new HashMap<>();
        patterns.forEach(pattern -> pattern.needs().forEach(test -> uses.merge(test.text(), 1, Integer::sum)));
        Comparator<FrameTest> fewestFirst = Comparator.comparing(
                        (FrameTest test) -> test.names().isEmpty())
                .thenComparing(test -> uses.get(test.text()));
        for (int rule = 0; rule < patterns.size(); rule++) {
            seek(patterns.get(rule).needs().stream().min(fewestFirst), rule);
        }
    }

    private void seek(Optional<FrameTest> sought, int rule) {
        if (sought.isEmpty()) {
            always.set(rule);
            return;
        }
        Optional<FrameTest.Names> names = sought.get().names();
        if (names.isEmpty()) {
            tried.add(new Tried(sought.get(), rule));
            return;
        }
        set(byLastParts, names.get().lastParts(), rule);
        set(byNormalised, names.get().normalised(), rule);
    }

    private static void set(Map<String, BitSet> byName, String name, int rule) {
        byName.computeIfAbsent(name, unseen -> new BitSet()).set(rule);
    }

    /** The rules that may mean a site, in their order; all others do not. */
    int[] mayMean(Site site) {
        BitSet found = (BitSet) always.clone();
        for (Frame frame : site.stack().frames()) {
            found.or(byFrame.computeIfAbsent(frame, this::rules));
        }
        return found.stream().toArray();
    }

    private BitSet rules(Frame frame) {
        BitSet found = new BitSet();
        String name = frame.qualifiedName();
        for (int from = 0; from >= 0; from = nextPart(name, from)) {
            or(found, byLastParts.get(name.substring(from)));
        }
        or(found, byNormalised.get(Symbols.normalised(frame)));
        for (Tried each : tried) {
            if (each.test.matches(frame)) {
                found.set(each.rule);
            }
        }
        return found;
    }

    private static void or(BitSet found, BitSet more) {
        if (more != null) {
            found.or(more);
        }
    }

    /** Where the next component of a qualified name begins, as {@link dev.leaktriage.model.FramePattern} sees them, or -1. */
    private static int nextPart(String name, int from) {
        for (int at = from + 1; at < name.length(); at++) {
            if (name.charAt(at - 1) == '.' || name.startsWith("::", at - 2)) {
                return at;
            }
        }
        return -1;
    }
}
