package dev.leaktriage.policy;

import dev.leaktriage.model.Memory;
import dev.leaktriage.model.NearestWord;
import dev.leaktriage.model.Sum;
import dev.leaktriage.model.Verdict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads and words the lines of a baseline: paragraphs of a head line and the frames of its site. */
final class BaselineReader {
    private static final String NO_MEMORY = "-";
    private static final Pattern HEAD =
            Pattern.compile("([\\w-]+) ([\\w-]+) handles=(\\d{1,18}) size=(\\d{1,18}) occupied=(\\d{1,18})");
    private static final Pattern FRAME = Pattern.compile("\\s+(\\d{1,6})\\. (.*)");

    private final PolicyText text;
    private final Map<BaselineEntry.Key, BaselineEntry> entries = new LinkedHashMap<>();
    private final List<String> header = new ArrayList<>();
    private final List<String> comments = new ArrayList<>();
    private final List<String> frames = new ArrayList<>();
    private Optional<BaselineEntry> open = Optional.empty();
    private Optional<Set<Verdict>> verdicts = Optional.empty();

    private BaselineReader(PolicyText text) {
        this.text = text;
    }

    /**
     * The baseline in a text.
     *
     * @throws PolicyException if anything is wrong with it
     */
    static Baseline read(PolicyText text) {
        BaselineReader reader = new BaselineReader(text);
        for (int line = 1; line <= text.lines().size(); line++) {
            reader.take(line, text.lines().get(line - 1));
        }
        reader.endEntry();
        if (reader.verdicts.isEmpty() && !text.hasComplaints()) {
            text.complain(1, 1, "no baseline: it has no line '" + Baseline.VERDICTS + ": leak'");
        }
        text.check();
        return new Baseline(
                reader.header, reader.verdicts.orElseThrow(), List.copyOf(reader.entries.values()), reader.comments);
    }

    /** The head line of an entry. */
    static String head(BaselineEntry entry) {
        String memory =
                entry.memory() == Memory.UNSTATED ? NO_MEMORY : entry.memory().label();
        Sum allowed = entry.allowed();
        return entry.verdict().label() + " " + memory + " handles=" + allowed.handles() + " size=" + allowed.sizeBytes()
                + " occupied=" + allowed.occupiedBytes();
    }

    private void take(int line, String written) {
        Matcher frame = FRAME.matcher(written);
        if (written.isBlank()) {
            endEntry();
        } else if (frame.matches()) {
            takeFrame(line, Integer.parseInt(frame.group(1)), frame.group(2).strip());
        } else if (written.strip().startsWith("#")) {
            takeComment(written.strip());
        } else if (written.startsWith(Baseline.VERDICTS + ":")) {
            takeVerdicts(line, written);
        } else {
            takeHead(line, written.strip());
        }
    }

    private void takeComment(String comment) {
        if (verdicts.isEmpty()) {
            header.add(comment);
        } else if (open.isPresent()) {
            open = open.map(entry -> entry.saying(comment));
        } else {
            comments.add(comment);
        }
    }

    private void takeVerdicts(int line, String written) {
        EnumSet<Verdict> read = EnumSet.noneOf(Verdict.class);
        int from = Baseline.VERDICTS.length() + 1;
        for (String word : written.substring(from).split(",")) {
            verdict(
                            line,
                            1
                                    + written.indexOf(word, from)
                                    + word.length()
                                    - word.stripLeading().length(),
                            word.strip())
                    .ifPresent(read::add);
        }
        verdicts = Optional.of(read);
    }

    private Optional<Verdict> verdict(int line, int column, String label) {
        Optional<Verdict> verdict = Verdict.ofLabel(label);
        if (verdict.isEmpty()) {
            List<String> labels =
                    Arrays.stream(Verdict.values()).map(Verdict::label).toList();
            text.complain(
                    line,
                    column,
                    "unknown verdict '" + label + "'" + NearestWord.hint(label, labels) + " (one of "
                            + String.join(", ", labels) + ")");
        }
        return verdict;
    }

    private void takeHead(int line, String written) {
        endEntry();
        Matcher head = HEAD.matcher(written);
        if (!head.matches()) {
            text.complain(
                    line,
                    1,
                    "'" + written + "' begins no entry: write one such as"
                            + " 'leak DRAM handles=1 size=4096 occupied=4096', and its frames below it");
            return;
        }
        Optional<Verdict> verdict = verdict(line, 1, head.group(1));
        Optional<Memory> memory = memory(line, head.start(2) + 1, head.group(2));
        if (verdict.isPresent() && verdicts.isPresent() && !verdicts.get().contains(verdict.get())) {
            text.complain(line, 1, "the line '" + Baseline.VERDICTS + ":' above does not list " + head.group(1));
        }
        if (verdict.isPresent() && memory.isPresent()) {
            Sum allowed = new Sum(
                    Long.parseLong(head.group(3)), Long.parseLong(head.group(4)), Long.parseLong(head.group(5)));
            open = Optional.of(new BaselineEntry(verdict.get(), memory.get(), List.of(), allowed, comments, line));
            comments.clear();
        }
    }

    private Optional<Memory> memory(int line, int column, String label) {
        if (label.equals(NO_MEMORY)) {
            return Optional.of(Memory.UNSTATED);
        }
        Optional<Memory> memory = Memory.ofLabel(label);
        if (memory.isEmpty()) {
            List<String> labels = Arrays.stream(Memory.values())
                    .filter(kind -> kind != Memory.UNSTATED)
                    .map(Memory::label)
                    .toList();
            text.complain(
                    line,
                    column,
                    "unknown memory '" + label + "'" + NearestWord.hint(label, labels) + " (one of "
                            + String.join(", ", labels) + ", or " + NO_MEMORY + " where the log does not say)");
        }
        return memory;
    }

    private void takeFrame(int line, int number, String frame) {
        if (open.isEmpty() && !text.hasComplaints()) {
            text.complain(line, 1, "a frame without an entry above it");
        } else if (open.isPresent() && number != frames.size() + 1) {
            text.complain(line, 1, "frame " + number + " where frame " + (frames.size() + 1) + " is due");
        }
        frames.add(frame);
    }

    private void endEntry() {
        open.map(entry -> entry.at(frames)).ifPresent(this::add);
        open = Optional.empty();
        frames.clear();
    }

    /** Two branches may have added one site; which of their numbers is meant only their authors know. */
    private void add(BaselineEntry entry) {
        BaselineEntry first = entries.putIfAbsent(entry.key(), entry);
        if (first != null) {
            text.complain(entry.line(), 1, "the site of line " + first.line() + " again: keep one of the two");
        }
    }
}
