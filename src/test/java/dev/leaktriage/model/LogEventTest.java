package dev.leaktriage.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import org.junit.jupiter.api.Test;

class LogEventTest {
    @Test
    void aCopyHasEveryField() throws IllegalAccessException {
        LogEvent event = new LogEvent();
        event.clear();
        for (Field field : LogEvent.class.getFields()) {
            fill(event, field);
        }
        LogEvent copy = new LogEvent();
        copy.clear();

        copy.copy(event);

        assertThat(copy).usingRecursiveComparison().isEqualTo(event);
        LogEvent cleared = new LogEvent();
        cleared.clear();
        assertThat(LogEvent.class.getFields()).allSatisfy(field -> {
            if (!java.lang.reflect.Modifier.isStatic(field.getModifiers())) {
                assertThat(field.get(copy)).as(field.getName()).isNotEqualTo(field.get(cleared));
            }
        });
    }

    /** Gives a field a value that a cleared event does not have. */
    private static void fill(LogEvent event, Field field) throws IllegalAccessException {
        if (java.lang.reflect.Modifier.isStatic(field.getModifiers())) {
            return;
        }
        Object before = field.get(event);
        if (before instanceof Integer number) {
            field.setInt(event, number + 7);
        } else if (before instanceof Long number) {
            field.setLong(event, number + 7);
        } else if (before instanceof Boolean flag) {
            field.setBoolean(event, !flag);
        } else if (before instanceof String) {
            field.set(event, "other");
        } else {
            Object[] constants = field.getType().getEnumConstants();
            field.set(event, constants[0] == before ? constants[1] : constants[0]);
        }
    }
}
