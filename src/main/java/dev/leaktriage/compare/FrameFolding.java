package dev.leaktriage.compare;

import dev.leaktriage.model.Frame;
import dev.leaktriage.model.MatchTier;
import dev.leaktriage.model.SourceLine;
import dev.leaktriage.model.Symbols;
import java.util.List;
import java.util.regex.Pattern;

/** Takes out of a frame what a tier ignores. */
final class FrameFolding {
    private static final Pattern SOURCE_FILE =
            Pattern.compile("[\\w./\\\\+@~-]+" + SourceLine.EXTENSION + "(?![\\w.])");
    private static final Pattern DIRECTORIES = Pattern.compile("[\\w.+@~-]*[/\\\\](?:[\\w.+@~-]*[/\\\\])*");
    private static final Pattern OFFSET = Pattern.compile("\\+0x[0-9a-fA-F]+|\\s*\\[0x[0-9a-fA-F]+]");
    private static final Pattern VERSION = Pattern.compile("(?<=\\.so)(?:\\.\\d+)+$");
    private static final Pattern WORD = Pattern.compile("\\w");

    private static final Pattern ANONYMOUS =
            Pattern.compile("(?:\\(anonymous namespace\\)|\\{anonymous}|<unnamed>|_GLOBAL__N_\\d+)(?:::)?");
    private static final Pattern CLONE = Pattern.compile(
            "\\s*\\[clone [^]]*]|\\.(?:constprop|isra|part|cold|lto_priv|llvm|clone|warm)(?:\\.\\d+)*(?![\\w.])");
    private static final Pattern LAMBDA = Pattern.compile(
            "#\\d+(?=[]}])|(?<='lambda)\\d+|(?<=\\$_)\\d+" + "|(?<=lambda\\$\\w{1,200}\\$)\\d+|(?<=<lambda_)\\d+");
    private static final Pattern HEX = Pattern.compile("\\b0x[0-9a-fA-F]+");
    private static final Pattern SPACE = Pattern.compile("\\s+");

    private final List<Mask> masks;

    FrameFolding(List<Mask> masks) {
        this.masks = masks;
    }

    /** What is left of a frame in a tier; frames that leave the same text are the same there. */
    String fold(Frame frame, MatchTier tier) {
        return switch (tier) {
            case EXACT -> frame.symbol() + "\t" + frame.module();
            case SOURCE_LINE -> sourceLine(frame);
            case MODULE -> module(frame);
            case TEMPLATE, MOVED -> template(module(frame));
        };
    }

    private String sourceLine(Frame frame) {
        return SourceLine.withoutNumber(masked(frame.symbol())) + "\t" + masked(frame.module());
    }

    private String module(Frame frame) {
        String symbol = SourceLine.withoutNumber(Symbols.bare(masked(frame.symbol())));
        String function = SPACE.matcher(without(SOURCE_FILE, without(OFFSET, symbol)))
                .replaceAll(" ")
                .strip();
        if (WORD.matcher(function).find()) {
            return function;
        }
        // Nothing but a place is known: then its file tells more than nothing.
        String place = frame.symbol().isBlank() ? masked(frame.module()) : masked(frame.symbol());
        return "[" + without(VERSION, without(DIRECTORIES, without(OFFSET, place))) + "]";
    }

    private static String template(String function) {
        String plain = without(CLONE, without(ANONYMOUS, function));
        String folded = LAMBDA.matcher(TemplateArguments.folded(plain)).replaceAll("");
        return SPACE.matcher(HEX.matcher(folded).replaceAll("0x_")).replaceAll("");
    }

    private String masked(String text) {
        String result = text;
        for (Mask mask : masks) {
            result = mask.apply(result);
        }
        return result;
    }

    private static String without(Pattern pattern, String text) {
        return pattern.matcher(text).replaceAll("");
    }
}
