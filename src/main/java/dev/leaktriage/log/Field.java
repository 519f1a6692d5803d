package dev.leaktriage.log;

import dev.leaktriage.model.LogEvent;
import dev.leaktriage.model.Memory;
import dev.leaktriage.model.TestRun;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The fields of an event that a grammar rule of the same name can fill. */
enum Field {
    ADDRESS("address"),
    SIZE("size"),
    DEVICE("device"),
    MESH("mesh"),
    PAGE_SIZE("pageSize"),
    BANKS("banks"),
    PROCESS("process"),
    SEQUENCE("sequence"),
    COUNT("count"),
    REFERENCES("references"),
    HOST_POINTER("hostPointer"),
    IDENTITY("allocator"),
    NEEDED_PER_BANK("neededPerBank"),
    BANK_SIZE("bankSize"),
    ALLOCATED_PER_BANK("allocatedPerBank"),
    FREE_PER_BANK("freePerBank"),
    LARGEST_FREE("largestFree"),
    LIMIT("limit"),
    BANK_MIB("bankMib"),
    BANK_THOUSANDTHS("bankThousandths"),
    ALLOCATED_MIB("allocatedMib"),
    ALLOCATED_THOUSANDTHS("allocatedThousandths"),
    FREE_MIB("freeMib"),
    FREE_THOUSANDTHS("freeThousandths"),
    LARGEST_MIB("largestMib"),
    LARGEST_THOUSANDTHS("largestThousandths"),
    MEMORY("memory"),
    /** The memory kind in the words before a view of it. */
    VIEWED("viewed"),
    /** The memory kind as the runtime's enumeration counts it. */
    MEMORY_NUMBER("memoryNumber"),
    OWNERSHIP("ownership"),
    /** A word whose printer tells neither devices nor memory kinds apart. */
    HOST("host"),
    FINAL("last"),
    NAME("name", "place"),
    /** A text that includes everything before it in the record. */
    MESSAGE("message"),
    DEVICES("devices"),
    ARCH("arch"),
    /** The name of a test, all words of the rule; each name makes a shape of its own. */
    TITLE("node", "file", "ctest", "suite", "testClass", "feed"),
    PASSED("pytestPassed", "printedPassed", "ctestPassed", "classPassed", "suitePassed", "feedPassed"),
    FAILED("pytestFailed", "printedFailed", "ctestFailed", "classFailed", "suiteFailed", "feedFailed"),
    SKIPPED("pytestSkipped", "printedSkipped", "ctestSkipped", "suiteSkipped", "feedSkipped"),
    /** Text to the end of the line, whatever it is. */
    REMAINDER("remainder"),
    /** Part of the record, and of no meaning for the event. */
    IGNORED;

    private static final Memory[] NUMBERED = {
        Memory.DRAM, Memory.L1, Memory.SYSTEM_MEMORY, Memory.L1_SMALL, Memory.TRACE
    };

    private static final long MIB = 1 << 20;
    /** Half of a thousandth, and what is lost when that is made a whole number of bytes. */
    private static final long MIB_ROUNDED_BYTES = MIB / 2000 + 2;

    private static final Map<String, Field> BY_RULE = new HashMap<>();

    static {
        for (Field field : values()) {
            field.rules.forEach(rule -> BY_RULE.put(rule, field));
        }
    }

    private final List<String> rules;

    Field(String... rules) {
        this.rules = List.of(rules);
    }

    /** The field that a grammar rule fills; {@link #IGNORED} for every other rule. */
    static Field ofRule(String rule) {
        return BY_RULE.getOrDefault(rule, IGNORED);
    }

    /** Stores a number. */
    void set(LogEvent event, long value) {
        switch (this) {
            case ADDRESS -> event.address = value;
            case SIZE -> event.sizeBytes = value;
            case DEVICE -> event.device = value;
            case MESH -> event.mesh = value;
            case PAGE_SIZE -> event.pageBytes = value;
            case BANKS -> event.banks = value;
            case PROCESS -> event.process = value;
            case SEQUENCE -> event.sequence = value;
            case COUNT -> event.count = value;
            case REFERENCES -> event.references = value;
            case HOST_POINTER -> event.hostPointer = value;
            case IDENTITY -> event.identity = value;
            case NEEDED_PER_BANK -> event.neededPerBankBytes = value;
            case BANK_SIZE -> event.bankBytes = value;
            case ALLOCATED_PER_BANK -> event.allocatedPerBankBytes = value;
            case FREE_PER_BANK -> event.freePerBankBytes = value;
            case LARGEST_FREE -> event.largestFreeBytes = value;
            case LIMIT -> event.limitAddress = value;
            case MEMORY_NUMBER -> event.memory = value < NUMBERED.length ? NUMBERED[(int) value] : Memory.UNSTATED;
            case BANK_MIB -> event.bankBytes = mebibytes(event, value);
            case BANK_THOUSANDTHS -> event.bankBytes += thousandths(value);
            case ALLOCATED_MIB -> event.allocatedPerBankBytes = mebibytes(event, value);
            case ALLOCATED_THOUSANDTHS -> event.allocatedPerBankBytes += thousandths(value);
            case FREE_MIB -> event.freePerBankBytes = mebibytes(event, value);
            case FREE_THOUSANDTHS -> event.freePerBankBytes += thousandths(value);
            case LARGEST_MIB -> event.largestFreeBytes = mebibytes(event, value);
            case LARGEST_THOUSANDTHS -> event.largestFreeBytes += thousandths(value);
            case MEMORY,
                    VIEWED,
                    OWNERSHIP,
                    HOST,
                    FINAL,
                    NAME,
                    MESSAGE,
                    DEVICES,
                    ARCH,
                    TITLE,
                    PASSED,
                    FAILED,
                    SKIPPED,
                    REMAINDER,
                    IGNORED -> {}
        }
    }

    private static long mebibytes(LogEvent event, long value) {
        event.roundedBytes = MIB_ROUNDED_BYTES;
        return value * MIB;
    }

    private static long thousandths(long value) {
        return value * MIB / 1000;
    }

    /** Stores text that varies from line to line. */
    void set(LogEvent event, String value) {
        switch (this) {
            case NAME, MESSAGE, REMAINDER -> event.text = value;
            case DEVICES -> event.devices = value;
            case ARCH -> event.arch = value;
            default -> {}
        }
    }

    /** True if the field is text, which costs an object; numbers are decoded in place. */
    boolean isText() {
        return this == NAME || this == MESSAGE || this == DEVICES || this == ARCH || this == REMAINDER;
    }

    /**
     * What a keyword of the grammar says about an event; empty if the keyword says nothing. Every word for ownership
     * but {@code yes} says that the buffer borrows its memory.
     */
    Optional<Constant> constant(String keyword) {
        return switch (this) {
            case MEMORY -> {
                Memory stated = Memory.ofLabel(keyword).orElse(Memory.UNSTATED);
                yield Optional.of(event -> event.memory = stated);
            }
            case VIEWED -> {
                String named = keyword.replaceFirst("Device (.*) memory state.*", "$1");
                Memory viewed = Memory.ofLabel(named.replace(' ', '_')).orElse(Memory.UNSTATED);
                yield Optional.of(event -> event.memory = viewed);
            }
            case OWNERSHIP -> {
                LogEvent.Ownership stated =
                        keyword.equals("yes") ? LogEvent.Ownership.OWNS : LogEvent.Ownership.BORROWS;
                yield Optional.of(event -> event.ownership = stated);
            }
            case HOST ->
                Optional.of(event -> {
                    event.device = 0;
                    event.memory = Memory.SYSTEM_MEMORY;
                });
            case FINAL -> Optional.of(event -> event.references = 0);
            case NAME, MESSAGE -> Optional.of(event -> event.text = keyword);
            case ARCH -> Optional.of(event -> event.arch = keyword);
            case TITLE -> Optional.of(event -> event.text = keyword.strip());
            case PASSED -> Optional.of(event -> event.outcome = TestRun.Outcome.PASSED);
            case FAILED -> Optional.of(event -> event.outcome = TestRun.Outcome.FAILED);
            case SKIPPED -> Optional.of(event -> event.outcome = TestRun.Outcome.SKIPPED);
            default -> Optional.empty();
        };
    }

    /** What a keyword fixes for every line of a shape. */
    @FunctionalInterface
    interface Constant {
        void apply(LogEvent event);
    }
}
