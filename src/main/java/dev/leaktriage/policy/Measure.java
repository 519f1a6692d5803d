package dev.leaktriage.policy;

import dev.leaktriage.model.BudgetResult.Unit;
import dev.leaktriage.model.Sum;

/** What a budget counts of handles. */
enum Measure {
    HANDLES,
    /** Logical bytes. */
    SIZE,
    /** Bytes taken from devices. */
    OCCUPIED;

    long of(Sum sum) {
        return switch (this) {
            case HANDLES -> sum.handles();
            case SIZE -> sum.sizeBytes();
            case OCCUPIED -> sum.occupiedBytes();
        };
    }

    Unit unit() {
        return this == HANDLES ? Unit.HANDLES : Unit.BYTES;
    }

    /** The number alone where handles are counted, else with its unit. */
    String bare(long amount) {
        return this == HANDLES ? Long.toString(amount) : Quantity.inBytes(amount);
    }

    /** Such as {@code 7 handles} or {@code 114688 B}. */
    String written(long amount) {
        if (this != HANDLES) {
            return Quantity.inBytes(amount);
        }
        return amount + (amount == 1 ? " handle" : " handles");
    }
}
