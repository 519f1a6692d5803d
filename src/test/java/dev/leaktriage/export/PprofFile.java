package dev.leaktriage.export;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/** Reads {@code profile.proto} by its field numbers alone, without the schema that writes it. */
public final class PprofFile {
    private final Message profile;
    private final List<String> strings = new ArrayList<>();

    /** The fields of a message by their numbers; a varint is a {@code Long}, everything else bytes. */
    private record Message(Map<Integer, List<Object>> fields) {
        List<Message> messages(int field) throws IOException {
            List<Message> messages = new ArrayList<>();
            for (Object bytes : fields.getOrDefault(field, List.of())) {
                messages.add(message((byte[]) bytes));
            }
            return messages;
        }

        long number(int field) {
            List<Object> values = fields.getOrDefault(field, List.of(0L));
            if (values.size() != 1) {
                throw new IllegalStateException("field " + field + " comes " + values.size() + " times");
            }
            return (Long) values.get(0);
        }

        List<Long> packed(int field) throws IOException {
            List<Long> numbers = new ArrayList<>();
            for (Object bytes : fields.getOrDefault(field, List.of())) {
                ByteArrayInputStream in = new ByteArrayInputStream((byte[]) bytes);
                while (in.available() > 0) {
                    numbers.add(varint(in));
                }
            }
            return numbers;
        }
    }

    /** A stack, root first, with its labels and a value for each type. */
    record Sample(List<String> stack, Map<String, String> labels, Map<String, Long> values) {}

    private PprofFile(Message profile) throws IOException {
        this.profile = profile;
        for (Object text : profile.fields.get(6)) {
            strings.add(new String((byte[]) text, StandardCharsets.UTF_8));
        }
    }

    static PprofFile read(byte[] gzipped) throws IOException {
        return new PprofFile(message(new GZIPInputStream(new ByteArrayInputStream(gzipped)).readAllBytes()));
    }

    private static Message message(byte[] bytes) throws IOException {
        Map<Integer, List<Object>> fields = new TreeMap<>();
        ByteArrayInputStream in = new ByteArrayInputStream(bytes);
        while (in.available() > 0) {
            long key = varint(in);
            Object value = switch ((int) (key & 7)) {
                case 0 -> varint(in);
                case 2 -> in.readNBytes((int) varint(in));
                default -> throw new IOException("wire type " + (key & 7));
            };
            fields.computeIfAbsent((int) (key >>> 3), unseen -> new ArrayList<>())
                    .add(value);
        }
        return new Message(fields);
    }

    private static long varint(ByteArrayInputStream in) throws IOException {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("the message ends inside a number");
            }
            value |= (long) (next & 0x7f) << shift;
            if (next < 0x80) {
                return value;
            }
        }
        throw new IOException("a number is too long");
    }

    private String string(long number) {
        return strings.get((int) number);
    }

    List<String> strings() {
        return strings;
    }

    List<String> comments() throws IOException {
        return profile.packed(13).stream().map(this::string).toList();
    }

    String defaultSampleType() {
        return string(profile.number(14));
    }

    /** Names and units. */
    Map<String, String> types() throws IOException {
        Map<String, String> types = new LinkedHashMap<>();
        for (Message type : profile.messages(1)) {
            types.put(string(type.number(1)), string(type.number(2)));
        }
        return types;
    }

    List<Sample> samples() throws IOException {
        Map<Long, String> functions = functions();
        Map<Long, String> locations = new TreeMap<>();
        for (Message location : profile.messages(4)) {
            Message line = location.messages(4).get(0);
            String place = functions.get(line.number(1));
            locations.put(location.number(1), line.number(2) == 0 ? place : place + ":" + line.number(2));
        }
        List<String> types = List.copyOf(types().keySet());
        List<Sample> samples = new ArrayList<>();
        for (Message sample : profile.messages(2)) {
            List<String> stack = new ArrayList<>();
            sample.packed(1).forEach(location -> stack.add(0, locations.get(location)));
            Map<String, Long> values = new LinkedHashMap<>();
            List<Long> numbers = sample.packed(2);
            if (numbers.size() != types.size()) {
                throw new IOException(numbers.size() + " values for " + types);
            }
            for (int i = 0; i < numbers.size(); i++) {
                values.put(types.get(i), numbers.get(i));
            }
            samples.add(new Sample(stack, labels(sample), values));
        }
        return samples;
    }

    private Map<Long, String> functions() throws IOException {
        Map<Long, String> functions = new TreeMap<>();
        for (Message function : profile.messages(5)) {
            String file = string(function.number(4));
            String name = string(function.number(2));
            functions.put(function.number(1), file.isEmpty() ? name : name + " " + file);
        }
        return functions;
    }

    private Map<String, String> labels(Message sample) throws IOException {
        Map<String, String> labels = new TreeMap<>();
        for (Message label : sample.messages(3)) {
            long text = label.number(2);
            labels.put(string(label.number(1)), text == 0 ? Long.toString(label.number(3)) : string(text));
        }
        return labels;
    }

    /** Everything as text, to be read by people. */
    public static String text(byte[] gzipped) throws IOException {
        PprofFile file = read(gzipped);
        StringBuilder text = new StringBuilder();
        file.comments().forEach(comment -> text.append("# ").append(comment).append('\n'));
        text.append("types ").append(file.types()).append(", first ").append(file.defaultSampleType());
        for (Sample sample : file.samples()) {
            text.append("\n\n").append(sample.labels());
            text.append("\n  ").append(sample.values());
            sample.stack().forEach(frame -> text.append("\n    ").append(frame));
        }
        return text.append('\n').toString();
    }
}
