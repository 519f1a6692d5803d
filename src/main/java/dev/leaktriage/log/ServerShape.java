package dev.leaktriage.log;

import dev.leaktriage.model.EventKind;
import dev.leaktriage.model.LogEvent;
import dev.leaktriage.model.Memory;
import java.util.List;
import java.util.Optional;

/**
 * Which slots of a record line have the numbers of an allocation or free that a server tells, where nothing else varies
 * from line to line: such an event goes from the line to where it waits without being made.
 */
final class ServerShape {
    private static final int NONE = -1;

    private final boolean freed;
    private final Memory memory;
    private final int process;
    private final int device;
    private final int address;
    private final int sizeBytes;
    /** The slot of the references; {@link #NONE} if all lines state the same, or nothing. */
    private final int references;

    private final long statedReferences;

    private ServerShape(List<Field> fields, LogEvent constant) {
        this.freed = constant.kind == EventKind.FREED;
        this.memory = constant.memory;
        this.process = fields.indexOf(Field.PROCESS);
        this.device = fields.indexOf(Field.DEVICE);
        this.address = fields.indexOf(Field.ADDRESS);
        this.sizeBytes = fields.indexOf(Field.SIZE);
        this.references = fields.indexOf(Field.REFERENCES);
        this.statedReferences = constant.references;
    }

    /**
     * The shape, if it is one of such an event.
     *
     * @param fields what the slots fill, all of them numbers
     * @param constants what the keywords of the line say
     */
    static Optional<ServerShape> of(RecordKind kind, List<Field> fields, List<Field.Constant> constants) {
        LogEvent event = new LogEvent();
        event.clear();
        event.kind = kind.event();
        event.form = kind.form();
        constants.forEach(constant -> constant.apply(event));
        boolean varies = List.of(event.process, event.device, event.address, event.sizeBytes).stream()
                .allMatch(number -> number == LogEvent.UNSTATED);
        event.process = 0;
        event.device = 0;
        event.address = 0;
        event.sizeBytes = 0;
        boolean ofServer = kind.body() == RecordKind.Body.NONE && varies && EventBatch.isOfServer(event);
        return ofServer && hasItsNumbers(fields) ? Optional.of(new ServerShape(fields, event)) : Optional.empty();
    }

    private static boolean hasItsNumbers(List<Field> fields) {
        List<Field> wanted = List.of(Field.PROCESS, Field.DEVICE, Field.ADDRESS, Field.SIZE);
        List<Field> numbers = fields.stream()
                .filter(field -> field != Field.IGNORED && field != Field.REFERENCES)
                .toList();
        return numbers.size() == wanted.size() && numbers.containsAll(wanted);
    }

    /**
     * Adds the event of a line that has matched.
     *
     * @param values the numbers in its slots
     * @return false if they are too large, and nothing was added
     */
    boolean add(long[] values, long line, boolean prefixed, EventBatch events) {
        return events.add(
                freed,
                memory,
                prefixed,
                line,
                values[process],
                values[device],
                values[address],
                values[sizeBytes],
                references == NONE ? statedReferences : values[references]);
    }
}
