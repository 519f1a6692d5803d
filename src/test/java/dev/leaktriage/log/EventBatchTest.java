package dev.leaktriage.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leaktriage.model.EventKind;
import dev.leaktriage.model.LogEvent;
import dev.leaktriage.model.Memory;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class EventBatchTest {
    private static List<Field> fields() {
        return List.of(LogEvent.class.getFields()).stream()
                .filter(field -> !Modifier.isStatic(field.getModifiers()))
                .toList();
    }

    private static SortedMap<String, Object> values(LogEvent event) {
        SortedMap<String, Object> values = new TreeMap<>();
        for (Field field : fields()) {
            try {
                values.put(field.getName(), field.get(event));
            } catch (IllegalAccessException impossible) {
                throw new AssertionError(impossible);
            }
        }
        return values;
    }

    private static void set(LogEvent event, Field field, Random random) {
        try {
            Class<?> type = field.getType();
            if (type == long.class) {
                field.setLong(event, random.nextLong());
            } else if (type == int.class) {
                field.setInt(event, random.nextInt(Integer.MAX_VALUE));
            } else if (type == boolean.class) {
                field.setBoolean(event, random.nextBoolean());
            } else if (type == String.class) {
                field.set(event, "text " + random.nextInt());
            } else {
                Object[] constants = type.getEnumConstants();
                field.set(event, constants[random.nextInt(constants.length)]);
            }
        } catch (IllegalAccessException impossible) {
            throw new AssertionError(impossible);
        }
    }

    /** Whatever a record can say arrives behind the wait, also what is added to the event one day. */
    @Test
    void noFieldOfAnEventIsLost() throws IOException {
        Random random = new Random(3);
        EventBatch batch = new EventBatch();
        List<SortedMap<String, Object>> given = new ArrayList<>();
        for (int round = 0; round < 2_000; round++) {
            LogEvent event = new LogEvent();
            event.clear();
            event.file = 7;
            for (Field field : fields()) {
                boolean stated =
                        random.nextInt(1 + round % 5) == 0 && !field.getName().equals("file");
                if (stated) {
                    set(event, field, random);
                }
            }
            event.line = round;
            batch.add(event);
            given.add(values(event));
        }
        List<SortedMap<String, Object>> taken = new ArrayList<>();
        batch.replay(7, 0, stack -> stack, event -> taken.add(values(event)));

        assertThat(taken).isEqualTo(given);
    }

    /** Events of a server are kept in few words, where their numbers allow it. */
    @Test
    void noNumberOfAServersEventIsLost() throws IOException {
        Random random = new Random(4);
        EventBatch batch = new EventBatch();
        List<SortedMap<String, Object>> given = new ArrayList<>();
        for (int round = 0; round < 5_000; round++) {
            LogEvent event = new LogEvent();
            event.clear();
            event.file = 7;
            event.form = random.nextInt(50) == 0 ? LogEvent.Form.TRACKER : LogEvent.Form.SERVER;
            event.kind = random.nextBoolean() ? EventKind.ALLOCATED : EventKind.FREED;
            event.memory = Memory.values()[random.nextInt(Memory.values().length)];
            event.prefixed = random.nextBoolean();
            event.process = number(random, 24);
            event.device = number(random, 16);
            event.address = random.nextLong();
            event.sizeBytes = number(random, 39);
            event.references = number(random, 8);
            event.line = round;
            batch.add(event);
            given.add(values(event));
        }
        List<SortedMap<String, Object>> taken = new ArrayList<>();
        batch.replay(7, 0, stack -> stack, event -> taken.add(values(event)));

        assertThat(taken).isEqualTo(given);
    }

    /** About as many bits as there is room for, now and then one more; or not stated. */
    private static long number(Random random, int bits) {
        return switch (random.nextInt(8)) {
            case 0 -> LogEvent.UNSTATED;
            case 1 -> (1L << bits) - 2 + random.nextInt(3);
            case 2 -> random.nextInt(20) == 0 ? random.nextLong() : 0;
            default -> random.nextLong() >>> Long.SIZE - bits;
        };
    }

    @Test
    void linesAndStacksBecomeThoseOfTheWholeText() throws IOException {
        EventBatch batch = new EventBatch();
        LogEvent event = new LogEvent();
        event.clear();
        event.line = 3;
        event.stack = 5;
        batch.add(event);

        batch.replay(1, 100, stack -> stack * 10, replayed -> {
            assertThat(replayed.line).isEqualTo(103);
            assertThat(replayed.stack).isEqualTo(50);
            assertThat(replayed.file).isEqualTo(1);
            return true;
        });
    }
}
