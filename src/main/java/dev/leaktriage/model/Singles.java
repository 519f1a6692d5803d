package dev.leaktriage.model;

import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;

/** Verdicts as groups of one, made on demand. */
final class Singles extends AbstractList<AttributionGroup> implements RandomAccess {
    private final List<Attribution> attributions;

    Singles(List<Attribution> attributions) {
        this.attributions = attributions;
    }

    @Override
    public AttributionGroup get(int index) {
        return AttributionGroup.of(attributions.get(index));
    }

    @Override
    public int size() {
        return attributions.size();
    }
}
