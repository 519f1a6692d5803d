package dev.leaktriage.policy;

import dev.leaktriage.model.NearestWord;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a file of suppressions: paragraphs of keys, which begin a line, and of frames, which are indented as in a log.
 */
final class SuppressionReader {
    /** One word and one colon; two colons stand in a function's name. */
    private static final Pattern KEY = Pattern.compile("([A-Za-z_-]+):(?!:)\\s*(.*)");

    private static final String LSAN = "leak";

    private final PolicyText text;
    private final List<SuppressionRule> rules = new ArrayList<>();
    private SuppressionDraft draft;

    private SuppressionReader(PolicyText text) {
        this.text = text;
        this.draft = new SuppressionDraft(text);
    }

    /**
     * The rules of a file, in its order.
     *
     * @throws PolicyException if anything is wrong with it
     */
    static List<SuppressionRule> read(PolicyText text) {
        SuppressionReader reader = new SuppressionReader(text);
        for (int line = 1; line <= text.lines().size(); line++) {
            reader.take(line, text.lines().get(line - 1));
        }
        reader.endParagraph();
        text.check();
        return List.copyOf(reader.rules);
    }

    private void endParagraph() {
        rules.addAll(draft.rules());
        draft = new SuppressionDraft(text);
    }

    private void take(int line, String written) {
        String stripped = written.strip();
        boolean indented = !stripped.isEmpty() && Character.isWhitespace(written.charAt(0));
        if (stripped.isEmpty()) {
            endParagraph();
        } else if (stripped.startsWith("#") && !(indented && FrameText.isNumbered(stripped))) {
            draft.comment(stripped.substring(1).strip());
        } else if (indented) {
            draft.frame(line, stripped);
        } else {
            takeKey(line, written);
        }
    }

    private void takeKey(int line, String written) {
        Matcher key = KEY.matcher(written);
        if (!key.matches()) {
            text.complain(
                    line,
                    1,
                    "'" + written.strip() + "' is neither a key nor a frame: indent frames as in the log, and begin"
                            + " a key with one of " + keys());
            draft.spoil();
            return;
        }
        String name = key.group(1);
        int column = key.start(2) + 1;
        if (name.equals(LSAN)) {
            draft.lsan(line, column, key.group(2).strip());
        } else if (SuppressionDraft.KEYS.contains(name)) {
            draft.key(line, name, column, key.group(2).strip());
        } else {
            text.complain(
                    line,
                    1,
                    "unknown key '" + name + "'" + NearestWord.hint(name, SuppressionDraft.KEYS) + " (one of " + keys()
                            + ")");
            draft.spoil();
        }
    }

    private static String keys() {
        return String.join(", ", SuppressionDraft.KEYS) + ", " + LSAN;
    }
}
