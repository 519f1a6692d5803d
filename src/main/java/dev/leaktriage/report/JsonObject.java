package dev.leaktriage.report;

import dev.leaktriage.model.LogPosition;
import dev.leaktriage.model.Memory;
import dev.leaktriage.model.NearestWord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An object of a JSON file whose properties are asked for by name and type.
 *
 * <p>Every accessor throws an {@link IOException} that names the place if the property is of another type, or, unless it
 * is optional, not there. Properties that nobody asks for are ignored.
 */
final class JsonObject {
    /** A value that no property of ours has: null, a fraction, a number beyond 64 bits. */
    static final Object NOTHING = Optional.empty();

    private static final Pattern ADDRESS = Pattern.compile("0x[0-9a-f]{1,16}");
    private static final Pattern LINE = Pattern.compile("(0*[1-9][0-9]{0,17})(?: \\(node ([0-9]{1,9})\\))?");

    private final JsonInput input;
    private final int line;
    private final int column;
    private final Map<String, Value> values;

    /**
     * A value and where it stands.
     *
     * @param content a {@code String}, {@code Long}, {@code Boolean}, {@code List<Value>}, {@code JsonObject}, or
     *     {@link #NOTHING}
     */
    record Value(int line, int column, Object content) {}

    JsonObject(JsonInput input, int line, int column, Map<String, Value> values) {
        this.input = input;
        this.line = line;
        this.column = column;
        this.values = values;
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    String text(String name) throws IOException {
        return as(String.class, name, "a text");
    }

    /** A text that many objects have, as one object for all of them. */
    String sharedText(String name) throws IOException {
        return input.shared(text(name));
    }

    /** Likewise, or none. */
    String textOrEmpty(String name) throws IOException {
        return has(name) ? sharedText(name) : "";
    }

    /** See {@link JsonInput#shared}. */
    String shared(String text) {
        return input.shared(text);
    }

    long number(String name) throws IOException {
        return as(Long.class, name, "a whole number");
    }

    OptionalLong numberIfAny(String name) throws IOException {
        return has(name) ? OptionalLong.of(number(name)) : OptionalLong.empty();
    }

    /** A number that counts devices, processes or the like. */
    int index(String name) throws IOException {
        long number = number(name);
        if (number != (int) number) {
            throw wrong(name, "expected a number of 32 bits, not " + number);
        }
        return (int) number;
    }

    OptionalInt indexIfAny(String name) throws IOException {
        return has(name) ? OptionalInt.of(index(name)) : OptionalInt.empty();
    }

    boolean flag(String name) throws IOException {
        return as(Boolean.class, name, "true or false");
    }

    /** An unsigned address in lower-case hexadecimal. */
    long address(String name) throws IOException {
        String text = text(name);
        if (!ADDRESS.matcher(text).matches()) {
            throw wrong(name, "'" + text + "' is no address; expected 0x and hexadecimal digits");
        }
        return Long.parseUnsignedLong(text.substring(2), 16);
    }

    LogPosition position(String name) throws IOException {
        return position(value(name));
    }

    Optional<LogPosition> positionIfAny(String name) throws IOException {
        return has(name) ? Optional.of(position(name)) : Optional.empty();
    }

    List<LogPosition> positions(String name) throws IOException {
        List<LogPosition> positions = new ArrayList<>();
        for (Value element : elements(name)) {
            positions.add(position(element));
        }
        return positions;
    }

    List<String> texts(String name) throws IOException {
        List<String> texts = new ArrayList<>();
        for (Value element : elements(name)) {
            if (!(element.content instanceof String text)) {
                throw input.wrong(element.line, element.column, "'" + name + "' holds texts");
            }
            texts.add(text);
        }
        return texts;
    }

    List<Integer> indices(String name) throws IOException {
        List<Integer> indices = new ArrayList<>();
        for (Value element : elements(name)) {
            if (!(element.content instanceof Long number) || number != number.intValue()) {
                throw input.wrong(element.line, element.column, "'" + name + "' holds whole numbers of 32 bits");
            }
            indices.add(number.intValue());
        }
        return indices;
    }

    JsonObject object(String name) throws IOException {
        return as(JsonObject.class, name, "an object");
    }

    List<JsonObject> objects(String name) throws IOException {
        List<JsonObject> objects = new ArrayList<>();
        for (Value element : elements(name)) {
            if (!(element.content instanceof JsonObject object)) {
                throw input.wrong(element.line, element.column, "'" + name + "' is a list of objects");
            }
            objects.add(object);
        }
        return objects;
    }

    Memory memory(String name) throws IOException {
        String label = text(name);
        return Memory.ofLabel(label)
                .filter(memory -> memory.label().equals(label))
                .orElseThrow(() -> unknown(
                        name,
                        label,
                        Arrays.stream(Memory.values())
                                .map(Memory::label)
                                .filter(known -> !known.isEmpty())
                                .toList()));
    }

    /** A constant by its lower-case, hyphenated form. */
    <E extends Enum<E>> E constant(String name, Class<E> type) throws IOException {
        return constant(name, text(name), type);
    }

    <E extends Enum<E>> List<E> constants(String name, Class<E> type) throws IOException {
        List<E> constants = new ArrayList<>();
        for (Value element : elements(name)) {
            if (!(element.content instanceof String label)) {
                throw input.wrong(element.line, element.column, "'" + name + "' is a list of texts");
            }
            constants.add(constant(name, label, type));
        }
        return constants;
    }

    private <E extends Enum<E>> E constant(String name, String label, Class<E> type) throws IOException {
        for (E constant : type.getEnumConstants()) {
            if (isLabel(label, constant.name())) {
                return constant;
            }
        }
        List<String> known = Arrays.stream(type.getEnumConstants())
                .map(constant -> constant.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .toList();
        throw unknown(name, label, known);
    }

    /** The error that a property is wrong. */
    IOException wrong(String name, String message) {
        Value value = values.get(name);
        return value == null ? input.wrong(line, column, message) : input.wrong(value.line, value.column, message);
    }

    /** Without a new text for each comparison: there may be millions of handles with four labels each. */
    private static boolean isLabel(String label, String name) {
        boolean same = label.length() == name.length();
        for (int at = 0; same && at < name.length(); at++) {
            char c = name.charAt(at);
            same = label.charAt(at) == (c == '_' ? '-' : Character.toLowerCase(c));
        }
        return same;
    }

    private IOException unknown(String name, String label, List<String> known) {
        return wrong(
                name,
                "unknown " + name + " '" + label + "'" + NearestWord.hint(label, known) + " (one of "
                        + String.join(", ", known) + ")");
    }

    private LogPosition position(Value value) throws IOException {
        String text = value.content instanceof String string ? string : "";
        int colon = text.lastIndexOf(':');
        Matcher line = LINE.matcher(text).region(colon + 1, text.length());
        if (colon < 0 || !line.matches()) {
            throw input.wrong(value.line, value.column, "expected a place in a log, such as \"run.log:17\"");
        }
        return new LogPosition(
                input.shared(text.substring(0, colon)),
                Long.parseLong(line.group(1)),
                line.group(2) == null ? 0 : Long.parseLong(line.group(2)));
    }

    @SuppressWarnings("unchecked")
    private List<Value> elements(String name) throws IOException {
        return as(List.class, name, "a list");
    }

    private <T> T as(Class<T> type, String name, String what) throws IOException {
        Value value = value(name);
        if (!type.isInstance(value.content)) {
            throw input.wrong(value.line, value.column, "'" + name + "' is not " + what);
        }
        return type.cast(value.content);
    }

    private Value value(String name) throws IOException {
        Value value = values.get(name);
        if (value == null) {
            throw input.wrong(line, column, "'" + name + "' is missing in the object that begins here");
        }
        return value;
    }
}
