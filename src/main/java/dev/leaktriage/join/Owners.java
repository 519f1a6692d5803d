package dev.leaktriage.join;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The owners that live at each place while the rows go by, and when their own records say that they give memory back. */
final class Owners {
    private final Optional<LentRecords> records;
    private final Map<Long, Owner> at = new HashMap<>();
    /** The latest record whose allocation went by. */
    private int passed = LentRecords.NONE;

    /**
     * An owner.
     *
     * @param late how many owners before it had their memory handed out again, and are still to be freed
     * @param gone true if its own free went by
     */
    private record Owner(long sizeBytes, int record, int late, boolean gone) {}

    Owners(List<LentRecords> lent) {
        this.records =
                lent.stream().filter(one -> one.stream().statesOwnership()).findFirst();
    }

    /** An allocation goes by. */
    void passed(RowEvent row) {
        passed = Math.max(passed, row.record);
    }

    void put(long place, long sizeBytes, int record) {
        Owner before = at.get(place);
        boolean closed = before != null && isOfAnotherMesh(before.record(), record);
        int late = before == null || closed ? 0 : before.late() + (before.gone() ? 0 : 1);
        at.put(place, new Owner(sizeBytes, record, late, false));
    }

    /** A device is part of one mesh at a time, and what outlives its mesh is freed without a record. */
    private boolean isOfAnotherMesh(int before, int record) {
        return before != LentRecords.NONE
                && record != LentRecords.NONE
                && records.isPresent()
                && records.get().device(before) != records.get().device(record);
    }

    void remove(long place) {
        at.remove(place);
    }

    /** The size of the owner at a place; -1 if none is known. */
    long sizeBytes(long place) {
        Owner owner = at.get(place);
        return owner == null ? -1 : owner.sizeBytes();
    }

    /** True if the owner at a place gives its memory back between the allocation that went by last and the next one. */
    boolean isGivenBackNow(long place) {
        Owner owner = at.get(place);
        return isKnown(owner)
                && records.get().freedAt(owner.record()) != LentRecords.NOWHERE
                && !records.get().handedOut(owner.record())
                && records.get().freedAfter(owner.record()) == passed + 1;
    }

    private boolean isKnown(Owner owner) {
        return owner != null && owner.record() != LentRecords.NONE && !owner.gone() && records.isPresent();
    }

    /** The owner's own free goes by. */
    void free(long place) {
        at.computeIfPresent(place, (key, owner) -> new Owner(owner.sizeBytes(), owner.record(), owner.late(), true));
    }

    /** Another free goes by; true if it must be that of a view, since no owner at the place is still to be freed. */
    boolean isViewFreed(long place) {
        Owner owner = at.get(place);
        if (!isKnown(owner)) {
            return false;
        }
        if (owner.late() > 0) {
            at.put(place, new Owner(owner.sizeBytes(), owner.record(), owner.late() - 1, false));
            return false;
        }
        return true;
    }

    /** True if a record comes after those that went by. */
    boolean isNext(int record) {
        return record > passed;
    }
}
