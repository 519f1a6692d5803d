package dev.leaktriage.classify;

import dev.leaktriage.model.NearestWord;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;

/** The fields of one object of a rule file, with a complaint for each that is not as it should be. */
final class Stanza {
    private final LocatedJson at;
    private final Complaints complaints;
    private final Map<String, LocatedJson> fields = new LinkedHashMap<>();
    private final Set<String> misspelt = new HashSet<>();

    private Stanza(LocatedJson at, Complaints complaints) {
        this.at = at;
        this.complaints = complaints;
    }

    /** Takes note of what is wrong. */
    interface Complaints {
        void add(int line, int column, String message);
    }

    /** The object; complains if it is none, or has a field that is not among those allowed. */
    static Stanza of(LocatedJson json, List<String> allowed, Complaints complaints) {
        Stanza stanza = new Stanza(json, complaints);
        if (!(json.value() instanceof Map<?, ?> object)) {
            stanza.complain(json, "expected an object with the fields " + String.join(", ", allowed));
            return stanza;
        }
        object.forEach((name, value) -> stanza.take((LocatedJson.Key) name, (LocatedJson) value, allowed));
        return stanza;
    }

    private void take(LocatedJson.Key key, LocatedJson value, List<String> allowed) {
        if (!allowed.contains(key.name())) {
            NearestWord.of(key.name(), allowed).ifPresent(misspelt::add);
            complaints.add(key.line(), key.column(), "unknown field '" + key.name() + "'" + meant(key.name(), allowed));
            return;
        }
        fields.put(key.name(), value);
    }

    /** The value of a field that must be there; complains if it is not, unless it was misspelt. */
    Optional<LocatedJson> required(String name) {
        if (!fields.containsKey(name) && !misspelt.contains(name)) {
            complain(at, "the field '" + name + "' is missing");
        }
        return optional(name);
    }

    Optional<LocatedJson> optional(String name) {
        return Optional.ofNullable(fields.get(name));
    }

    /** A field's text; empty, with a complaint, if it is no text. */
    String text(LocatedJson json, String name) {
        if (json.value() instanceof String text && !text.isBlank()) {
            return text.strip();
        }
        complain(json, "'" + name + "' must be a text that is not empty");
        return "";
    }

    /** A field's text, or the default where the field is not there. */
    String textOr(String name, String otherwise) {
        return optional(name)
                .map(json -> json.value().equals("") ? "" : text(json, name))
                .orElse(otherwise);
    }

    /** A whole number of at least 0; empty where the field is not there or, with a complaint, is none. */
    OptionalLong number(String name) {
        return optional(name).map(json -> number(json, name)).orElse(OptionalLong.empty());
    }

    private OptionalLong number(LocatedJson json, String name) {
        if (json.value() instanceof Long number && number >= 0) {
            return OptionalLong.of(number);
        }
        complain(json, "'" + name + "' must be a whole number, 0 or greater");
        return OptionalLong.empty();
    }

    /** The texts of a field that is a text or a list of texts. */
    List<String> texts(String name) {
        return each(name, json -> Optional.of(text(json, name)).filter(text -> !text.isEmpty()));
    }

    /** The numbers of a field that is a number or a list of numbers. */
    List<Long> numbers(String name) {
        return each(name, json -> {
            OptionalLong number = number(json, name);
            return number.isPresent() ? Optional.of(number.getAsLong()) : Optional.empty();
        });
    }

    /** The words of a field, each as the constant that it names; complains of words that name none. */
    <T> List<T> words(String name, List<String> words, Function<String, Optional<T>> constant) {
        return each(name, json -> word(json, name, words, constant));
    }

    /** The constant that a word names; empty, with a complaint, if it names none. */
    <T> Optional<T> word(LocatedJson json, String name, List<String> words, Function<String, Optional<T>> constant) {
        String word = text(json, name);
        Optional<T> found = word.isEmpty() ? Optional.empty() : constant.apply(word);
        if (found.isEmpty() && !word.isEmpty()) {
            complain(json, "unknown " + name + " '" + word + "'" + meant(word, words));
        }
        return found;
    }

    /** A field's elements; a single value counts as a list of one. */
    List<LocatedJson> elements(String name) {
        List<LocatedJson> elements = new ArrayList<>();
        optional(name).ifPresent(json -> {
            if (json.value() instanceof List<?> list) {
                list.forEach(element -> elements.add((LocatedJson) element));
            } else {
                elements.add(json);
            }
        });
        return elements;
    }

    private <T> List<T> each(String name, Function<LocatedJson, Optional<T>> reading) {
        return elements(name).stream().map(reading).flatMap(Optional::stream).toList();
    }

    void complain(LocatedJson json, String message) {
        complaints.add(json.line(), json.column(), message);
    }

    /** What may have been meant, or else what there is to choose from. */
    private static String meant(String written, List<String> words) {
        String hint = NearestWord.hint(written, words);
        return hint.isEmpty() ? "; use one of " + String.join(", ", words) : hint;
    }
}
