package dev.leaktriage.log;

import dev.leaktriage.model.EventKind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Says of every line of a text what the reader made of it. */
final class LineWalk {
    private LineWalk() {}

    /** Two lines for each: its number and what it is; then the line itself. */
    static String of(byte[] text) {
        List<String> lines = lines(text);
        List<String> meanings = meanings(text);
        StringBuilder walk = new StringBuilder();
        for (int i = 0; i < lines.size(); i++) {
            walk.append(i + 1).append(": ").append(meanings.get(i)).append('\n');
            walk.append("    ").append(lines.get(i)).append('\n');
        }
        return walk.toString();
    }

    /** One line for each: its number and what it is, without any words of the text. */
    static String wordless(byte[] text) {
        List<String> meanings = meanings(text);
        StringBuilder walk = new StringBuilder();
        for (int i = 0; i < meanings.size(); i++) {
            String wordless =
                    meanings.get(i).replaceAll(" text=\"[^+]*\"", " text").replaceAll(" stack=\\[[^+]*]", " stack");
            walk.append(i + 1).append(": ").append(wordless).append('\n');
        }
        return walk.toString();
    }

    private static List<String> lines(byte[] text) {
        return List.of(new String(text, StandardCharsets.UTF_8).split("\r?\n"));
    }

    private static List<String> meanings(byte[] text) {
        List<List<String>> meanings = new ArrayList<>();
        lines(text).forEach(line -> meanings.add(new ArrayList<>()));
        LogReader reader = new LogReader();
        try {
            reader.read(Source.of("text", new ByteArrayInputStream(text)), event -> {
                if (event.kind == EventKind.MALFORMED) {
                    return true;
                }
                int first = (int) event.line - 1;
                String described = EventText.describe(event, reader);
                meanings.get(first).add(described.substring(described.indexOf(' ') + 1));
                for (int i = 1; i < event.lines; i++) {
                    meanings.get(first + i).add("part of the record at line " + event.line);
                }
                return true;
            });
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
        reader.malformations()
                .forEach(malformed -> meanings.get((int) malformed.line() - 1)
                        .add("malformed at column " + malformed.column() + ": " + malformed.message()));
        return meanings.stream()
                .map(all -> all.isEmpty() ? "noise" : String.join(" + ", all))
                .toList();
    }
}
