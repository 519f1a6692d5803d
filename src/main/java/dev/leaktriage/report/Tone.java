package dev.leaktriage.report;

import dev.leaktriage.model.Severity;
import dev.leaktriage.model.Verdict;

/** How a piece of text is meant, and its ANSI colour. */
enum Tone {
    PLAIN(""),
    QUIET("2"),
    STRONG("1"),
    GOOD("32"),
    DOUBTFUL("33"),
    BAD("31");

    private final String code;

    Tone(String code) {
        this.code = code;
    }

    static Tone of(Verdict verdict) {
        return switch (verdict) {
            case LEAK -> BAD;
            case UNRESOLVED -> DOUBTFUL;
            case PROGRAM_CACHE, TRACE, SYSTEM, VIEW -> GOOD;
        };
    }

    static Tone of(Severity severity) {
        return switch (severity) {
            case ERROR -> BAD;
            case WARNING -> DOUBTFUL;
            case NOTE -> PLAIN;
        };
    }

    /** The text in this tone's colour. */
    String paint(String text) {
        return code.isEmpty() || text.isEmpty() ? text : "\u001b[" + code + "m" + text + "\u001b[0m";
    }
}
